/** A subgraph as a process of its own: `npm run start:registry` and its like. */
import { systemClock } from '@arbiter/kernel/clock.ts';
import { readEnvironment } from '../config/env.ts';
import { settingsHelp } from '../config/explain-settings.ts';
import { type SubgraphName, ownDatabaseSetting, subgraphSettings } from '../config/settings.ts';
import type { Bus } from '../events/bus.ts';
import { createPhases } from '../process/phases.ts';
import {
  type CommonSettings,
  type DatabaseOptions,
  checkKeys,
  holdDataDir,
  openServerBus,
  openServerDatabase,
  openVerifyKeys,
} from '../process/resources.ts';
import {
  type ProductionNeed,
  databaseNeed,
  requireSafeSettings,
} from '../process/safe-settings.ts';
import { openRateLimiting } from '../rate-limit/rate-limiting.ts';
import { runServerProgram } from '../process/server-program.ts';
import { createLogger } from '../telemetry/logger.ts';
import { startMetricsServer } from '../telemetry/metrics-server.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { startTracing } from '../telemetry/tracing/start-tracing.ts';
import { startSubgraphServer } from './http-server.ts';
import { type SubgraphDefinition, startSubgraph } from './start-subgraph.ts';

/** Reads the settings, starts, serves until a signal; `--help` explains them. Sets the exit code. */
export function runSubgraphProcess<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  { argv, env }: Pick<NodeJS.Process, 'argv' | 'env'>,
): Promise<void> {
  const { name } = definition;
  const usage = `Usage: npm run start:${name}\n\nServes the ${name} subgraph alone, until Ctrl-C or SIGTERM.`;
  return runServerProgram({
    args: argv.slice(2),
    help: () => settingsHelp(usage, subgraphSettings(name).shape),
    start: (signal) => startProcess(definition, env, signal),
  });
}

function readSettings(name: SubgraphName, env: Readonly<Record<string, string | undefined>>) {
  const settings = readEnvironment(env, subgraphSettings(name));
  const own = (settings as Record<string, unknown>)[ownDatabaseSetting(name)];
  return { ...settings, databaseUrl: typeof own === 'string' ? own : settings.DATABASE_URL };
}

function needsOf(
  name: SubgraphName,
  { databaseUrl, ARBITER_SIGNING_KEY, ARBITER_VERIFY_KEYS }: ReturnType<typeof readSettings>,
): ProductionNeed[] {
  return [
    databaseNeed(`DATABASE_URL or ${ownDatabaseSetting(name)}`, databaseUrl),
    {
      isGiven: Boolean(ARBITER_SIGNING_KEY ?? ARBITER_VERIFY_KEYS),
      name: 'ARBITER_VERIFY_KEYS or ARBITER_SIGNING_KEY (who its gateway is)',
    },
  ];
}

async function startProcess<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  const { name } = definition;
  const settings = readSettings(name, env);
  requireSafeSettings(settings, needsOf(name, settings));
  checkKeys(settings);
  const logger = createLogger({ level: settings.LOG_LEVEL, service: name });
  const metrics = createMetrics();
  const phases = createPhases();
  await using resources = new AsyncDisposableStack();
  resources.use(await startTracing(settings, { service: `arbiter-${name}`, logger }));
  const { path, lock } = holdDataDir(settings, name);
  resources.defer(() => lock.release());
  const databaseUrl = await phases.time('database', () =>
    openServerDatabase(settings.databaseUrl, path, { logger, resources, signal }),
  );
  const bus = await openSharedBus(settings, { logger, resources });
  signal.throwIfAborted();
  const { registry } = metrics;
  const rateLimiting = await openRateLimiting(settings, { registry, logger, resources });
  const redisUrl = settings.REDIS_URL;
  const isDevelopment = settings.ARBITER_MODE === 'development';
  const subgraph = await phases.time(name, () =>
    startSubgraph(definition, { databaseUrl, bus, redisUrl, rateLimiting, isDevelopment, logger }),
  );
  resources.use(subgraph);
  const { METRICS_PORT } = settings;
  if (METRICS_PORT !== undefined) resources.use(await startMetricsServer(metrics, METRICS_PORT));
  const server = await startSubgraphServer({
    subgraph,
    keys: openVerifyKeys(settings),
    clock: systemClock,
    logger,
    metrics,
    bus,
    showsMetrics: isDevelopment && METRICS_PORT === undefined,
    showsParts: isDevelopment,
    host: settings.HOST,
    port: settings.PORT,
  });
  resources.use(server);
  subgraph.beginPublishing();
  lock.announce(server.url);
  process.stdout.write(`${name} subgraph ready at ${server.url}/graphql (${phases.summary()})\n`);
  return resources.move();
}

/** A process of one subgraph has nobody to publish to but a bus that others share. */
async function openSharedBus(
  settings: CommonSettings,
  options: Pick<DatabaseOptions, 'logger' | 'resources'>,
): Promise<Bus | undefined> {
  if (settings.REDIS_URL || settings.NATS_URL) return openServerBus(settings, options);
  process.stderr.write(
    'No REDIS_URL or NATS_URL: events stay in the outbox until this subgraph is started with one.\n',
  );
  return undefined;
}
