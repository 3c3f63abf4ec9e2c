/** A subgraph as a process of its own: `npm run start:registry` and its like. */
import { systemClock } from '@arbiter/kernel/clock.ts';
import { readEnvironment } from '../config/env.ts';
import { type SubgraphName, ownDatabaseSetting, subgraphSettings } from '../config/settings.ts';
import { openBus } from '../events/open-bus.ts';
import { runServer } from '../process/lifecycle.ts';
import { createPhases } from '../process/phases.ts';
import {
  holdDataDir,
  openServerDatabase,
  openSigningKey,
  requireSafeSettings,
} from '../process/resources.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { startSubgraphServer } from './http-server.ts';
import { type SubgraphDefinition, startSubgraph } from './start-subgraph.ts';

/** Reads the settings, starts, serves until a signal. Sets the exit code. */
export function runSubgraphProcess<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  return runServer(() => startProcess(definition, env));
}

function readSettings(name: SubgraphName, env: Readonly<Record<string, string | undefined>>) {
  const settings = readEnvironment(env, subgraphSettings(name));
  const own = (settings as Record<string, unknown>)[ownDatabaseSetting(name)];
  return { ...settings, databaseUrl: typeof own === 'string' ? own : settings.DATABASE_URL };
}

async function startProcess<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<AsyncDisposable> {
  const { name } = definition;
  const settings = readSettings(name, env);
  requireSafeSettings(settings);
  const logger = createLogger({ level: settings.LOG_LEVEL, service: name });
  const phases = createPhases();
  await using resources = new AsyncDisposableStack();
  const { path, lock } = holdDataDir(settings, name);
  resources.defer(() => lock.release());
  const databaseUrl = await phases.time('database', () =>
    openServerDatabase(settings.databaseUrl, path, { logger, resources }),
  );
  const bus = await openSharedBus(settings, { logger, resources });
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
  { REDIS_URL, NATS_URL }: { REDIS_URL?: string | undefined; NATS_URL?: string | undefined },
  {
    logger,
    resources,
  }: { logger: ReturnType<typeof createLogger>; resources: AsyncDisposableStack },
) {
  if (!REDIS_URL && !NATS_URL) {
    process.stderr.write(
      'No REDIS_URL or NATS_URL: events stay in the outbox until this subgraph is started with one.\n',
    );
    return undefined;
  }
  const bus = await openBus({ redisUrl: REDIS_URL, natsUrl: NATS_URL, logger });
  resources.defer(() => bus.close());
  return bus;
}
