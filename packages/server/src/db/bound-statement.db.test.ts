// Statements with values beside them: what arrives, inside which transaction, and what errors become.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DriverException } from '@mikro-orm/postgresql';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { executeBound } from './bound-statement.ts';

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

const actor = testActor('alpha');

test('values arrive as they are, whatever they hold', async () => {
  const text = `quotes ' and " and \\ and $1 and ? and \n and 𝔘 ${'x'.repeat(300_000)}`;
  const at = new Date('2026-01-01T00:00:00.123Z');
  const rows = await store.database.transaction(actor, (tx) =>
    executeBound(
      tx,
      `select $1::text as text, $2::timestamptz as at, $3::json as json, $4::bytea[] as bytes,
         $5::int as number, $6::text as nothing`,
      [text, at, JSON.stringify({ text }), ['\\x00ff'], 7, null],
    ),
  );
  const bytes = [Buffer.from([0, 255])];
  const [row] = rows as Record<string, unknown>[];
  expect(row).toMatchObject({ text, json: { text }, bytes, number: 7, nothing: null });
  expect(new Date(String(row?.['at']))).toEqual(at);
});

test('a statement belongs to the transaction and to the tenants of its actor', async () => {
  const sql = `insert into registry.log_heads (tenant_id, log, position) values ($1, $2, $3)`;
  const insert = (tenantId: string, fails: boolean) =>
    store.database.transaction(actor, async (tx) => {
      await executeBound(tx, sql, [tenantId, `log of ${tenantId}`, 1]);
      if (fails) throw new Error('taken back');
    });
  await expect(insert('alpha', true)).rejects.toThrow('taken back');
  await expect(insert('beta', false)).rejects.toThrow('row-level security');
  expect(await store.owner.query('select 1 from registry.log_heads')).toEqual([]);
  await insert('alpha', false);
  expect(await store.owner.query('select tenant_id from registry.log_heads')).toEqual([
    { tenant_id: 'alpha' },
  ]);
});

test('errors are those that other statements have', async () => {
  const failing = store.database.transaction(actor, (tx) => executeBound(tx, 'select 1 / $1', [0]));
  await expect(failing).rejects.toBeInstanceOf(DriverException);
  await expect(failing).rejects.toMatchObject({ code: '22012' });
});
