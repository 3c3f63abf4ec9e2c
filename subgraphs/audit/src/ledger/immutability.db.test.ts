/**
 * Nobody changes or removes a record, whatever role they have; tenants do not meet, whatever the
 * SQL. Typed by hand, without the application's code in between.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type RoleOptions, queryAs } from '@arbiter/testkit/roles.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit();
  const origin = { actorName: 'Ada' };
  await run.bus.publish(
    ['alpha', 'alpha', 'beta'].map((tenantId) => testEvent({ tenantId, origin })),
  );
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const as = (options: Omit<RoleOptions, 'schema'>) => (sql: string, values?: unknown[]) =>
  queryAs(run.database, { schema: 'audit', ...options }, sql, values);
const alpha = as({ actor: testActor('alpha') });
const beta = as({ actor: testActor('beta') });
const admin = as({ actor: testActor('alpha', { accessLevel: 'ADMIN' }) });
const worker = as({ role: 'worker' });
const nobody = as({});
const owner = (sql: string) => run.database.query(sql);

const contents = () => owner('select * from audit.ledger order by tenant_id, seq');

describe('a record', () => {
  const attempts = [
    `update audit.ledger set event_type = 'NOTHING_HAPPENED'`,
    `update audit.ledger set hash = hash`,
    `update audit.ledger set event_type = 'X' where false`,
    `delete from audit.ledger`,
    `delete from audit.ledger where seq > 1000`,
    `truncate audit.ledger`,
    `insert into audit.ledger select * from audit.ledger
       on conflict (id) do update set event_type = 'X'`,
    `merge into audit.ledger l using (select 1) s on true when matched then delete`,
  ];
  const roles = [
    ['the application', alpha, '42501'],
    ['an administrator of the application', admin, '42501'],
    ['the worker', worker, '42501'],
    ['the owner of the tables', owner, '23001'],
  ] as const;

  describe.each(roles)('under %s', (_, query, code) => {
    test.each(attempts)('is not touched by %s', async (attempt) => {
      const before = await contents();
      await expect(query(attempt)).rejects.toMatchObject({ code });
      expect(await contents()).toEqual(before);
    });
  });

  test('is not touched by an owner who plays replication', async () => {
    await expect(
      owner(`set session_replication_role = replica; delete from audit.ledger`),
    ).rejects.toMatchObject({ code: '23001', message: expect.stringContaining('audit.ledger') });
  });

  test.each([
    ['is_immutable', 'false'],
    ['hash', `sha256('other')`],
    ['event_type', `'OTHER'`],
    ['seq', '99'],
    ['tenant_id', `'beta'`],
    ['actor_id', `'someone else'`],
    ['agent_id', `'an agent'`],
    ['occurred_at', 'now()'],
  ])('cannot be added with %s other than its canonical form says', async (column, value) => {
    const columns = `id tenant_id seq schema_version category event_type occurred_at source_event_id
      actor_id agent_id resource_type resource_id request_id is_immutable canonical_form hash`.split(
      /\s+/,
    );
    const values = columns.map((name) => (name === column ? value : name));
    await expect(
      owner(`insert into audit.ledger (${columns.join(', ')})
        select ${values.join(', ')} from audit.ledger where tenant_id = 'alpha' and seq = 1`),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

test('the ends of ledgers and the keys of subjects cannot be removed by the application', async () => {
  for (const table of ['ledger_heads', 'subject_keys']) {
    await expect(alpha(`delete from audit.${table}`)).rejects.toMatchObject({ code: '42501' });
    await expect(alpha(`truncate audit.${table}`)).rejects.toMatchObject({ code: '42501' });
  }
});

describe('a forgotten filter', () => {
  const tables = ['ledger', 'ledger_heads', 'subject_keys'];
  const tenantsIn = async (query: typeof alpha, table: string) =>
    (await query(`select distinct tenant_id from audit.${table} order by 1`)).map(
      (row) => row['tenant_id'],
    );

  test.each(tables)('shows of %s only what is the tenant’s own', async (table) => {
    expect(await tenantsIn(alpha, table)).toEqual(['alpha']);
    expect(await tenantsIn(beta, table)).toEqual(['beta']);
    expect(await tenantsIn(admin, table)).toEqual(['alpha', 'beta']);
    expect(await tenantsIn(nobody, table)).toEqual([]);
    await expect(tenantsIn(worker, table)).rejects.toMatchObject({ code: '42501' });
  });

  test('adds nothing to another tenant’s ledger', async () => {
    const foreign = [
      `insert into audit.ledger_heads values ('gamma', 0)`,
      `insert into audit.subject_keys (id, tenant_id, subject_id, key, created_at)
         values ('${newId()}', 'gamma', 'x', sha256('x'), now())`,
      `insert into audit.ledger (id, tenant_id, seq, schema_version, category, event_type,
           occurred_at, source_event_id, actor_id, resource_type, resource_id, request_id,
           canonical_form, hash)
         select '${newId()}', 'gamma', 1, schema_version, category, event_type, occurred_at,
           '${newId()}', actor_id, resource_type, resource_id, request_id, canonical_form, hash
         from audit.ledger limit 1`,
    ];
    for (const insert of foreign) {
      await expect(alpha(insert)).rejects.toMatchObject({
        code: '42501',
        message: expect.stringContaining('row-level security'),
      });
    }
  });

  test('changes nothing of another tenant', async () => {
    await beta(`update audit.ledger_heads set seq = 77`);
    await beta(`update audit.subject_keys set subject_id = 'taken over'`);
    expect(await owner(`select seq from audit.ledger_heads where tenant_id = 'alpha'`)).toEqual([
      { seq: '2' },
    ]);
    expect(
      await owner(`select subject_id from audit.subject_keys where tenant_id = 'alpha'`),
    ).toEqual([{ subject_id: 'user-of-alpha' }]);
  });
});
