/**
 * Row level security of tables that were made before it bound their owner too. What the owner's rights
 * serve (a view, a function that runs as its definer) would else see the rows of all tenants.
 */
import { Migration } from '@mikro-orm/migrations';

/** The migration that forces it on every tenant table of the schema; newer tables are made so. */
export function forcedTenancyMigration(schema: string) {
  const alterAll = (change: 'force' | 'no force') => `
    do $$ declare tenant_table regclass;
    begin
      for tenant_table in
        select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'p')
          and a.attname = 'tenant_id' and not a.attisdropped
      loop
        execute format('alter table %s ${change} row level security', tenant_table);
      end loop;
    end $$`;
  return class ForcedTenancy extends Migration {
    override up(): void {
      this.addSql(alterAll('force'));
    }

    override down(): void {
      this.addSql(alterAll('no force'));
    }
  };
}
