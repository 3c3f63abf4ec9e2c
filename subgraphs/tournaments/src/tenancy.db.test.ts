/**
 * Tenants are apart in every table, whatever SQL asks: the application's own role sees and changes
 * only the rows of the tenants that its session states, and a forgotten filter crosses nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testActor, testIdentity } from '@arbiter/testkit/identities.ts';
import { queryAs } from '@arbiter/testkit/roles.ts';
import { type Arena, openArena, playable } from './testing/arena.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
  for (const tenant of ['alpha', 'beta']) {
    const identity = testIdentity(tenant);
    const { id } = await arena.create(['A', 'B', 'C'], {}, identity);
    const [match] = playable(await arena.start(id, identity));
    await arena.report(match!, 1, identity);
  }
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const tables = [
  'tournaments',
  'entrants',
  'rounds',
  'matches',
  'ratings',
  'rating_changes',
  'tournament_events',
];
/** Those that the application may change at all. */
const mutableTables = tables.slice(0, 5);

const asTenant = (tenantId: string) => ({
  schema: 'tournaments',
  actor: testActor(tenantId),
});

test('the list of tables is complete', async () => {
  const rows = await arena.database.query<{ name: string; secured: boolean }>(
    `select relname as name, relrowsecurity as secured from pg_class
     where relnamespace = 'tournaments'::regnamespace and relkind = 'r'`,
  );
  const open = rows.filter(({ secured }) => !secured).map(({ name }) => name);
  expect(open).toEqual(['schema_migrations']);
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(tables));
});

describe.each(tables)('%s', (table) => {
  test('a select without a filter finds the rows of the own tenant, and there are others', async () => {
    const sql = `select distinct tenant_id from tournaments.${table}`;
    expect(await arena.database.query(`${sql} order by 1`)).toEqual([
      { tenant_id: 'alpha' },
      { tenant_id: 'beta' },
    ]);
    expect(await queryAs(arena.database, asTenant('alpha'), sql)).toEqual([{ tenant_id: 'alpha' }]);
    expect(await queryAs(arena.database, asTenant('gamma'), sql)).toEqual([]);
  });

  test('a session that states no tenant finds nothing', async () => {
    const sql = `select 1 from tournaments.${table}`;
    expect(await queryAs(arena.database, { schema: 'tournaments' }, sql)).toEqual([]);
  });

  test('one who may read another tenant reads it', async () => {
    const actor = testActor('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    const sql = `select distinct tenant_id from tournaments.${table} order by 1`;
    expect(await queryAs(arena.database, { schema: 'tournaments', actor }, sql)).toEqual([
      { tenant_id: 'alpha' },
      { tenant_id: 'beta' },
    ]);
  });

  test('a row cannot be put into another tenant', async () => {
    // A row as it is, but for its tenant: row level security is asked before any other constraint.
    const sql = copyWith(table, `'{"tenant_id": "beta"}'`);
    await expect(queryAs(arena.database, asTenant('alpha'), sql)).rejects.toThrow(
      'violates row-level security policy',
    );
  });
});

describe.each(mutableTables)('%s', (table) => {
  test('a change without a filter reaches the own tenant only', async () => {
    const update = `update tournaments.${table} set tenant_id = tenant_id returning tenant_id`;
    const touched = await queryAs(arena.database, asTenant('alpha'), update);
    expect(new Set(touched.map((row) => row['tenant_id']))).toEqual(new Set(['alpha']));
    const reader = testActor('gamma', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    const role = { schema: 'tournaments', actor: reader };
    expect(await queryAs(arena.database, role, update)).toEqual([]);
  });

  test('a row cannot be moved to another tenant', async () => {
    const move = `update tournaments.${table} set tenant_id = 'beta'`;
    await expect(queryAs(arena.database, asTenant('alpha'), move)).rejects.toThrow(
      'violates row-level security policy',
    );
  });
});

test('nothing can belong to a tournament of another tenant', async () => {
  const { id } = await arena.create([], {}, testIdentity('beta'));
  for (const table of ['entrants', 'rounds', 'matches', 'tournament_events']) {
    const changes = `jsonb_build_object('id', gen_random_uuid(), 'tournament_id', $1::uuid,
      'match_number', 99)`;
    const attempt = queryAs(arena.database, asTenant('alpha'), copyWith(table, changes), [id]);
    await expect(attempt).rejects.toThrow('violates foreign key constraint');
  }
});

/** Inserts a row that is like one that the session sees, but for what `changes`, jsonb, says. */
function copyWith(table: string, changes: string): string {
  return `insert into tournaments.${table}
    select * from jsonb_populate_record(null::tournaments.${table},
      (select to_jsonb(r) from tournaments.${table} r limit 1) || ${changes})`;
}
