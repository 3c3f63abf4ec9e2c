/** Connections that the server cuts in the middle of work: the pool gets every one of them back. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { subgraphDatabase } from './bootstrap.ts';
import { type Database, createDatabase } from './database.ts';
import { openOrm } from './orm.ts';

const applicationName = 'test of broken connections';
const poolSize = 2;
const actor = testActor('alpha');

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

const open = () =>
  openOrm(subgraphDatabase(store.owner.url, 'registry').application, {
    entities: [],
    poolSize,
    applicationName,
  });

/** Cuts the connections there are, waiting for the first. */
async function cut(): Promise<void> {
  for (;;) {
    const connections = await store.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = $1 and state <> 'idle'`,
      [applicationName],
    );
    if (connections.length > 0) return;
  }
}

const cuts: readonly (readonly [string, (database: Database) => Promise<unknown>])[] = [
  [
    'between two statements of a command',
    (database) =>
      database.transaction(actor, async (tx) => {
        await cut();
        await tx.execute('select 1');
      }),
  ],
  [
    'during a statement of a command',
    (database) =>
      database.transaction(actor, async (tx) => {
        await Promise.all([tx.execute('select pg_sleep(20)'), cut()]);
      }),
  ],
  ['before the commit', (database) => database.transaction(actor, cut)],
  [
    'during the reads of a request',
    async (database) => {
      const reader = database.reader(actor);
      const em = await reader.em();
      await cut();
      await em.execute('select 1').finally(() => reader.end().catch(() => undefined));
    },
  ],
];

test.each(cuts)('cut %s, more often than the pool has places', async (_, work) => {
  const orm = await open();
  const database = createDatabase(orm);
  for (let times = 0; times < 2 * poolSize + 1; times += 1) {
    await expect(work(database)).rejects.toThrow();
  }
  const answer = await database.transaction(actor, (tx) => tx.execute('select 7 as seven'));
  expect(answer).toEqual([{ seven: 7 }]);
  await orm.close();
});
