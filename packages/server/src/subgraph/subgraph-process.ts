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
  holdDataDir,
  openServerBus,
  openServerDatabase,
  openSigningKey,
  requireSafeSettings,
} from '../process/resources.ts';
import { runServerProgram } from '../process/server-program.ts';
import { createLogger } from '../telemetry/logger.ts';
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

async function startProcess<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  const { name } = definition;
  const settings = readSettings(name, env);
  requireSafeSettings(settings);
  const logger = createLogger({ level: settings.LOG_LEVEL, service: name });
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
  const subgraph = await phases.time(name, () =>
    startSubgraph(definition, { databaseUrl, bus, redisUrl: settings.REDIS_URL, logger }),
  );
  resources.use(subgraph);
  const server = await startSubgraphServer({
    subgraph,
    key: openSigningKey(settings),
    clock: systemClock,
    logger,
    metrics: createMetrics(),
    bus,
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
