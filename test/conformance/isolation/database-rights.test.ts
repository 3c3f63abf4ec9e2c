/**
 * Goal: the rights of the subgraphs' roles leave nothing to the application's care. Method: the
 * catalogue of the database is read, so that whatever a migration adds (a table, a view, a function, a
 * sequence, a schema) is covered without being listed; then the ways out of a role are tried.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jobsSchema } from '@arbiter/server/jobs/jobs.ts';
import { infrastructureTables } from '@arbiter/server/db/infrastructure.ts';
import { migrationsTable } from '@arbiter/server/db/migrate.ts';
import { applicationRole, workerRole } from '@arbiter/server/db/tenancy.ts';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { queryAs } from '@arbiter/testkit/roles.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';

const schemas = subgraphDefinitions.map(({ name }) => name);
const systemSchemas = ['pg_catalog', 'information_schema'];
const roles = schemas.flatMap((schema) => [applicationRole(schema), workerRole(schema)]);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

/** One text a row. */
async function texts(sql: string, values: unknown[] = []): Promise<string[]> {
  const rows = await database.query<{ said: string }>(sql, values);
  return rows.map(({ said }) => said);
}

test('every table has a tenant, and row level security that binds its owner too', async () => {
  const open = await texts(
    `select c.oid::regclass::text as said from pg_class c
     where c.relnamespace = any($1::text[]::regnamespace[]) and c.relkind in ('r', 'p')
       and c.relname <> $2
       and not (c.relrowsecurity and c.relforcerowsecurity and exists (
         select 1 from pg_attribute a
         where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull))`,
    [schemas, migrationsTable],
  );
  expect(open).toEqual([]);
});

test('nothing reads tables with the rights of somebody else', async () => {
  // Views do, unless they say otherwise; what is materialized has no row level security at all.
  const views = await texts(
    `select oid::regclass::text as said from pg_class
     where relnamespace = any($1::text[]::regnamespace[]) and relkind in ('v', 'm', 'f')
       and not (relkind = 'v' and coalesce(reloptions, '{}') @> '{security_invoker=true}')`,
    [schemas],
  );
  const functions = await texts(
    `select oid::regprocedure::text as said from pg_proc
     where prosecdef and pronamespace <> all($1::text[]::regnamespace[])`,
    [systemSchemas],
  );
  expect({ views, functions }).toEqual({ views: [], functions: [] });
});

test('a role reaches its own schema, its worker the queue, and nobody the rest', async () => {
  const reach = await texts(
    `select r.rolname || ' ' || n.nspname as said from pg_roles r, pg_namespace n
     where r.rolname = any($1) and has_schema_privilege(r.oid, n.oid, 'usage')
       and n.nspname <> all($2) and n.nspname !~ '^pg_(toast|temp)'
     order by 1`,
    [roles, [...systemSchemas, 'public']],
  );
  const expected = schemas.flatMap((schema) => [
    `${applicationRole(schema)} ${schema}`,
    `${workerRole(schema)} ${schema}`,
    `${workerRole(schema)} ${jobsSchema}`,
  ]);
  expect(reach).toEqual(expected.toSorted());
});

test('a role has rights on tables of its schema only, and none but on rows', async () => {
  const foreign = await texts(
    `select r.rolname || ' ' || c.oid::regclass || ' ' || p as said
     from pg_roles r, pg_class c, unnest(array['select', 'insert', 'update', 'delete']) p
     where r.rolname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and c.relnamespace <> all($2::text[]::regnamespace[])
       and has_table_privilege(r.oid, c.oid, p)
       and r.rolname not in ('arbiter_' || c.relnamespace::regnamespace, 'arbiter_' || c.relnamespace::regnamespace || '_worker')
       and not (c.relnamespace::regnamespace::text = $3 and r.rolname like '%\\_worker')`,
    [roles, systemSchemas, jobsSchema],
  );
  const structural = await texts(
    `select r.rolname || ' ' || c.oid::regclass || ' ' || p as said
     from pg_roles r, pg_class c, unnest(array['truncate', 'references', 'trigger', 'maintain']) p
     where r.rolname = any($1) and c.relkind in ('r', 'p')
       and c.relnamespace = any($2::text[]::regnamespace[])
       and has_table_privilege(r.oid, c.oid, p)`,
    [roles, schemas],
  );
  expect({ foreign, structural }).toEqual({ foreign: [], structural: [] });
});

