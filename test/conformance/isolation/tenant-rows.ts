/** What a tenant has stored, to see whether it has changed. */
import { migrationsTable } from '@arbiter/server/db/migrate.ts';
import type { Constellation } from '../../support/constellation.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';
import { textsOf } from './tenants-apart.ts';

type StoredRows = Pick<Constellation, 'database'>;

/** Every text in the tenant's rows, also those that no page of a list has shown yet. */
export async function textsStoredFor({ database }: StoredRows, tenant: string): Promise<string[]> {
  const texts: string[] = [];
  for (const name of await tenantTables(database)) {
    const rows = await database.query<{ row: object }>(
      `select to_jsonb(t) as row from ${name} t where tenant_id = $1`,
      [tenant],
    );
    texts.push(...textsOf(rows));
  }
  return texts;
}

/** Number and hash of the tenant's rows in every table. */
export async function rowsOf(
  { database }: StoredRows,
  tenant: string,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of await tenantTables(database)) {
    const [row] = await database.query<{ rows: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as rows
       from ${name} t where tenant_id = $1`,
      [tenant],
    );
    found[name] = row?.rows ?? '';
  }
  return found;
}

/** Names with their schema. */
async function tenantTables(database: StoredRows['database']): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select distinct table_schema || '.' || table_name as name from information_schema.columns
     where table_schema = any($1) and table_name <> $2 and column_name = 'tenant_id'`,
    [subgraphDefinitions.map(({ name }) => name), migrationsTable],
  );
  return tables.map(({ name }) => name);
}
