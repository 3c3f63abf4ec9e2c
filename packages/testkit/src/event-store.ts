/**
 * What lies under a subgraph's events, without its GraphQL: a migrated database of its own, the
 * transactions of services, the outbox, and the pool of background work. The registry's schema
 * serves; the infrastructure tables are the same in every subgraph.
 */
import pg from 'pg';
import type { DomainEvent } from '@arbiter/server/events/domain-event.ts';
import { type SubgraphDatabase, subgraphDatabase } from '@arbiter/server/db/bootstrap.ts';
import { type Database, createDatabase } from '@arbiter/server/db/database.ts';
import { openOrm } from '@arbiter/server/db/orm.ts';
import type { LogSource } from '@arbiter/server/events/event-log.ts';
import { type NewEvent, type Outbox, createOutbox } from '@arbiter/server/events/outbox.ts';
import { type Logger } from '@arbiter/server/telemetry/logger.ts';
import { testLogger } from './test-logs.ts';
import { newId } from '@arbiter/kernel/ids.ts';
import { type TestDatabase, createTestDatabase } from './databases.ts';
import { testActor, testIdentity } from './identities.ts';

/** Dispose it to close its connections and to drop the database. */
export interface EventStore extends AsyncDisposable {
  readonly schema: 'registry';
  /** As the owner of the database, whom row level security does not bind. */
  readonly owner: TestDatabase;
  readonly addresses: SubgraphDatabase;
  readonly database: Database;
  readonly outbox: Outbox;
  /** Pool of the worker role. */
  readonly worker: pg.Pool;
  readonly logger: Logger;
  /** Commits one transaction of the tenant with these events. */
  commit(tenantId: string, events: readonly NewEvent[]): Promise<DomainEvent[]>;
  /** A log of the tenant, read the way subgraphs read theirs; the values are event ids. */
  logSource(tenantId: string, log: string): LogSource<string>;
}

const schema = 'registry';

/** An event store on a fresh copy of the template, or on the migrated database that is given. */
export async function openEventStore(given?: TestDatabase): Promise<EventStore> {
  const owner = given ?? (await createTestDatabase());
  const addresses = subgraphDatabase(owner.url, schema);
  const options = { entities: [], poolSize: 8, applicationName: 'test application' };
  const orm = await openOrm(addresses.application, options);
  const worker = new pg.Pool({ ...addresses.worker, max: 4, application_name: 'test worker' });
  worker.on('error', () => undefined);
  const database = createDatabase(orm);
  const outbox = createOutbox(schema, newId);
  return {
    schema,
    owner,
    addresses,
    database,
    outbox,
    worker,
    logger: testLogger(),
    commit: (tenantId, events) =>
      database.transaction(testActor(tenantId), (tx) =>
        outbox.append(tx, testIdentity(tenantId), events),
      ),
    logSource: (tenantId, log) => logSourceOf(database, tenantId, log),
    async [Symbol.asyncDispose]() {
      await orm.close();
      await worker.end();
      await owner[Symbol.asyncDispose]();
    },
  };
}

/** An event of the aggregate; in the log, if one is named. */
export function testEvent(aggregateId: string, change: Partial<NewEvent> = {}): NewEvent {
  return {
    type: 'THING_HAPPENED',
    aggregate: { type: 'Thing', id: aggregateId },
    occurredAt: new Date('2026-01-01T00:00:00.000Z'),
    ...change,
  };
}

function logSourceOf(database: Database, tenantId: string, log: string): LogSource<string> {
  const query = <T>(sql: string, values: unknown[]): Promise<T[]> =>
    database.transaction(testActor(tenantId), (tx) => tx.execute<T[]>(sql, values));
  return {
    async head() {
      const sql = `select position from ${schema}.log_heads where log = ?`;
      const [head] = await query<{ position: string }>(sql, [log]);
      return Number(head?.position ?? 0);
    },
    async read(after, limit) {
      const rows = await query<{ position: string; event_id: string }>(
        `select position, event_id from ${schema}.log_positions
         where log = ? and position > ? order by position limit ?`,
        [log, after, limit],
      );
      return rows.map(({ position, event_id }) => ({
        position: Number(position),
        value: event_id,
      }));
    },
  };
}
