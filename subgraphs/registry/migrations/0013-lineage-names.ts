/**
 * The beginnings of namespaces and names as columns. An index on the expression is never used: row
 * level security keeps conditions with a function of a row's value, which could leak it, out of
 * indexes. A comparison of a column with a text is safe.
 */
import { Migration } from '@mikro-orm/migrations';

const tables = ['lineage_jobs', 'lineage_datasets'] as const;
const columns = ['namespace', 'name'] as const;
const indexed = tables.flatMap((table) => columns.map((column) => ({ table, column })));

export class LineageNames extends Migration {
  override up(): void {
    for (const table of tables) {
      const added = columns.map(
        (column) =>
          `add column ${column}_start text generated always as (left(${column}, 200)) stored`,
      );
      // One statement, which writes the table anew once.
      this.addSql(`alter table registry.${table} ${added.join(', ')}`);
    }
    for (const { table, column } of indexed) {
      this.addSql(`drop index registry.${table}_${column}`);
      this.addSql(
        `create index ${table}_${column} on registry.${table} (tenant_id, ${column}_start, id)`,
      );
    }
  }

  override down(): void {
    for (const { table, column } of indexed) {
      this.addSql(`alter table registry.${table} drop column ${column}_start`);
      this.addSql(
        `create index ${table}_${column} on registry.${table} (tenant_id, left(${column}, 200), id)`,
      );
    }
  }
}
