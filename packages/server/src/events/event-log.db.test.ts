// Followers of a real log while transactions overlap and the notification connection is lost.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { openEventStore, testEvent } from '@arbiter/testkit/event-store.ts';
import type { EventStore } from '@arbiter/testkit/event-store.ts';
import { cursorOfPosition, followLog } from './event-log.ts';
import { type LogNotifications, listenToLogs } from './log-notifications.ts';
import { numberEvents } from './relay.ts';

const log = 'things';

let store: EventStore;
let notifications: LogNotifications;
let numberer: pg.Client;

beforeAll(async () => {
  store = await openEventStore();
  notifications = await listenToLogs(store.schema, store.addresses.application, store.logger);
  numberer = new pg.Client({ ...store.addresses.worker, application_name: 'test numbering' });
  await numberer.connect();
});

afterAll(async () => {
  await numberer.end();
  await notifications.close();
  await store[Symbol.asyncDispose]();
});

const follow = (tenantId: string, after: string | undefined) =>
  followLog({ log, tenantId, source: store.logSource(tenantId, log), notifications, after });

async function take(stream: AsyncIterator<{ cursor: string; value: string }, void>, count: number) {
  const deliveries: { cursor: string; value: string }[] = [];
  while (deliveries.length < count) {
    const next = await stream.next();
    if (next.done) break;
    deliveries.push(next.value);
  }
  return deliveries;
}

const number = () => numberEvents(numberer, store.schema);

/** Commits events one transaction each, eight at a time, while they are numbered as they come. */
async function commitWhileNumbering(tenantId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  let writing = true;
  const writer = async () => {
    while (ids.length < count) {
      const slot = ids.push('') - 1;
      const [event] = await store.commit(tenantId, [testEvent(`${tenantId}-${slot}`, { log })]);
      ids[slot] = event?.id ?? '';
    }
  };
  const numbering = (async () => {
    while (writing) await number();
    while ((await number()) > 0);
  })();
  await Promise.all(Array.from({ length: 8 }, writer));
  writing = false;
  await numbering;
  return ids;
}

/** Ids of the log's events in the order of their positions. */
async function positions(tenantId: string): Promise<string[]> {
  const rows = await store.owner.query<{ event_id: string }>(
    `select event_id from ${store.schema}.log_positions where tenant_id = $1 order by position`,
    [tenantId],
  );
  return rows.map(({ event_id: id }) => id);
}

describe('followLog on PostgreSQL', () => {
  test('followers from the start, from the middle and live see each event once, in order', async () => {
    const before = await commitWhileNumbering('alpha', 300);
    const [fromStart, fromMiddle, live] = await Promise.all([
      follow('alpha', '0'),
      follow('alpha', cursorOfPosition(log, 150)),
      follow('alpha', undefined),
    ]);
    const taken = Promise.all([take(fromStart, 600), take(fromMiddle, 450), take(live, 300)]);
    const after = await commitWhileNumbering('alpha', 300);
    const [all, half, fresh] = await taken;

    const order = await positions('alpha');
    expect(new Set(order)).toEqual(new Set([...before, ...after]));
    expect(all.map(({ value }) => value)).toEqual(order);
    expect(half.map(({ value }) => value)).toEqual(order.slice(150));
    expect(fresh.map(({ value }) => value)).toEqual(order.slice(300));
    expect(all.at(-1)?.cursor).toBe(cursorOfPosition(log, 600));
    for (const stream of [fromStart, fromMiddle, live]) await stream.return?.();
  });

  test('a follower hears nothing of other tenants', async () => {
    const stream = await follow('beta', '0');
    await commitWhileNumbering('gamma', 5);
    await commitWhileNumbering('beta', 1);
    const [first] = await take(stream, 1);
    expect([first?.value]).toEqual(await positions('beta'));
    await stream.return?.();
  });

  test('losing the notification connection again and again loses no event', async () => {
    const stream = await follow('delta', '0');
    const taken = take(stream, 60);
    for (let round = 0; round < 3; round += 1) {
      await commitWhileNumbering('delta', 10);
      await store.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = $1 and datname = current_database()`,
        [`arbiter ${store.schema} notifications`],
      );
      await commitWhileNumbering('delta', 10);
    }
    expect((await taken).map(({ value }) => value)).toEqual(await positions('delta'));
    await stream.return?.();
  });

  test('closing while it connects again leaves no connection behind', async () => {
    const own = await listenToLogs(store.schema, store.addresses.application, store.logger);
    const name = [`arbiter ${store.schema} notifications`];
    const connections = async () => {
      const rows = await store.owner.query<{ pid: number }>(
        `select pid from pg_stat_activity
         where application_name = $1 and datname = current_database()`,
        name,
      );
      return rows.map(({ pid }) => pid);
    };
    const before = await connections();
    await store.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = $1 and datname = current_database()`,
      name,
    );
    await own.close();
    // The suite's own connection comes back; nothing of the closed one does.
    const fresh = async () => (await connections()).filter((pid) => !before.includes(pid));
    while ((await fresh()).length === 0 || (await connections()).length > 1);
    expect(await fresh()).toHaveLength(1);
  });
});
