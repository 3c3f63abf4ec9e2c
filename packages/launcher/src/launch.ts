/**
 * One process: the gateway, every subgraph that has no URL of its own, and the embedded database
 * when none is given. The parts start in the order in which they need each other and stop in the
 * opposite one.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { type Gateway, ownSupergraphFile, startGateway } from '@arbiter/gateway/app.ts';
import { authNeeds } from '@arbiter/gateway/auth/auth-settings.ts';
import { openDocuments } from '@arbiter/gateway/limits/open-documents.ts';
import { readLimits } from '@arbiter/gateway/limits/settings.ts';
import type { Bus } from '@arbiter/server/events/bus.ts';
import { type RateLimiting, openRateLimiting } from '@arbiter/server/rate-limit/rate-limiting.ts';
import { type Phases, createPhases } from '@arbiter/server/process/phases.ts';
import { StartError } from '@arbiter/server/process/lifecycle.ts';
import {
  type DatabaseOptions,
  holdDataDir,
  openServerBus,
  openServerDatabase,
  checkKeys,
} from '@arbiter/server/process/resources.ts';
import { databaseOf, serverOf } from '@arbiter/server/resilience/dependencies.ts';
import {
  type ProductionNeed,
  databaseNeed,
  requireSafeSettings,
} from '@arbiter/server/process/safe-settings.ts';
import type { SubgraphOptions } from '@arbiter/server/subgraph/start-subgraph.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import { type Logger, createLogger } from '@arbiter/server/telemetry/logger.ts';
import { type Metrics, createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { startTracing } from '@arbiter/server/telemetry/tracing/start-tracing.ts';
import type { LauncherSettings, SubgraphPlacement } from './config.ts';
import { placedFinder } from './placed-finder.ts';
import { startByName } from './subgraph-definitions.ts';

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  /** How long each phase of the start took. */
  readonly timing: string;
  readonly subgraphs: readonly Subgraph[];
  /** Every route of the gateway. */
  readonly routes: Gateway['routes'];
}

export interface LaunchOptions {
  /** Gives the start up; what had begun is stopped. */
  readonly signal?: AbortSignal;
  /** For tests that count or watch; all optional. */
  readonly onQuery?: SubgraphOptions['onQuery'];
  readonly logger?: Logger;
}

/**
 * Starts everything; disposing the result drains and stops it. Errors: StartError, ConfigError and
 * DataDirInUseError, whose messages are for the operator; those of listening; AbortError.
 */
