// Keys of creating mutations on a real database: repeats, other uses, races, and what rolls back.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type IdempotentCommand, createOnce } from './idempotency.ts';

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

const command = (change: Partial<IdempotentCommand> = {}): IdempotentCommand => ({
  schema: store.schema,
  tenantId: 'alpha',
  operation: 'createThing',
  key: newId(),
  request: { name: 'a' },
  ...change,
});

/** Creates in a transaction of its own; counts how often something was made. */
function creator(work: () => Promise<void> = async () => undefined) {
  const made: string[] = [];
  const run = (given: IdempotentCommand) =>
    store.database.transaction(testActor(given.tenantId), (tx) =>
      createOnce(tx, given, async () => {
        await work();
        const id = newId();
        made.push(id);
        return id;
      }),
    );
  return { made, run };
}

describe('createOnce', () => {
  test('a repeat gets the first answer and creates nothing', async () => {
    const { made, run } = creator();
    const given = command();
    const first = await run(given);
    expect(first.replayed).toBe(false);
    expect(await run(given)).toEqual({ id: first.id, replayed: true });
    expect(made).toEqual([first.id]);
  });

  test('the same request in another order of its fields is the same request', async () => {
    const { made, run } = creator();
    const given = command({ request: { a: 1, b: [1, { c: null, d: 'x' }] } });
    await run(given);
    const reordered = { ...given, request: { b: [1, { d: 'x', c: null }], a: 1 } };
    expect((await run(reordered)).replayed).toBe(true);
    expect(made).toHaveLength(1);
  });

  test('a key that was used for another request is refused', async () => {
    const { made, run } = creator();
    const given = command();
    await run(given);
    await expect(run({ ...given, request: { name: 'b' } })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.idempotencyKey' },
    });
    expect(made).toHaveLength(1);
  });

  test('a key that is pruned while it is looked up is free again', async () => {
    const given = command();
    await creator().run(given);
    const prune = `delete from ${store.schema}.idempotency_keys where key = $1`;
    const again = await store.database.transaction(testActor('alpha'), (tx) => {
      const execute: (sql: string, values?: unknown[]) => Promise<unknown> = tx.execute.bind(tx);
      const slowly = async (sql: string, values?: unknown[]) => {
        if (sql.startsWith('select')) await store.owner.query(prune, [given.key]);
        return execute(sql, values);
      };
      tx.execute = slowly as typeof tx.execute;
      return createOnce(tx, given, async () => newId());
    });
    expect(again.replayed).toBe(false);
  });

  test('a key belongs to one operation of one tenant', async () => {
    const { made, run } = creator();
    const given = command();
    await run(given);
    await run({ ...given, tenantId: 'beta' });
    await run({ ...given, operation: 'createOther' });
    expect(made).toHaveLength(3);
  });

  test('without a key every request creates', async () => {
    const { made, run } = creator();
    for (const key of [null, undefined]) {
      expect((await run(command({ key }))).replayed).toBe(false);
    }
    expect(made).toHaveLength(2);
  });

  test('of requests that race with one key one creates, and all get its answer', async () => {
    const { made, run } = creator();
    const given = command();
    const answers = await Promise.all(Array.from({ length: 8 }, () => run(given)));
    expect(made).toHaveLength(1);
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set(made));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  test('racing requests that differ: one creates, the others are refused', async () => {
    const { made, run } = creator();
    const given = command();
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, (_, n) => run({ ...given, request: { n } })),
    );
    expect(made).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') {
        expect(answer.reason).toMatchObject({ code: 'BAD_USER_INPUT' });
      }
    }
  });

  test('a creation that fails leaves the key free, also for those who waited for it', async () => {
    const entered = Promise.withResolvers<void>();
    const fail = Promise.withResolvers<void>();
    const failing = creator(async () => {
      entered.resolve();
      await fail.promise;
      throw new Error('no');
    });
    const steady = creator();
    const given = command();
    const refused = expect(failing.run(given)).rejects.toThrow('no');
    await entered.promise;
    const waiting = steady.run(given);
    fail.resolve();
    await refused;
    expect((await waiting).replayed).toBe(false);
    expect(failing.made).toEqual([]);
    expect(steady.made).toHaveLength(1);
  });

  test.each([
    ['empty', ''],
    ['longer than 255 characters', 'x'.repeat(256)],
    ['with NUL', 'a\0b'],
    ['with a lone surrogate', 'a\ud800'],
  ])('a key that is %s is refused', async (_, key) => {
    const { made, run } = creator();
    await expect(run(command({ key }))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.idempotencyKey' },
    });
    expect(made).toEqual([]);
  });

  test('a key of 255 characters of any script is taken', async () => {
    const { run } = creator();
    const given = command({ key: 'é'.repeat(255) });
    await run(given);
    expect((await run(given)).replayed).toBe(true);
  });
});
