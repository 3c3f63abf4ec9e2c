/**
 * The event logs of a subgraph, each a table whose rows carry the ids of domain events. The relay
 * numbers the events (log_positions); what they say stands in the table. A log is read in the
 * session of its tenant, whoever follows it, so that followers can share what is read.
 */
import type { EntityManager, EntityName } from '@mikro-orm/postgresql';
import { serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import type { Database } from '../db/database.ts';
import { type Row, selectRows } from '../db/rows.ts';
import type { BusPresence } from './bus-presence.ts';
import { type Delivery, type LogSource, followLog } from './event-log.ts';
import type { LogNotifications } from './log-notifications.ts';
import { shareLogSources } from './shared-log-source.ts';

/** A log and the table of its entries. */
export interface LogTable<T extends { id: string }> {
  /** Name of the log, as events are given to the outbox with. */
  readonly log: string;
  /** Append-only; the id of a row is the id of its domain event. Rows should be small. */
  readonly entity: EntityName<T>;
}

/** A log whose entries have their numbers from the start, and how one tenant's is read. */
export interface NumberedLog<T> {
  readonly log: string;
  /** Reads in the session of the tenant. Its growth must be notified, see log-notifications.ts. */
  open(tenantId: string): LogSource<T>;
}

export interface FollowArguments<T> {
  readonly tenantId: string;
  /** `undefined` or null: only what happens from now on; `"0"`: from the start; else a cursor. */
  readonly after: string | null | undefined;
  /** Entries that do not match are passed over. */
  readonly matches?: (entry: T) => boolean;
}

export interface EventLogs {
  /** As followLog, with the rows of the table. Errors: those of followLog. */
  follow<T extends { id: string }>(
    table: LogTable<T>,
    options: FollowArguments<Row<T>>,
  ): Promise<AsyncIterableIterator<Delivery<Row<T>>, void>>;
  /** As follow, for a log that the relay does not number. */
  followNumbered<T>(
    log: NumberedLog<T>,
    options: FollowArguments<T>,
  ): Promise<AsyncIterableIterator<Delivery<T>, void>>;
}

/** One for the process; followers of a log share what it reads for as long as it lives. */
export function createEventLogs(
  database: Database,
  notifications: LogNotifications,
  bus: BusPresence,
): EventLogs {
  const share = shareLogSources(notifications);
  const followNumbered: EventLogs['followNumbered'] = (
    { log, open },
    { tenantId, after, matches },
  ) =>
    followLog({
      log,
      tenantId,
      source: share({ log, tenantId, open: () => open(tenantId) }),
      notifications,
      bus,
      after,
      ...(matches ? { matches } : {}),
    });
  return {
    followNumbered,
    follow: (table, options) =>
      followNumbered(
        { log: table.log, open: (tenantId) => readLogTable(database, table, tenantId) },
        options,
      ),
  };
}

/** The log of one tenant, straight from the database. */
function readLogTable<T extends { id: string }>(
  database: Database,
  { log, entity }: LogTable<T>,
  tenantId: string,
): LogSource<Row<T>> {
  const reading = async <R>(
    read: (em: EntityManager, schema: string) => Promise<R>,
  ): Promise<R> => {
    const reader = database.reader(serviceActor('event log reader', tenantId));
    try {
      const em = await reader.em();
      return await read(em, em.getMetadata().get(entity).schema ?? 'public');
    } finally {
      await reader.end();
    }
  };
  return {
    head: () => reading((em, schema) => selectHead(em, { schema, log, tenantId })),
    read: (after, limit) =>
      reading(async (em, schema) => {
        const positions = await selectPositions(em, { schema, log, tenantId, after, limit });
        if (positions.length === 0) return [];
        const ids = positions.map(({ id }) => id);
        const rows = await selectRows(em, entity, { id: { $in: ids } } as never);
        const byId = new Map(rows.map((row) => [(row as unknown as { id: string }).id, row]));
        return positions.map(({ position, id }) => {
          const value = byId.get(id);
          invariant(value, `the log ${log} has a row for event ${id}`);
          return { position: Number(position), value };
        });
      }),
  };
}

interface LogOfTenant {
  readonly schema: string;
  readonly log: string;
  readonly tenantId: string;
}

async function selectHead(
  em: EntityManager,
  { schema, log, tenantId }: LogOfTenant,
): Promise<number> {
  const [head] = await em.execute<{ position: string }[]>(
    `select position from ${schema}.log_heads where tenant_id = ? and log = ?`,
    [tenantId, log],
  );
  return Number(head?.position ?? 0);
}

/** bigint comes as text. */
function selectPositions(
  em: EntityManager,
  { schema, log, tenantId, after, limit }: LogOfTenant & { after: number; limit: number },
) {
  return em.execute<{ position: string; id: string }[]>(
    `select position, event_id as id from ${schema}.log_positions
     where tenant_id = ? and log = ? and position > ? order by position limit ?`,
    [tenantId, log, after, limit],
  );
}
