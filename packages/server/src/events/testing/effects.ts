/**
 * A table of effects, as the tables that consumers of a subgraph write: of one row a time an event
 * was applied, so that an event applied twice shows.
 */
import type { EventStore } from '@arbiter/testkit/event-store.ts';
import { tenantSecuritySql } from '../../db/tenancy.ts';
import type { ApplyingConsumer } from '../consumer.ts';

export async function createEffects({ owner, schema }: EventStore): Promise<void> {
  const table = `${schema}.effects`;
  await owner.query(
    `create table ${table} (tenant_id varchar(255) not null, event_id uuid not null, ordinal bigint generated always as identity)`,
  );
  for (const sql of tenantSecuritySql(table)) await owner.query(sql);
}

/** Applies an event by a row of its own. */
export function effectConsumer(schema: string, name = 'effects'): ApplyingConsumer {
  return {
    name,
    topics: [schema],
    async apply(tx, event) {
      await tx.execute(`insert into ${schema}.effects (tenant_id, event_id) values (?, ?)`, [
        event.tenantId,
        event.id,
      ]);
    },
  };
}

/** The ids of the events applied, once for each time, in the order of their commits' inserts. */
export async function effects({ owner, schema }: EventStore): Promise<string[]> {
  const rows = await owner.query<{ event_id: string }>(
    `select event_id from ${schema}.effects order by ordinal`,
  );
  return rows.map(({ event_id: id }) => id);
}
