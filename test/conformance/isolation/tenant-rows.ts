/** What a tenant has stored, to see whether it has changed. */
import { migrationsTable } from '@arbiter/server/db/migrate.ts';
import type { Constellation } from '../../support/constellation.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';

/** Number and hash of the tenant's rows in every table. */
export async function rowsOf(
  { database }: Pick<Constellation, 'database'>,
  tenant: string,
): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `select distinct table_schema || '.' || table_name as name from information_schema.columns
     where table_schema = any($1) and table_name <> $2 and column_name = 'tenant_id'`,
    [subgraphDefinitions.map(({ name }) => name), migrationsTable],
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as rows
       from ${name} t where tenant_id = $1`,
      [tenant],
    );
    found[name] = row?.rows ?? '';
  }
  return found;
}
