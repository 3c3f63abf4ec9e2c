/** Rows for the tables that every subgraph's schema has, as raw SQL. */
import { newId } from '@arbiter/kernel/ids.ts';
import { infrastructureTables } from '@arbiter/server/db/infrastructure.ts';
import type { TestDatabase } from './databases.ts';

export type InfrastructureTable = (typeof infrastructureTables)[number];

/** What follows `insert into <table>`; the parameters are a tenant and a new id, as texts. */
export const infrastructureRows: Readonly<Record<InfrastructureTable, string>> = {
  // As if the relay had done with it already.
  outbox: `(id, tenant_id, topic, aggregate_id, envelope, numbered_at, published_at)
    values ($2::text::uuid, $1, 't', 'a', '{}', now(), now())`,
  log_heads: `(tenant_id, log, position) values ($1, $2, 1)`,
  log_positions: `(tenant_id, log, position, event_id)
    values ($1, 'l', random() * 1e9, $2::text::uuid)`,
  inbox: `(tenant_id, consumer, event_id) values ($1, 'c', $2::text::uuid)`,
  dead_letters: `(id, tenant_id, consumer, topic, event_id, message, deliveries, last_error)
    values ($2::text::uuid, $1, 'c', 't', $2, '{}', 4, 'e')`,
  idempotency_keys: `(tenant_id, operation, key, request_hash) values ($1, 'o', $2, 'h')`,
};

/** One row of the tenant in each of these tables of a schema, by the owner of the database. */
export async function insertInfrastructureRows(
  database: TestDatabase,
  schema: string,
  tenantId: string,
): Promise<void> {
  for (const table of infrastructureTables) {
    const sql = `insert into ${schema}.${table} ${infrastructureRows[table]}`;
    await database.query(sql, [tenantId, newId()]);
  }
}
