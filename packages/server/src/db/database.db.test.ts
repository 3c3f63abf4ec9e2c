// Transactions of commands and the shared transaction of reads, on a real database.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type Database, type Transaction, createDatabase } from './database.ts';
import { openOrm } from './orm.ts';
import { tenantSecuritySql } from './tenancy.ts';

const table = 'registry.counters';
const actor = testActor('alpha');

let store: EventStore;
let database: Database;
const statements: string[] = [];

beforeAll(async () => {
  store = await openEventStore();
  await store.owner.query(
    `create table ${table} (tenant_id varchar(255) not null, name text primary key, n int not null)`,
  );
  for (const sql of tenantSecuritySql(table)) await store.owner.query(sql);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});
beforeEach(async () => {
  database = store.database;
  statements.length = 0;
  await store.owner.query(`truncate ${table}`);
  await store.owner.query(
    `insert into ${table} values ('alpha', 'a', 0), ('alpha', 'b', 0), ('beta', 'c', 0)`,
  );
});

const add = (tx: Transaction, name: string, by = 1) =>
  tx.execute(`update ${table} set n = n + ? where name = ?`, [by, name]);

const counters = async () => {
  const rows = await store.owner.query<{ name: string; n: number }>(`select name, n from ${table}`);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
};

describe('a transaction', () => {
  test('commits what its work did and returns what it returned', async () => {
    const result = await database.transaction(actor, async (tx) => {
      await add(tx, 'a');
      await add(tx, 'b', 2);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await counters()).toEqual({ a: 1, b: 2, c: 0 });
  });

  test('leaves nothing behind when its work throws, and throws the same', async () => {
    const failure = new Error('changed my mind');
    const failing = database.transaction(actor, async (tx) => {
      await add(tx, 'a');
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await counters()).toEqual({ a: 0, b: 0, c: 0 });
  });

  test('does not reach the rows of other tenants', async () => {
    await database.transaction(actor, (tx) => add(tx, 'c'));
    expect(await counters()).toEqual({ a: 0, b: 0, c: 0 });
  });

  test('runs again after a deadlock, and both outcomes are right', async () => {
    let attempts = 0;
    const bothHoldOne = Promise.withResolvers<void>();
    const crossing = (first: string, second: string) =>
      database.transaction(actor, async (tx) => {
        attempts += 1;
        await add(tx, first);
        if (attempts === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await add(tx, second);
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    expect(attempts).toBe(3);
    expect(await counters()).toEqual({ a: 2, b: 2, c: 0 });
  });

  test('tells CONFLICT after five collisions in a row, and stored nothing', async () => {
    let attempts = 0;
    const colliding = database.transaction(actor, async (tx) => {
      attempts += 1;
      await add(tx, 'a');
      await tx.execute(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
    });
    await expect(colliding).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(attempts).toBe(5);
    expect(await counters()).toEqual({ a: 0, b: 0, c: 0 });
  });

  test('does not run again after any other failure', async () => {
    let attempts = 0;
    const failing = database.transaction(actor, async (tx) => {
      attempts += 1;
      await tx.execute(`insert into ${table} values ('alpha', 'a', 1)`);
    });
    await expect(failing).rejects.toThrow('duplicate key');
    expect(attempts).toBe(1);
  });

  test('tells its listeners of commits and of final failures, each once', async () => {
    const orm = await openOrm(store.addresses.application, {
      entities: [],
      poolSize: 1,
      applicationName: 'test listeners',
    });
    const listened = createDatabase(orm);
    const heard: string[] = [];
    listened.onCommit(() => heard.push('commit'));
    listened.onFailure(async (by, error) => {
      heard.push(`${by.tenantId}: ${(error as Error).message}`);
      throw new Error('listeners fail in silence');
    });
    await listened.transaction(actor, (tx) => add(tx, 'a'));
    const refuse = () => Promise.reject(new Error('no'));
    await expect(listened.transaction(actor, refuse)).rejects.toThrow('no');
    expect(heard).toEqual(['commit', 'alpha: no']);
    await orm.close();
  });

  test('of many at once each keeps its tenant', async () => {
    const tenants = Array.from({ length: 40 }, (_, index) => `tenant-${index}`);
    await Promise.all(
      tenants.map((tenantId) =>
        database.transaction(testActor(tenantId), (tx) =>
          tx.execute(`insert into ${table} values (?, ?, 1)`, [tenantId, tenantId]),
        ),
      ),
    );
    const seen = await Promise.all(
      tenants.map((tenantId) =>
        database.transaction(testActor(tenantId), (tx) =>
          tx.execute<{ name: string }[]>(`select name from ${table}`),
        ),
      ),
    );
    expect(seen).toEqual(tenants.map((tenantId) => [{ name: tenantId }]));
  });
});

describe('a reader', () => {
  const openReading = async () => {
    const orm = await openOrm(store.addresses.application, {
      entities: [],
      poolSize: 2,
      applicationName: 'test reader',
      onQuery: (sql) => statements.push(sql),
    });
    return { orm, reader: createDatabase(orm).reader(actor) };
  };
  const read = async (tx: Transaction) => {
    const rows = await tx.execute<{ n: number }[]>(`select n from ${table} where name = 'a'`);
    return rows[0]?.n;
  };

  test('shares one transaction and one snapshot among all its reads', async () => {
    const { orm, reader } = await openReading();
    const [first, again] = await Promise.all([reader.em(), reader.em()]);
    expect(again).toBe(first);
    expect(await read(first)).toBe(0);
    await database.transaction(actor, (tx) => add(tx, 'a'));
    expect(await read(await reader.em())).toBe(0);
    await reader.end();
    expect(await read(await reader.em())).toBe(1);
    await reader.end();
    expect(statements.filter((sql) => /begin|start transaction/i.test(sql))).toHaveLength(2);
    await orm.close();
  });

  test('cannot write, and sees its tenant only', async () => {
    const { orm, reader } = await openReading();
    const em = await reader.em();
    expect(await em.execute(`select name from ${table} order by name`)).toEqual([
      { name: 'a' },
      { name: 'b' },
    ]);
    await expect(add(em, 'a')).rejects.toThrow('read-only transaction');
    await reader.end();
    await orm.close();
  });

  test('that never read begins nothing and ends without a statement', async () => {
    const { orm, reader } = await openReading();
    await reader.end();
    await reader.end();
    expect(statements).toEqual([]);
    await orm.close();
  });

  test('gives its connection back, however it ends', async () => {
    const { orm } = await openReading();
    const own = createDatabase(orm);
    for (let round = 0; round < 6; round += 1) {
      const reader = own.reader(actor);
      const em = await reader.em();
      if (round % 2 === 1) await em.execute('select 1 / 0').catch(() => undefined);
      await reader.end();
    }
    await orm.close();
  });
});
