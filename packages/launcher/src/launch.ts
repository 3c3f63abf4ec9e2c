/**
 * One process: the gateway, every subgraph that has no URL of its own, and the embedded database
 * when none is given. The parts start in the order in which they need each other and stop in the
 * opposite one.
 */
import { systemClock } from '@arbiter/kernel/clock.ts';
import { type Gateway, startGateway } from '@arbiter/gateway/app.ts';
import { httpSource } from '@arbiter/gateway/subgraphs/http-source.ts';
import { localSource } from '@arbiter/gateway/subgraphs/local-source.ts';
import type { SubgraphSource } from '@arbiter/gateway/subgraphs/subgraph-source.ts';
import type { Bus } from '@arbiter/server/events/bus.ts';
import { openBus } from '@arbiter/server/events/open-bus.ts';
import { type Phases, createPhases } from '@arbiter/server/process/phases.ts';
import { StartError } from '@arbiter/server/process/lifecycle.ts';
import {
  holdDataDir,
  openServerDatabase,
  openSigningKey,
  requireSafeSettings,
} from '@arbiter/server/process/resources.ts';
import type { SubgraphOptions } from '@arbiter/server/subgraph/start-subgraph.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import { type Logger, createLogger } from '@arbiter/server/telemetry/logger.ts';
import type { LauncherSettings, SubgraphPlacement } from './config.ts';
import { startByName } from './subgraph-definitions.ts';

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  /** How long each phase of the start took. */
  readonly timing: string;
  readonly subgraphs: readonly Subgraph[];
}

export interface LaunchOptions {
  /** For tests that count or watch; all optional. */
  readonly onQuery?: SubgraphOptions['onQuery'];
  readonly logger?: Logger;
}

/** Starts everything; disposing the result drains and stops it. */
export async function launch(
  settings: LauncherSettings,
  options: LaunchOptions = {},
): Promise<RunningServer> {
  requireSafeSettings(settings);
  requireSharedBus(settings);
  const logger = options.logger ?? createLogger({ level: settings.LOG_LEVEL, service: 'arbiter' });
  const phases = createPhases();
  await using resources = new AsyncDisposableStack();
  const { path, lock } = holdDataDir(settings);
  resources.defer(() => lock.release());
  const local = settings.placements.filter(({ url }) => url === undefined);
  const databaseUrl = await openCommonDatabase(local, path, { phases, logger, resources });
  const bus = await openBus({ redisUrl: settings.REDIS_URL, natsUrl: settings.NATS_URL, logger });
  resources.defer(() => bus.close());
  const subgraphs = await startSubgraphs(local, databaseUrl, {
    settings,
    bus,
    logger,
    phases,
    resources,
    options,
  });
  const gateway = await phases.time('gateway', () =>
    openGateway(settings, subgraphs, { logger, resources }),
  );
  for (const subgraph of subgraphs) subgraph.beginPublishing();
  lock.announce(gateway.url);
  const running = resources.move();
  return {
    url: gateway.url,
    timing: phases.summary(),
    subgraphs,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
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

async function openCommonDatabase(
  local: readonly SubgraphPlacement[],
  dataDir: string,
  {
    phases,
    logger,
    resources,
  }: { phases: Phases; logger: Logger; resources: AsyncDisposableStack },
): Promise<string | undefined> {
  if (local.every(({ databaseUrl }) => databaseUrl !== undefined)) return undefined;
  return phases.time('database', () =>
    openServerDatabase(undefined, dataDir, { logger, resources }),
  );
}

interface Starting {
  readonly settings: LauncherSettings;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly phases: Phases;
  readonly resources: AsyncDisposableStack;
  readonly options: LaunchOptions;
}

/** Side by side. When one fails, the others are awaited first, so that they can be stopped too. */
async function startSubgraphs(
  local: readonly SubgraphPlacement[],
  commonUrl: string | undefined,
  { settings, bus, logger, phases, resources, options }: Starting,
): Promise<Subgraph[]> {
  const { onQuery } = options;
  const starts = local.map(async ({ name, databaseUrl = commonUrl }) => {
    if (databaseUrl === undefined) throw new StartError(`${name}: no database; set DATABASE_URL.`);
    const redisUrl = settings.REDIS_URL;
    const options = { databaseUrl, bus, redisUrl, logger, ...(onQuery ? { onQuery } : {}) };
    return resources.use(await phases.time(name, () => startByName[name](options)));
  });
  const failure = (await Promise.allSettled(starts)).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
  return Promise.all(starts);
}

async function openGateway(
  settings: LauncherSettings,
  subgraphs: readonly Subgraph[],
  { logger, resources }: { logger: Logger; resources: AsyncDisposableStack },
): Promise<Gateway> {
  const sources: SubgraphSource[] = settings.placements.map(({ name, url }) => {
    const subgraph = subgraphs.find((each) => each.name === name);
    if (subgraph) return localSource(subgraph);
    return httpSource({ name, url: url ?? '', key: openSigningKey(settings), clock: systemClock });
  });
  for (const source of sources) resources.defer(() => source.close());
  const gateway = await startGateway({
    sources,
    host: settings.HOST,
    port: settings.PORT,
    allowedOrigins: settings.CORS_ORIGINS,
    logger,
  });
  return resources.use(gateway);
}
