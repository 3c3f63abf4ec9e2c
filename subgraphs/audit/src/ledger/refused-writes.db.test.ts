/** Attempts on the ledger from inside the application: refused, and recorded from outside. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';
import { ledgerWriter } from './ledger.service.ts';

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit();
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const recordsOf = (tenantId: string) =>
  run.database.query<{ event_type: string; actor_id: string; form: { data: object } }>(
    `select event_type, actor_id, canonical_form::json as form from audit.ledger
     where tenant_id = $1 order by seq`,
    [tenantId],
  );

const attempt = (tenantId: string, sql: string, change = {}) =>
  run.deps.database.transaction(testActor(tenantId, change), async (tx) => {
    await tx.execute(sql);
  });

describe('a refused write', () => {
  test.each([
    ['tampering', `update audit.ledger set event_type = 'NOTHING_HAPPENED'`],
    ['removing', 'delete from audit.ledger'],
    ['emptying', 'truncate audit.ledger'],
  ])('of %s is recorded with who tried', async (tenantId, sql) => {
    await run.bus.publish([testEvent({ tenantId })]);
    await expect(attempt(tenantId, sql, { id: 'mallory', name: 'Mallory' })).rejects.toMatchObject({
      code: '42501',
    });
    expect(await recordsOf(tenantId)).toEqual([
      expect.objectContaining({ event_type: 'WORKFLOW_STARTED' }),
      expect.objectContaining({
        event_type: 'LEDGER_WRITE_REFUSED',
        actor_id: 'mallory',
        form: expect.objectContaining({
          data: { sqlState: '42501' },
          resource: { type: 'Ledger', id: tenantId },
          personal: expect.any(String),
        }),
      }),
    ]);
  });

  test('into another tenant’s ledger is recorded in the one of who tried', async () => {
    await expect(
      attempt(
        'trespasser',
        `insert into audit.ledger (id, tenant_id, seq, schema_version, category, event_type,
           occurred_at, source_event_id, actor_id, resource_type, resource_id, canonical_form, hash)
         values (gen_random_uuid(), 'victim', 1, 1, 'SYSTEM', 'X', now(), gen_random_uuid(), 'x',
           'x', 'x', '{}', sha256('{}'))`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await recordsOf('victim')).toEqual([]);
    expect(await recordsOf('trespasser')).toEqual([
      expect.objectContaining({ event_type: 'LEDGER_WRITE_REFUSED' }),
    ]);
  });

  test('is recorded also where only the trigger refuses', async () => {
    await run.database.query('grant update on audit.ledger to arbiter_audit');
    await run.bus.publish([testEvent({ tenantId: 'granted' })]);
    await expect(attempt('granted', 'update audit.ledger set seq = 5')).rejects.toMatchObject({
      code: '23001',
    });
    expect((await recordsOf('granted')).at(-1)).toMatchObject({
      event_type: 'LEDGER_WRITE_REFUSED',
      form: { data: { sqlState: '23001' } },
    });
    await run.database.query('revoke update on audit.ledger from arbiter_audit');
  });
});

test('other failures are not recorded', async () => {
  await expect(attempt('clumsy', 'select 1 / 0')).rejects.toMatchObject({ code: '22012' });
  await expect(attempt('clumsy', 'create table audit.spare (id int)')).rejects.toThrow();
  expect(await recordsOf('clumsy')).toEqual([]);
});

test('a refusal of the writer itself does not go round in circles', async () => {
  await expect(
    attempt('circular', 'delete from audit.ledger', { id: ledgerWriter }),
  ).rejects.toMatchObject({ code: '42501' });
  expect(await recordsOf('circular')).toEqual([]);
});
