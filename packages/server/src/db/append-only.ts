/**
 * Tables whose rows are written once. The application may not change or remove them, and a trigger
 * refuses everybody else too, the owner of the tables included.
 */
import { applicationRole } from './tenancy.ts';

/** The function behind the triggers; one a schema, made before the first append-only table. */
export function appendOnlyFunctionSql(schema: string): string {
  return `
    create function ${schema}.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'rows of %.% are never changed or removed', tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
    end $$`;
}

/** Makes a table of the schema append-only: the statements of a migration. */
export function appendOnlySql(schema: string, table: string): string[] {
  const refuse = (name: string, occasion: string) =>
    `create trigger ${name} before ${occasion} on ${schema}.${table}
     execute function ${schema}.refuse_change()`;
  return [
    `revoke update, delete, truncate on ${schema}.${table} from ${applicationRole(schema)}`,
    // Statement triggers: an attempt that would touch no row is a mistake too.
    refuse('append_only', 'update or delete'),
    refuse('append_only_truncate', 'truncate'),
    // They hold in sessions that play back another server's changes, too.
    ...['append_only', 'append_only_truncate'].map(
      (name) => `alter table ${schema}.${table} enable always trigger ${name}`,
    ),
  ];
}