export async function launch(
  settings: LauncherSettings,
  options: LaunchOptions = {},
): Promise<RunningServer> {
  requireSafeSettings(settings, needsOf(settings));
  checkKeys(settings);
  requireSharedBus(settings);
  const logger = options.logger ?? createLogger({ level: settings.LOG_LEVEL, service: 'arbiter' });
  const phases = createPhases();
  await using resources = new AsyncDisposableStack();
  resources.use(await startTracing(settings, { service: 'arbiter', logger }));
  const metrics = createMetrics();
  const { registry } = metrics;
  const rateLimiting = await openRateLimiting(settings, { registry, logger, resources });
  const { path, lock } = holdDataDir(settings);
  resources.defer(() => lock.release());
  await requireFreePort(settings);
  const { signal } = options;
  const local = settings.placements.filter(({ url }) => url === undefined);
  const databases = await phases.time('database', () =>
    openDatabases(local, path, { logger, resources, signal }),
  );
  const bus = await openServerBus(settings, { logger, resources });
  signal?.throwIfAborted();
  const subgraphs = await startSubgraphs(local, databases, {
    settings,
    bus,
    logger,
    phases,
    resources,
    rateLimiting,
    options,
  });
  signal?.throwIfAborted();
  const gateway = await phases.time('gateway', () =>
    openGateway(settings, subgraphs, { bus, logger, resources, metrics, rateLimiting }),
  );
  for (const subgraph of subgraphs) subgraph.beginPublishing();
  lock.announce(gateway.url);
  const running = resources.move();
  return {
    url: gateway.url,
    timing: phases.summary(),
    subgraphs,
    routes: gateway.routes,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** What production mode needs: issuer, databases of what runs here, and the key between processes. */
function needsOf(settings: LauncherSettings): ProductionNeed[] {
  const local = settings.placements.filter(({ url }) => url === undefined);
  const named = (databaseUrl: string | undefined) => databaseNeed('DATABASE_URL', databaseUrl);
  const databases = local.map(({ databaseUrl }) => named(databaseUrl));
  const lacking = databases.find(({ isGiven }) => !isGiven);
  return [
    ...authNeeds(settings),
    ...(lacking ? [lacking] : []),
    {
      isGiven: Boolean(settings.ARBITER_SIGNING_KEY),
      name: 'ARBITER_SIGNING_KEY (by which subgraphs know their gateway)',
    },
  ];
}

/** Subgraphs in other processes hear of events only through a bus that all of them share. */
function requireSharedBus({ placements, REDIS_URL, NATS_URL }: LauncherSettings): void {
  const isSplit = placements.some(({ url }) => url !== undefined);
  const isMixed = isSplit && placements.some(({ url }) => url === undefined);
  if (!isMixed || REDIS_URL || NATS_URL) return;
  throw new StartError(
    'Some subgraphs run in other processes: set REDIS_URL or NATS_URL, so that events reach all of them.',
  );
}

/** The port is needed last; that it is taken should be said before a database has been made. */
async function requireFreePort({ HOST: host, PORT: port }: LauncherSettings): Promise<void> {
  if (port === 0) return;
  const trial = createServer().listen({ host, port });
  await once(trial, 'listening');
  trial.close();
  await once(trial, 'close');
}

/** URLs by what the settings name: given ones are waited for, `undefined` is the private one. */
type Databases = ReadonlyMap<string | undefined, string>;

/** One after the other, so that one that fails leaves none behind that is just starting. */
async function openDatabases(
  local: readonly SubgraphPlacement[],
  dataDir: string,
  options: DatabaseOptions,
): Promise<Databases> {
  const opened = new Map<string | undefined, string>();
  for (const { databaseUrl } of local) {
    if (opened.has(databaseUrl)) continue;
    opened.set(databaseUrl, await openServerDatabase(databaseUrl, dataDir, options));
    options.signal?.throwIfAborted();
  }
  return opened;
}

interface Starting {
  readonly settings: LauncherSettings;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly phases: Phases;
  readonly resources: AsyncDisposableStack;
  readonly rateLimiting: RateLimiting;
  readonly options: LaunchOptions;
}

/** Side by side. When one fails, the others are awaited first, so that they can be stopped too. */
async function startSubgraphs(
  local: readonly SubgraphPlacement[],
  databases: Databases,
  { settings, bus, logger, phases, resources, rateLimiting, options }: Starting,
): Promise<Subgraph[]> {
  const { onQuery } = options;
  const started: Subgraph[] = [];
  resources.defer(() => stopAll(started));
  const starts = local.map(async (placement) => {
    const { name } = placement;
    const databaseUrl = databases.get(placement.databaseUrl);
    invariant(databaseUrl, `the database of ${name} is open`);
    const redisUrl = settings.REDIS_URL;
    const isDevelopment = settings.ARBITER_MODE === 'development';
    const shared = { bus, redisUrl, rateLimiting, isDevelopment, logger };
    const options = { databaseUrl, ...shared, ...(onQuery ? { onQuery } : {}) };
    const subgraph = await phases.time(name, () => startByName[name](options));
    started.push(subgraph);
    return subgraph;
  });
  const failure = (await Promise.allSettled(starts)).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
  return Promise.all(starts);
}

/** Side by side too: each may wait for a bus that hangs, and together they wait only once. */
async function stopAll(subgraphs: readonly Subgraph[]): Promise<void> {
  const stops = subgraphs.map((subgraph) => subgraph[Symbol.asyncDispose]());
  const failure = (await Promise.allSettled(stops)).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}

interface OpeningGateway {
  readonly bus: Bus;
  readonly logger: Logger;
  readonly resources: AsyncDisposableStack;
  readonly metrics: Metrics;
  readonly rateLimiting: RateLimiting;
}

async function openGateway(
  settings: LauncherSettings,
  subgraphs: readonly Subgraph[],
  { bus, logger, resources, metrics, rateLimiting }: OpeningGateway,
): Promise<Gateway> {
  const { SUPERGRAPH_FILE } = settings;
  for (const each of subgraphs) {
    metrics.watchEventLag(each.name, () => each.eventLag());
    metrics.watchBusiness(each.name, each.business);
    metrics.watchConnections(each.name, () => each.connections());
  }
  const gateway = await startGateway({
    supergraph: SUPERGRAPH_FILE
      ? { path: resolve(SUPERGRAPH_FILE), isWatched: true }
      : { path: ownSupergraphFile, isWatched: false },
    finder: placedFinder(settings, subgraphs),
    isForeign: false,
    host: settings.HOST,
    port: settings.PORT,
    overrideLabels: settings.OVERRIDE_LABELS,
    dependencies: [...databaseOf(subgraphs), ...serverOf(bus)],
    signIn: settings,
    door: { mode: settings.ARBITER_MODE, settings, metricsPort: settings.METRICS_PORT },
    rejectsDenied: settings.AUTHORIZATION_REJECTS,
    limits: readLimits(settings),
    rateLimiting,
    documents: await openDocuments(settings, { logger, resources }),
    logger,
    metrics,
  });
  return resources.use(gateway);
}
