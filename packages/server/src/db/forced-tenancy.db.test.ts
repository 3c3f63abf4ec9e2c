// An owner of the tables who is no superuser, as DATABASE_URL may name: row level security binds it
// and what runs with its rights, and migrations reach every row nevertheless.
import { randomBytes } from 'node:crypto';
import { Migration } from '@mikro-orm/migrations';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, createEmptyDatabase } from '@arbiter/testkit/databases.ts';
import { insertInfrastructureRows } from '@arbiter/testkit/infrastructure-rows.ts';
import { prepareDatabase } from './bootstrap.ts';
import { withCredentials, parseDatabaseUrl } from './database-url.ts';
import { forcedTenancyMigration } from './forced-tenancy.ts';
import { infrastructureMigration } from './infrastructure.ts';
import { type SubgraphMigration, createMigrator } from './migrate.ts';
import { applicationRole, workerRole } from './tenancy.ts';

const schema = `forced_${process.pid}`;
const owner = `owner_of_${schema}`;
const password = randomBytes(16).toString('hex');
const first = { name: '0001-infrastructure', class: infrastructureMigration(schema) };

let database: TestDatabase;
let ownerUrl: string;

beforeAll(async () => {
  database = await createEmptyDatabase();
  await database.query(`create role ${owner} login createrole password '${password}'`);
  const [row] = await database.query<{ name: string }>('select current_database() as name');
  await database.query(`grant create on database ${row?.name} to ${owner}`);
  const { host, port } = parseDatabaseUrl(database.url);
  ownerUrl = `postgres://${owner}:${password}@/${row?.name}?host=${encodeURIComponent(host)}&port=${port}`;
  await prepareDatabase({ url: ownerUrl, schema, migrations: [first] });
  for (const tenant of ['alpha', 'beta']) await insertInfrastructureRows(database, schema, tenant);
});
afterAll(async () => {
  const roles = `${applicationRole(schema)}, ${workerRole(schema)}, ${owner}`;
  await database.query(`drop owned by ${roles} cascade`);
  await database.query(`drop role ${roles}`);
  await database[Symbol.asyncDispose]();
});

/** Rows of one statement by the owner, who states no tenant. */
async function asOwner<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const address = withCredentials(parseDatabaseUrl(ownerUrl), { user: owner, password });
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const migrate = async (migrations: readonly SubgraphMigration[]) => {
  await using migrator = await createMigrator(ownerUrl, schema, [first, ...migrations]);
  await migrator.up();
};

const forced = () =>
  asOwner(`select relname from pg_class where relnamespace = '${schema}'::regnamespace
    and relkind = 'r' and relforcerowsecurity order by 1`);

test('the owner of the tables sees the rows of no tenant, nor does a view of its own', async () => {
  expect(await asOwner(`select 1 from ${schema}.inbox`)).toEqual([]);
  await asOwner(`create view ${schema}.seen as select tenant_id from ${schema}.inbox`);
  expect(await asOwner(`select * from ${schema}.seen`)).toEqual([]);
  await asOwner(`drop view ${schema}.seen`);
});

test('a migration reaches the rows of all tenants', async () => {
  class Renamed extends Migration {
    override up(): void {
      this.addSql(`update ${schema}.inbox set consumer = 'renamed'`);
    }
  }
  await migrate([{ name: '0002-renamed', class: Renamed }]);
  const rows = await database.query(
    `select tenant_id from ${schema}.inbox where consumer = 'renamed' order by 1`,
  );
  expect(rows).toEqual([{ tenant_id: 'alpha' }, { tenant_id: 'beta' }]);
});

test('tables that were made before it was so are bound too', async () => {
  const tables = await forced();
  expect(tables.length).toBeGreaterThan(0);
  for (const { relname } of tables) {
    await asOwner(`alter table ${schema}.${relname} no force row level security`);
  }
  expect(await forced()).toEqual([]);
  await migrate([{ name: '0003-forced-tenancy', class: forcedTenancyMigration(schema) }]);
  expect(await forced()).toEqual(tables);
});

test('rights that earlier versions gave are taken back at the next start', async () => {
  const application = applicationRole(schema);
  await asOwner(`grant usage on sequence ${schema}.outbox_ordinal_seq to ${application}`);
  await asOwner(`grant select, delete on ${schema}.schema_migrations to ${application}`);
  const rights = () =>
    asOwner(`select has_sequence_privilege('${application}', '${schema}.outbox_ordinal_seq', 'usage')
      or has_table_privilege('${application}', '${schema}.schema_migrations', 'select, delete') as has`);
  expect(await rights()).toEqual([{ has: true }]);
  await prepareDatabase({ url: ownerUrl, schema, migrations: [first] });
  expect(await rights()).toEqual([{ has: false }]);
});
