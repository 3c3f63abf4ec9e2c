/** The migrations forward and back, and their tables against the entities that read them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDatabaseUrl } from '@arbiter/server/db/database-url.ts';
import { createMigrator } from '@arbiter/server/db/migrate.ts';
import { openOrm } from '@arbiter/server/db/orm.ts';
import { migrationsOf } from '@arbiter/server/subgraph/start-subgraph.ts';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';
import { tournaments } from './definition.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

/** Every column and constraint, as PostgreSQL describes it. */
async function describeSchema(): Promise<string[]> {
  const rows = await database.query<{ said: string }>(`
    select format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      a.attnotnull) as said
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'tournaments'::regnamespace and a.attnum > 0 and not a.attisdropped
    union all
    select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace = 'tournaments'::regnamespace
    union all
    select format('%s %s %s', tablename, policyname, qual) from pg_policies
    where schemaname = 'tournaments'
    order by 1`);
  return rows.map(({ said }) => said);
}

test('what is taken back comes back the same', async () => {
  const before = await describeSchema();
  await using migrator = await createMigrator(
    database.url,
    'tournaments',
    migrationsOf(tournaments),
  );
  const own = tournaments.migrations.map(({ name }) => name);
  expect(await migrator.down('0001-infrastructure')).toEqual(own.toReversed());
  expect((await describeSchema()).join('\n')).not.toMatch(/\b(match|entrant|rating|round)/);
  expect(await migrator.up()).toEqual(own);
  expect(await describeSchema()).toEqual(before);
});

test('the columns are those of the entities', async () => {
  const orm = await openOrm(parseDatabaseUrl(database.url), {
    entities: tournaments.entities,
    poolSize: 1,
    applicationName: 'test',
  });
  try {
    const difference = await orm.schema.getUpdateSchemaSQL({ safe: false, dropTables: false });
    const statements = difference.split(';').filter((sql) => /\b(create table|column)\b/.test(sql));
    expect(statements).toEqual([]);
  } finally {
    await orm.close();
  }
});
