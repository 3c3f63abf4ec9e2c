/**
 * Starts a subgraph from its definition: database, schema, events, jobs. The four subgraphs differ
 * only in their definitions; how they run is here, once.
 */
import type { EntitySchema } from '@mikro-orm/postgresql';
import pg from 'pg';
import { type Clock, systemClock } from '@arbiter/kernel/clock.ts';
import { type IdSource, newId as newRandomId } from '@arbiter/kernel/ids.ts';
import type { SubgraphName } from '../config/settings.ts';
import { type SubgraphDatabase, prepareDatabase } from '../db/bootstrap.ts';
import { parseDatabaseUrl } from '../db/database-url.ts';
import { infrastructureMigration } from '../db/infrastructure.ts';
import type { SubgraphMigration } from '../db/migrate.ts';
import { type CountingPool, sumPoolUse } from '../db/pool-use.ts';
import type { Bus } from '../events/bus.ts';
import { alwaysThere } from '../events/bus-presence.ts';
import { type Consumer, type ConsumerEnvironment, startConsumer } from '../events/consumer.ts';
import { readEventLag } from '../events/event-lag.ts';
import { createCrossTenantReads } from '../events/cross-tenant-reads.ts';
import { createEventLogs } from '../events/event-logs.ts';
import { listenToLogs } from '../events/log-notifications.ts';
import { createOutbox } from '../events/outbox.ts';
import type { LeaderLoop } from '../events/leader-loop.ts';
import { startRelay } from '../events/relay.ts';
import { type RecurringJob, prepareJobs, startJobs } from '../jobs/jobs.ts';
import type { DomainEvent } from '../events/domain-event.ts';
import {
  type BusinessMetricsDefinition,
  createBusinessMetrics,
} from '../telemetry/business-metrics.ts';
import { type RateLimiting, withoutRateLimits } from '../rate-limit/rate-limiting.ts';
import type { Logger } from '../telemetry/logger.ts';
import { traceQueries } from '../telemetry/tracing/trace-queries.ts';
import { traceExecutor, traceRoutes } from '../telemetry/tracing/trace-subgraph.ts';
import type { Deps, ReadScope } from './context.ts';
import { type Executor, createExecutor } from './executor.ts';
import { maintenanceJobs } from './maintenance.ts';
import { openDatabases } from './open-databases.ts';
import { type ResolverMap, buildSchema } from './schema.ts';
import type { RestRoute, Subgraph } from './subgraph.ts';

export interface SubgraphDefinition<Loaders> {
  readonly name: SubgraphName;
  readonly resolvers: readonly ResolverMap[];
  readonly entities: readonly EntitySchema[];
  /** The subgraph's own, numbered from 0002; 0001 is the infrastructure. */
  readonly migrations: readonly SubgraphMigration[];
  createLoaders(scope: ReadScope): Loaders;
  /** Called in development mode before onStart: what a newcomer takes for granted. Repeated at each start. */
  prepareDevelopment?(deps: Deps): Promise<void>;
  /** Called once, before the first request and the first event, e.g. to listen to the database. */
  onStart?(deps: Deps, logger: Logger): void;
  /** Consumers of other subgraphs' events. */
  consumers?(deps: Deps): readonly Consumer[];
  routes?(deps: Deps, logger: Logger): readonly RestRoute[];
  jobs?(deps: Deps, worker: pg.Pool): readonly RecurringJob[];
  metrics?(deps: Deps): BusinessMetricsDefinition;
}

export interface SubgraphOptions {
  /** URL of the database's owner. */
  readonly databaseUrl: string;
  readonly logger: Logger;
  /** Without one, events wait in the outbox. */
  readonly bus?: Bus | undefined;
  readonly redisUrl?: string | undefined;
  /** Those of the process; by default nobody is limited. */
  readonly rateLimiting?: RateLimiting | undefined;
  /** Whether everybody is the local developer; by default not. */
  readonly isDevelopment?: boolean;
  readonly clock?: Clock;
  readonly newId?: IdSource;
  /** Sees each SQL statement of requests; the tests count them. */
  readonly onQuery?: (sql: string) => void;
}

const workerPoolSize = 3;

/** All migrations of a definition, oldest first. */
export function migrationsOf(
  definition: Pick<SubgraphDefinition<never>, 'name' | 'migrations'>,
): SubgraphMigration[] {
  const infrastructure = {
    name: '0001-infrastructure',
    class: infrastructureMigration(definition.name),
  };
  return [infrastructure, ...definition.migrations];
}

/**
 * Prepares the database, starts consumers and jobs, and returns the handle. Publishing begins with
 * beginPublishing(). Disposing the handle stops everything it started.
 */
