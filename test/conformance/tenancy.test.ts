/**
 * Goal: in no table of any subgraph does a forgotten filter cross tenants. Method: two tenants fill
 * the tables as users do; which tables there are the database says, so a new one is covered without
 * being listed, and one that stays empty fails. Then raw SQL under the subgraphs' own roles.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrationsTable } from '@arbiter/server/db/migrate.ts';
import { sessionVariables } from '@arbiter/server/db/tenancy.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { queryAs } from '@arbiter/testkit/roles.ts';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { subgraphDefinitions } from '../support/definitions.ts';
import { fillEveryTable } from '../support/fill-tables.ts';
import { type Attempt, openRoleSession } from '../support/role-session.ts';

interface Table {
  readonly schema: string;
  readonly name: string;
  /** Those that an insert may give. */
  readonly columns: readonly string[];
}

let world: Constellation;
let tables: readonly Table[];

beforeAll(async () => {
  world = await startConstellation();
  for (const tenant of ['alpha', 'beta']) await fillEveryTable(world, tenant);
  tables = await world.database.query(
    `select table_schema as schema, table_name as name, json_agg(column_name) as columns
     from information_schema.columns
     where table_schema = any($1) and table_name <> $2
       and is_generated = 'NEVER' and is_identity = 'NO'
     group by 1, 2 order by 1, 2`,
    [subgraphDefinitions.map(({ name }) => name), migrationsTable],
  );
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const nameOf = ({ schema, name }: Table) => `${schema}.${name}`;

type Answer = readonly string[] | 'refused' | 'permission denied' | 'append-only';

/** The tenants in the rows that the statement gives to the role, or how it was refused. */
async function tenantsSeen(
  { schema }: Table,
  sql: string,
  actor?: ReturnType<typeof testActor>,
): Promise<Answer> {
  try {
    const rows = await queryAs<{ tenant_id: string }>(
      world.database,
      { schema, ...(actor ? { actor } : {}) },
      sql,
    );
    return [...new Set(rows.map(({ tenant_id: tenant }) => tenant))].toSorted();
  } catch (error) {
    return refusalOf(error as Error);
  }
}

function refusalOf({ message }: Error): Answer {
  if (message.includes('row-level security policy')) return 'refused';
  if (message.includes('permission denied')) return 'permission denied';
  if (message.includes('never changed or removed')) return 'append-only';
  throw new Error(message);
}

/** The answers of all tables that differ from those allowed, by the table's name. */
async function exceptions(
  ask: (table: Table) => Promise<Answer>,
  allowed: readonly Answer[],
): Promise<Record<string, Answer>> {
  const found: Record<string, Answer> = {};
  for (const table of tables) {
    const answer = await ask(table);
    if (!allowed.some((each) => String(each) === String(answer))) found[nameOf(table)] = answer;
  }
  return found;
}

const everyRow = (table: Table) => `select tenant_id from ${nameOf(table)}`;

test('every table has rows of both tenants', async () => {
  expect(tables.length).toBeGreaterThan(30);
  const ofOwner = async (table: Table) => {
    const rows = await world.database.query<{ tenant_id: string }>(everyRow(table));
    const tenants = new Set(rows.map(({ tenant_id: tenant }) => tenant));
    // The tenant of development is there too, from its start.
    return [...tenants].filter((each) => each !== 'default').toSorted();
  };
  expect(await exceptions(ofOwner, [['alpha', 'beta']])).toEqual({});
});

test('a select without a filter gives the rows of the tenant alone', async () => {
  const select = (table: Table) => tenantsSeen(table, everyRow(table), testActor('alpha'));
  expect(await exceptions(select, [['alpha']])).toEqual({});
});

test('it gives nothing to another tenant, and nothing to a session without one', async () => {
  const ofGamma = (table: Table) => tenantsSeen(table, everyRow(table), testActor('gamma'));
  expect(await exceptions(ofGamma, [[]])).toEqual({});
  expect(await exceptions((table) => tenantsSeen(table, everyRow(table)), [[]])).toEqual({});
});

test('whoever may read another tenant reads it and changes nothing of it', async () => {
  const reader = testActor('gamma', { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] });
  const select = (table: Table) => tenantsSeen(table, everyRow(table), reader);
  expect(await exceptions(select, [['beta']])).toEqual({});
  const update = (table: Table) => tenantsSeen(table, updateAll(table), reader);
  expect(await exceptions(update, [[], 'permission denied', 'append-only'])).toEqual({});
});

const updateAll = (table: Table) =>
  `update ${nameOf(table)} set tenant_id = tenant_id returning tenant_id`;

test('an update without a filter reaches the rows of the tenant alone', async () => {
  const update = (table: Table) => tenantsSeen(table, updateAll(table), testActor('alpha'));
  expect(await exceptions(update, [['alpha'], 'permission denied', 'append-only'])).toEqual({});
});

test('a delete that names another tenant removes nothing', async () => {
  const remove = (table: Table) =>
    tenantsSeen(
      table,
      `delete from ${nameOf(table)} where tenant_id = 'beta' returning tenant_id`,
      testActor('alpha'),
    );
  expect(await exceptions(remove, [[], 'permission denied', 'append-only'])).toEqual({});
});

test('a row cannot be put into another tenant, nor moved there', async () => {
  // A row as it is, but for its tenant: row level security is asked before any other constraint.
  const insert = (table: Table) => {
    const values = table.columns.map((name) => (name === 'tenant_id' ? `'beta'` : name));
    const copy = `insert into ${nameOf(table)} (${table.columns.join()})
      select ${values.join()} from ${nameOf(table)} limit 1 returning tenant_id`;
    return tenantsSeen(table, copy, testActor('alpha'));
  };
  expect(await exceptions(insert, ['refused', 'permission denied'])).toEqual({});
  const move = (table: Table) =>
    tenantsSeen(table, `update ${nameOf(table)} set tenant_id = 'beta'`, testActor('alpha'));
  expect(await exceptions(move, ['refused', 'permission denied', 'append-only'])).toEqual({});
});

/** Who belongs, and what lets them in: administration, which ends at the tenant whatever a session may write. */
const accountTables = [
  'registry.api_keys',
  'registry.invitations',
  'registry.memberships',
  'registry.sessions',
  'registry.tenants',
  'registry.user_identities',
  'registry.user_preferences',
  'registry.users',
];

describe('a session that may write a partner', () => {
  const partner = testActor('alpha', { accessLevel: 'WRITE_CROSS', allowedTenants: ['beta'] });
  const operator = testActor('alpha', { accessLevel: 'ADMIN' });
  const isAccount = (table: Table) => accountTables.includes(nameOf(table));
  const writable: readonly Answer[] = [['alpha', 'beta'], 'permission denied', 'append-only'];

  /** What the statement gave in each account table. */
  async function ofAccounts(ask: (table: Table) => Promise<Answer>) {
    const answers = tables
      .filter(isAccount)
      .map(async (table) => [nameOf(table), await ask(table)]);
    return Object.fromEntries(await Promise.all(answers)) as Record<string, Answer>;
  }
  const each = (answer: Answer) => Object.fromEntries(accountTables.map((name) => [name, answer]));

  test("writes the partner's work", async () => {
    const update = (table: Table) => tenantsSeen(table, updateAll(table), partner);
    const found = await exceptions(update, writable);
    expect(Object.keys(found)).toEqual(accountTables);
  });

  test('changes and removes accounts of its own tenant alone', async () => {
    const update = (table: Table) => tenantsSeen(table, updateAll(table), partner);
    expect(await ofAccounts(update)).toEqual(each(['alpha']));
    const remove = (table: Table) =>
      tenantsSeen(
        table,
        `delete from ${nameOf(table)} where tenant_id = 'beta' returning tenant_id`,
        partner,
      );
    expect(await ofAccounts(remove)).toEqual(each([]));
    const lock = (table: Table) => tenantsSeen(table, `${everyRow(table)} for update`, partner);
    expect(await ofAccounts(lock)).toEqual(each(['alpha']));
  });

  test('puts no account into the partner, nor moves one there', async () => {
    const insert = (table: Table) => {
      const values = table.columns.map((name) => (name === 'tenant_id' ? `'beta'` : name));
      const copy = `insert into ${nameOf(table)} (${table.columns.join()})
        select ${values.join()} from ${nameOf(table)} limit 1`;
      return tenantsSeen(table, copy, partner);
    };
    expect(await ofAccounts(insert)).toEqual(each('refused'));
    const move = (table: Table) =>
      tenantsSeen(table, `update ${nameOf(table)} set tenant_id = 'beta'`, partner);
    expect(await ofAccounts(move)).toEqual(each('refused'));
  });

  test('reads the accounts of the partner, and an operator writes them', async () => {
    const select = (table: Table) => tenantsSeen(table, everyRow(table), partner);
    expect(await ofAccounts(select)).toEqual(each(['alpha', 'beta']));
    const update = (table: Table) =>
      tenantsSeen(
        table,
        `update ${nameOf(table)} set tenant_id = tenant_id where tenant_id = 'beta' returning tenant_id`,
        operator,
      );
    expect(await ofAccounts(update)).toEqual(each(['beta']));
  });
});

/** What a session may say of its tenants without naming one that exists. */
const sayings: readonly [what: string, value: string | undefined][] = [
  ['nothing', undefined],
  ['nothing between quotes', ''],
  ['a comma', ','],
  ['blanks', '  '],
  ['a name with a blank before it', ' alpha'],
  ['a name with a blank behind it', 'alpha '],
  ['a name in capitals', 'ALPHA'],
  ['the beginning of a name', 'alph'],
  ['a pattern', '%'],
  ['all, and a blank', '* '],
  ['all, twice', '**'],
  ['all, among others', 'gamma,*'],
  ['a list in the form of the database', '{alpha,*}'],
  ['a list in JSON', '["alpha","*"]'],
  ['SQL', "alpha') or true --"],
  ['a null', 'null'],
  ['another tenant', 'gamma'],
];

const variablesFor = (value: string | undefined) =>
  value === undefined
    ? {}
    : Object.fromEntries(
        Object.keys(sessionVariables(testActor('alpha'))).map((name) => [name, value]),
      );

/** Rows that the statement gave, or that it was refused as foreign, closed or append-only. */
const countOf = (attempt: Attempt): number | Answer =>
  'rows' in attempt ? attempt.rows.length : refusalOf({ message: attempt.refused } as Error);

describe.each(subgraphDefinitions.map(({ name }) => name))('a session of %s', (schema) => {
  test.each(sayings)('that says %s of its tenants reaches no row', async (_, value) => {
    await using session = await openRoleSession(world.database, { schema, role: 'application' });
    const found: Record<string, unknown> = {};
    for (const table of tables.filter((each) => each.schema === schema)) {
      const name = nameOf(table);
      const copy = table.columns.map((column) => (column === 'tenant_id' ? "'alpha'" : 'null'));
      const attempts = {
        select: everyRow(table),
        update: `update ${name} set tenant_id = tenant_id returning 1`,
        delete: `delete from ${name} returning 1`,
        insert: `insert into ${name} (${table.columns.join()}) values (${copy.join()}) returning 1`,
      };
      for (const [verb, sql] of Object.entries(attempts)) {
        const count = countOf(await session.attempt(sql, variablesFor(value)));
        const isHarmless =
          verb === 'insert'
            ? ['refused', 'permission denied'].includes(String(count))
            : ['0', 'permission denied', 'append-only'].includes(String(count));
        if (!isHarmless) found[`${verb} ${name}`] = count;
      }
    }
    expect(found).toEqual({});
  });

  test('learns nothing of the values of others from the statistics of the planner', async () => {
    await world.database.query('analyze');
    await using session = await openRoleSession(world.database, { schema, role: 'application' });
    const statistics = `select tablename from pg_stats where schemaname = any(array['${subgraphDefinitions.map(({ name }) => name).join("','")}'])`;
    expect(await session.attempt(statistics, variablesFor('gamma'))).toEqual({ rows: [] });
  });

  test.each(['application', 'worker'] as const)(
    'cannot touch a table of another subgraph as its %s',
    async (role) => {
      await using session = await openRoleSession(world.database, { schema, role });
      const found: Record<string, unknown> = {};
      for (const table of tables.filter((each) => each.schema !== schema)) {
        const attempts = [
          everyRow(table),
          updateAll(table),
          `delete from ${nameOf(table)}`,
          `truncate ${nameOf(table)}`,
        ];
        for (const sql of attempts) {
          const count = countOf(await session.attempt(sql, variablesFor('*')));
          if (count !== 'permission denied') found[sql] = count;
        }
      }
      expect(found).toEqual({});
    },
  );
});
