/** Builds the gateway once, top down: supergraph, subgraphs, executor, HTTP server. */
import { fileURLToPath } from 'node:url';
import { systemClock } from '@arbiter/kernel/clock.ts';
import type { Mode } from '@arbiter/server/config/settings.ts';
import type { ServedRoute } from '@arbiter/server/process/served-routes.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { startMetricsServer } from '@arbiter/server/telemetry/metrics-server.ts';
import type { Dependency } from '@arbiter/server/resilience/dependencies.ts';
import type { RateLimiting } from '@arbiter/server/rate-limit/rate-limiting.ts';
import type { ProtectionPresets } from '@arbiter/server/resilience/protection.ts';
import type { Metrics } from '@arbiter/server/telemetry/metrics.ts';
import { createSupergraphMetrics } from '@arbiter/server/telemetry/supergraph-metrics.ts';
import { type Authenticate, asLocalDeveloper } from './auth/authenticator.ts';
import { countRefusals } from './auth/count-refusals.ts';
import { openAuthenticator } from './auth/open-authenticator.ts';
import {
  type RegistryCredentials,
  createRegistryCredentials,
} from './auth/registry-credentials.ts';
import { observeRefusals } from './authorization/observe-refusals.ts';
import { type RefusalReporter, createRefusalReporter } from './authorization/refusal-reporter.ts';
import { refusalSender } from './authorization/send-refusal.ts';
import type { GatewayExecutor } from './execution/executor.ts';
import type { LabelShare } from './override-labels-setting.ts';
import { developmentRules } from './http/door-rules.ts';
import { type DoorSettings, doorRules } from './http/door-settings.ts';
import { identifyBy } from './http/identity.ts';
import { createHttpServer } from './http/server.ts';
import type { SignInSettings } from './http/sign-in-settings.ts';
import { createPlanningMetrics } from './planning/planning-metrics.ts';
import { type Admission, createAdmission } from './limits/admission.ts';
import type { PersistedDocuments } from './limits/persisted-documents.ts';
import { createRequestLimiter } from './limits/request-limiter.ts';
import { type GatewayLimits, defaultLimits } from './limits/settings.ts';
import { createTenantSettings } from './limits/tenant-limits.ts';
import { protectSource } from './subgraphs/protect-source.ts';
import { createSourceMetrics } from './subgraphs/source-metrics.ts';
import { followSupergraphFile } from './supergraph/follow-file.ts';
import { type SupergraphManager, createSupergraphManager } from './supergraph/manager.ts';
import { openSupergraph } from './supergraph/open-supergraph.ts';
import { readSupergraph } from './supergraph/read-supergraph.ts';
import { type SourceFinder, createSourceRegistry } from './supergraph/source-registry.ts';
import { namingWorkflows } from './telemetry/named-workflow.ts';
import { createExecutorObserver } from './telemetry/observe-executor.ts';
import { traceFinder } from './telemetry/trace-source.ts';

export interface GatewayOptions {
  /** Where the supergraph is, and whether new versions of it are taken into use. */
  readonly supergraph: { readonly path: string; readonly isWatched: boolean };
  /** Finds the subgraphs that the supergraph names; the gateway closes what it opens. */
  readonly finder: SourceFinder;
  /** Whether the supergraph is somebody else's: it has no endpoints but those of GraphQL. */
  readonly isForeign: boolean;
  readonly host: string;
  readonly port: number;
  /**
   * Who may come in. Absent, for servers that only this machine reaches: whoever comes; errors are then
   * written for those who should see the least.
   */
  readonly door?: GatewayDoor;
  /** Where people sign in; nowhere when absent. */
  readonly signIn?: SignInSettings | undefined;
  readonly logger: Logger;
  /** Those of the process; the gateway adds its requests and its supergraph. */
  readonly metrics: Metrics;
  /** Which labels of progressive overrides are active; see OVERRIDE_LABELS. */
  readonly overrideLabels?: readonly LabelShare[];
  /** What the process needs besides the subgraphs; `/health` tells of it. */
  readonly dependencies?: readonly Dependency[];
  /** Whether operations are refused whole that ask for what the caller may not see. */
  readonly rejectsDenied?: boolean;
  /** How much clients may ask for, instead of the defaults. */
  readonly limits?: GatewayLimits;
  /** How often they may; without it as often as they like. */
  readonly rateLimiting?: RateLimiting;
  /** The documents that are known by hash, instead of those that this process has seen. */
  readonly documents?: PersistedDocuments;
  /** How patient to be with the subgraphs, instead of as long as each place deserves. */
  readonly presets?: ProtectionPresets;
}

export interface GatewayDoor {
  readonly mode: Mode;
  readonly settings: DoorSettings;
  /** Loopback port of /metrics, in place of this one. */
  readonly metricsPort?: number | undefined;
}

export interface Gateway extends AsyncDisposable {
  /** Where it listens, e.g. http://127.0.0.1:4000. */
  readonly url: string;
  /** How many subgraphs its first supergraph has. */
  readonly subgraphs: number;
  /** Every route that it has. */
  readonly routes: readonly ServedRoute[];
}