export async function startSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  options: SubgraphOptions,
): Promise<Subgraph> {
  const { name } = definition;
  const logger = options.logger.child({ subgraph: name });
  await using starting = new AsyncDisposableStack();
  const database = await prepareDatabase({
    url: options.databaseUrl,
    schema: name,
    migrations: migrationsOf(definition),
  });
  const worker = starting.adopt(openWorkerPool(database), (pool) => pool.end());
  const pools: CountingPool[] = [worker];
  const committed: ((events: readonly DomainEvent[]) => void)[] = [];
  const relay = lazyRelay(() =>
    startRelay({ schema: name, worker: database.worker, bus: options.bus, logger }),
  );
  const deps = await openDeps(definition, options, {
    database,
    logger,
    resources: starting,
    onCommitted: (events) => committed.forEach((listener) => listener(events)),
    onCommittedBeside: () => relay.wake(),
    onPool: (pool) => pools.push(pool),
  });
  const business = createBusinessMetrics(() => definition.metrics?.(deps));
  committed.push((events) => business.count(events));
  if (options.isDevelopment) await definition.prepareDevelopment?.(deps);
  definition.onStart?.(deps, logger);
  const executor = createExecutor({
    name,
    schema: buildSchema(name, definition.resolvers),
    deps,
    logger,
    createLoaders: (scope) => definition.createLoaders(scope),
  });
  const environment = { schema: name, database: deps.database, worker, logger };
  await startConsumers(definition, options, { environment, deps, resources: starting });
  if (!options.redisUrl) {
    await prepareJobs(parseDatabaseUrl(options.databaseUrl), database.worker.user);
  }
  const jobs = await startJobs({
    queue: name,
    worker: database.worker,
    redisUrl: options.redisUrl,
    jobs: [...maintenanceJobs(name, worker), ...(definition.jobs?.(deps, worker) ?? [])],
    logger,
  });
  starting.defer(() => jobs.close());
  starting.defer(() => relay.stop());
  deps.database.onCommit(() => relay.wake());
  return toHandle({
    name,
    executor: traceExecutor(name, executor),
    relay,
    worker,
    pools,
    business,
    routes: traceRoutes(name, definition.routes?.(deps, logger) ?? []),
    resources: starting.move(),
  });
}

function openWorkerPool(database: SubgraphDatabase): pg.Pool {
  const application_name = `arbiter ${database.schema} worker`;
  const pool = new pg.Pool({ ...database.worker, max: workerPoolSize, application_name });
  traceQueries(pool);
  // An idle connection that the server closes is replaced by the next query.
  pool.on('error', () => undefined);
  return pool;
}

async function openDeps<Loaders>(
  { name, entities }: SubgraphDefinition<Loaders>,
  { clock = systemClock, newId = newRandomId, bus, onQuery, ...options }: SubgraphOptions,
  {
    database: { application },
    logger,
    resources,
    onCommitted,
    onCommittedBeside,
    onPool,
  }: {
    database: SubgraphDatabase;
    logger: Logger;
    resources: AsyncDisposableStack;
    onCommitted: (events: readonly DomainEvent[]) => void;
    onCommittedBeside: () => void;
    onPool: (pool: CountingPool) => void;
  },
): Promise<Deps> {
  const pools = { address: application, resources, onPool, onQuery };
  const { database, beside } = await openDatabases({ name, entities, ...pools });
  beside.onCommit(onCommittedBeside);
  const notifications = await listenToLogs(name, application, logger);
  resources.defer(() => notifications.close());
  const outbox = createOutbox(name, newId, onCommitted);
  const logs = createEventLogs(beside, notifications, bus?.presence ?? alwaysThere);
  const crossTenantReads = createCrossTenantReads({ name, database: beside, outbox, clock });
  const rateLimiting = options.rateLimiting ?? withoutRateLimits(logger);
  const reading = { notifications, logs, crossTenantReads };
  return { database, outbox, ...reading, rateLimiting, clock, newId };
}

async function startConsumers<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  { bus }: SubgraphOptions,
  {
    environment,
    deps,
    resources,
  }: { environment: ConsumerEnvironment; deps: Deps; resources: AsyncDisposableStack },
): Promise<void> {
  if (!bus) return;
  for (const consumer of definition.consumers?.(deps) ?? []) {
    const subscription = await startConsumer(bus, environment, consumer);
    resources.defer(() => subscription.close());
  }
}

/** The relay starts with beginPublishing(); until then wake-ups need not be remembered. */
function lazyRelay(start: () => LeaderLoop) {
  let running: LeaderLoop | undefined;
  return {
    begin: () => void (running ??= start()),
    wake: () => running?.wake(),
    drain: async () => running?.drain(),
    stop: async () => running?.stop(),
  };
}

function toHandle({
  name,
  executor,
  relay,
  worker,
  pools,
  business,
  routes,
  resources,
}: {
  name: SubgraphName;
  executor: Executor;
  relay: ReturnType<typeof lazyRelay>;
  worker: pg.Pool;
  pools: readonly CountingPool[];
  business: Subgraph['business'];
  routes: readonly RestRoute[];
  resources: AsyncDisposableStack;
}): Subgraph {
  return {
    name,
    execute: (request) => executor.execute(request),
    subscribe: (request) => executor.subscribe(request),
    routes,
    beginPublishing: () => relay.begin(),
    drainEvents: () => relay.drain(),
    business,
    eventLag: () => readEventLag(worker, name),
    connections: () => sumPoolUse(pools),
    async check() {
      await worker.query('select 1');
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