test('what was migrated is nothing that requests read or change', async () => {
  const rights = await texts(
    `select r.rolname || ' ' || c.oid::regclass || ' ' || p as said
     from pg_roles r, pg_class c, unnest(array['select', 'insert', 'update', 'delete']) p
     where r.rolname = any($1) and c.relname = $2 and c.relkind = 'r'
       and has_table_privilege(r.oid, c.oid, p)`,
    [roles, migrationsTable],
  );
  expect(rights).toEqual([]);
});

test('no sequence tells how much others write', async () => {
  const rights = await texts(
    `select r.rolname || ' ' || c.oid::regclass || ' ' || p as said
     from pg_roles r, pg_class c, unnest(array['usage', 'select', 'update']) p
     where r.rolname = any($1) and c.relkind = 'S'
       and c.relnamespace = any($2::text[]::regnamespace[])
       and has_sequence_privilege(r.oid, c.oid, p)`,
    [roles, schemas],
  );
  expect(rights).toEqual([]);
});

test('a worker reaches the rows of all tenants in the tables of events alone', async () => {
  const reached = await texts(
    `select r.rolname || ' ' || c.oid::regclass as said from pg_roles r, pg_class c
     where r.rolname = any($1) and r.rolname like '%\\_worker' and c.relkind in ('r', 'p')
       and c.relnamespace = any($2::text[]::regnamespace[])
       and has_table_privilege(r.oid, c.oid, 'select')`,
    [roles, schemas],
  );
  const expected = schemas.flatMap((schema) =>
    infrastructureTables.map((table) => `${workerRole(schema)} ${schema}.${table}`),
  );
  expect(reached.toSorted()).toEqual(expect.arrayContaining(expected.toSorted()));
  expect(reached.length).toBe(expected.length);
});

describe.each(schemas)('the roles of %s', (schema) => {
  const sides = ['application', 'worker'] as const;
  const refusals: readonly [what: string, sql: string][] = [
    [
      'become the owner',
      `do $$ begin execute 'set role ' || (select rolname from pg_roles where rolsuper limit 1); end $$`,
    ],
    [
      'log in anew as somebody else',
      `do $$ begin execute 'set session authorization ' || (select rolname from pg_roles where rolsuper limit 1); end $$`,
    ],
    ...roles
      .filter((role) => !role.startsWith(`arbiter_${schema}`))
      .map((role): [string, string] => [`become ${role}`, `set role ${role}`]),
    ['rise above row level security', `alter role current_user bypassrls`],
    ['make a role', `create role made_by_${schema}`],
    ['make a schema', `create schema made_by_${schema}`],
    ['create in public', `create table public.made_by_${schema} (id int)`],
    ['create in their own schema', `create table ${schema}.made (id int)`],
    [
      'make functions in their own schema',
      `create function ${schema}.made() returns int language sql as 'select 1'`,
    ],
    ['open row level security', `alter table ${schema}.outbox disable row level security`],
    ['unbind the owner', `alter table ${schema}.outbox no force row level security`],
    ['write policies', `create policy mine on ${schema}.outbox using (true)`],
    ['drop policies', `drop policy tenant_read on ${schema}.outbox`],
    ['play replication', `set session_replication_role = replica`],
    ['read files', `select pg_read_file('/etc/passwd')`],
    ['write files', `copy (select 1) to '/tmp/made_by_${schema}'`],
    ['run programs', `copy (select 1) to program 'true'`],
  ];

  test.each(refusals)('cannot %s', async (_, sql) => {
    for (const role of sides) {
      const asked = queryAs(database, { schema, role, actor: testActor('alpha') }, sql);
      await expect(asked).rejects.toThrow(/permission denied|must be owner|only roles with/i);
    }
  });

  test('get nothing, and no rows of others, by switching row security off', async () => {
    const actor = testActor('alpha');
    const sql = `set local row_security = off; select * from ${schema}.inbox`;
    await expect(queryAs(database, { schema, actor }, sql)).rejects.toThrow(
      'query would be affected by row-level security policy',
    );
  });
});