/** The supergraph of this tree. */
export const ownSupergraphFile = fileURLToPath(
  new URL('../../schema/supergraph.graphql', import.meta.url),
);

/**
 * Starts the gateway; disposing it drains and stops it, and closes its sources. Errors:
 * SupergraphError; those of listening.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { isForeign, host, port, metrics, door, rejectsDenied, limits } = options;
  const { path, isWatched } = options.supergraph;
  const logger = options.logger.child({ part: 'gateway' });
  await using resources = new AsyncDisposableStack();
  const planning = { logger, metrics: createPlanningMetrics(metrics.registry) };
  const open = (sdl: string, signal?: AbortSignal) => openSupergraph({ ...planning, sdl }, signal);
  const supergraph = await readSupergraph(path, open);
  resources.defer(() => supergraph.planner.rest());
  const registry = createSourceRegistry(traceFinder(protectAll(options)), logger);
  const refusals = openRefusals(options, logger, () => manager);
  const observe = observeAll(options, logger, refusals);
  const hasMetricsPort = door?.metricsPort !== undefined;
  const rules = door ? doorRules(door.settings, { ...door, hasMetricsPort }) : developmentRules;
  const manager: SupergraphManager = resources.use(
    createSupergraphManager({
      supergraph,
      registry,
      logger,
      observe,
      passesErrorsOn: isForeign,
      audience: door?.mode,
      showsSchema: rules.showsSchema,
      overrides: { percentOf: sharesOf(options) },
      rejectsDenied,
      limits: limits?.operation,
    }),
  );
  const credentials = openCredentials(options, () => manager);
  const { countReload } = createSupergraphMetrics(metrics.registry, manager.generationsInUse);
  const http = await createHttpServer({
    supergraphs: manager,
    isForeign,
    refusals,
    identify: identifyBy(createAuthenticate(options, credentials)),
    rules,
    signIn: options.signIn,
    logger,
    metrics,
    dependencies: options.dependencies ?? [],
    limits,
    admission: openAdmission(options, credentials),
  });
  if (door?.metricsPort !== undefined) {
    resources.use(await startMetricsServer(metrics, door.metricsPort));
  }
  resources.defer(() => http.drain());
  const url = await http.listen({ host, port });
  if (isWatched) {
    const watch = followSupergraphFile({ path, manager, open, logger, onReload: countReload });
    resources.defer(() => watch.stop());
  }
  const running = resources.move();
  const subgraphs = supergraph.subgraphs.length;
  const { routes } = http;
  return { url, subgraphs, routes, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function createAuthenticate(
  { door, logger, metrics }: GatewayOptions,
  registry: RegistryCredentials | undefined,
): Authenticate {
  if (!door) return asLocalDeveloper;
  const authenticate = openAuthenticator({ ...door, registry, clock: systemClock, logger });
  return countRefusals(authenticate, metrics.registry);
}

function sharesOf({ overrideLabels = [] }: GatewayOptions): ReadonlyMap<string, number> {
  return new Map(overrideLabels.map(({ label, percent }) => [label, percent]));
}

/** Refused acts are reported to the audit subgraph of our own supergraph. */
function openRefusals(
  { isForeign }: GatewayOptions,
  logger: Logger,
  supergraphs: () => SupergraphManager,
): RefusalReporter | undefined {
  if (isForeign) return undefined;
  return createRefusalReporter({ clock: systemClock, logger, send: refusalSender(supergraphs) });
}

/** Measured and logged, and what is refused is reported. */
function observeAll(
  { metrics }: GatewayOptions,
  logger: Logger,
  refusals: RefusalReporter | undefined,
): (executor: GatewayExecutor) => GatewayExecutor {
  const measure = createExecutorObserver({ logger, metrics });
  return (executor) =>
    refusals ? observeRefusals(namingWorkflows(measure(executor)), refusals) : measure(executor);
}

/** What the gateway asks of the registry; undefined where that is not Arbiter's own. */
function openCredentials(
  { isForeign, limits = defaultLimits }: GatewayOptions,
  supergraphs: () => SupergraphManager,
): RegistryCredentials | undefined {
  if (isForeign) return undefined;
  const registry = () => supergraphs().current().sources.get('registry');
  const guessesPerMinute = limits.edge.unknownKeysPerMinute;
  return createRegistryCredentials({ registry, clock: systemClock, guessesPerMinute });
}

function openAdmission(
  { limits = defaultLimits, rateLimiting, documents, logger }: GatewayOptions,
  credentials: RegistryCredentials | undefined,
): Admission {
  const limiter = rateLimiting?.isOn
    ? createRequestLimiter({
        ...rateLimiting,
        tenants: createTenantSettings(credentials, logger),
        clock: systemClock,
      })
    : undefined;
  return createAdmission({ limits: limits.operation, documents, limiter });
}

/** The finder with every source that it opens protected. */
function protectAll({ finder, metrics, logger, presets }: GatewayOptions): SourceFinder {
  const protection = {
    metrics: createSourceMetrics(metrics.registry),
    logger: logger.child({ part: 'gateway' }),
    clock: systemClock,
    ...(presets ? { presets } : {}),
  };
  return {
    locate: (place) => finder.locate(place),
    open: (place) => protectSource(finder.open(place), protection),
  };
}
