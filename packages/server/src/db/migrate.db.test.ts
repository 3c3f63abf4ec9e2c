// The migrations of every subgraph, from an empty database and back to one.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, createEmptyDatabase } from '@arbiter/testkit/databases.ts';
import { subgraphDefinitions } from '../../../../test/support/definitions.ts';
import { migrationsOf } from '../subgraph/start-subgraph.ts';
import { prepareDatabase } from './bootstrap.ts';
import { infrastructureMigration } from './infrastructure.ts';
import { createMigrator } from './migrate.ts';
import { applicationRole, workerRole } from './tenancy.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

/** Everything that a schema holds, as PostgreSQL describes it, and who may do what with it. */
async function contentsOf(schema: string): Promise<string[]> {
  const rows = await database.query<{ said: string }>(
    `select format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
       a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) as said
     from pg_attribute a join pg_class c on c.oid = a.attrelid
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where c.relnamespace = $1::text::regnamespace and a.attnum > 0 and not a.attisdropped
     union all
     select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
     where connamespace = $1::text::regnamespace
     union all
     select indexdef from pg_indexes where schemaname::text = $1::text
     union all
     select format('%s %s %s %s', tablename, policyname, roles, qual) from pg_policies
     where schemaname::text = $1::text
     union all
     select format('%s %s %s %s', relname, relkind, relrowsecurity, relacl) from pg_class
     where relnamespace = $1::text::regnamespace
     union all
     select format('%s %s', proname, prosrc) from pg_proc where pronamespace = $1::text::regnamespace
     union all
     select format('%s %s', tgrelid::regclass, pg_get_triggerdef(t.oid)) from pg_trigger t
       join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = $1::text::regnamespace and not tgisinternal
     order by 1`,
    [schema],
  );
  return rows.map(({ said }) => said);
}

const objectsIn = async (schema: string) =>
  (
    await database.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = $1::text::regnamespace and relkind in ('r', 'p', 'v', 'm')
       union all select proname from pg_proc where pronamespace = $1::text::regnamespace
       union all select typname from pg_type where typnamespace = $1::text::regnamespace and typtype in ('e', 'd')`,
      [schema],
    )
  ).map(({ relname }) => relname);

describe.each([...subgraphDefinitions])('the migrations of $name', (definition) => {
  const { name: schema } = definition;
  const migrations = migrationsOf(definition);
  const names = migrations.map(({ name }) => name);
  const prepare = () => prepareDatabase({ url: database.url, schema, migrations });

  test('go forward, all the way back, and forward again to the same', async () => {
    await prepare();
    const before = await contentsOf(schema);
    await using migrator = await createMigrator(database.url, schema, migrations);
    expect(await migrator.pending()).toEqual([]);
    expect(await migrator.down(0)).toEqual(names.toReversed());
    expect(await objectsIn(schema)).toEqual(['schema_migrations']);
    expect(await migrator.pending()).toEqual(names);
    expect(await migrator.up()).toEqual(names);
    expect(await contentsOf(schema)).toEqual(before);
  });

  test('run once when several processes prepare one database at the same time', async () => {
    await Promise.all(Array.from({ length: 4 }, prepare));
    const applied = await database.query<{ name: string }>(
      `select name from ${schema}.schema_migrations order by id`,
    );
    expect(applied.map(({ name }) => name)).toEqual(names);
  });

  test('are left alone by a second preparation', async () => {
    await prepare();
    const before = await contentsOf(schema);
    await prepare();
    expect(await contentsOf(schema)).toEqual(before);
  });

  test('are numbered upwards', () => {
    const numbers = names.map((name) => Number(/^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(numbers[0]).toBe(1);
  });
});

test('all subgraphs can prepare one database at the same time', async () => {
  await Promise.all(
    subgraphDefinitions.map((definition) =>
      prepareDatabase({
        url: database.url,
        schema: definition.name,
        migrations: migrationsOf(definition as never),
      }),
    ),
  );
  for (const { name } of subgraphDefinitions) {
    expect(await objectsIn(name)).toContain('outbox');
  }
});

test('two databases of one server can be prepared at the same time, which makes the roles once', async () => {
  await using other = await createEmptyDatabase();
  const schema = `racing_${process.pid}`;
  const migrations = [{ name: '0001-infrastructure', class: infrastructureMigration(schema) }];
  const urls = [database.url, other.url, database.url, other.url];
  const prepared = await Promise.all(
    urls.map((url) => prepareDatabase({ url, schema, migrations })),
  );
  for (const { application, worker } of prepared) {
    for (const address of [application, worker]) {
      const client = new pg.Client(address);
      await client.connect();
      await client.query(`select count(*) from ${schema}.outbox`);
      await client.end();
    }
  }
  for (const { query } of [database, other]) {
    await query(`drop schema ${schema} cascade`);
    await query(`drop owned by ${applicationRole(schema)}, ${workerRole(schema)}`);
  }
  await database.query(`drop role ${applicationRole(schema)}, ${workerRole(schema)}`);
});
