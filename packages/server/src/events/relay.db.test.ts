// The relay over a real database: concurrent writers as a property, then a failure between any two
// of its steps.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import pg from 'pg';
import { type EventStore, openEventStore, testEvent } from '@arbiter/testkit/event-store.ts';
import { parseDatabaseUrl } from '../db/database-url.ts';
import type { Bus } from './bus.ts';
import { alwaysThere } from './bus-presence.ts';
import type { DomainEvent } from './domain-event.ts';
import type { LeaderLoop } from './leader-loop.ts';
import { numberEvents, publishEvents, startRelay } from './relay.ts';
import { until } from './testing/events.ts';
import { byAggregate, firstTimes, ids } from './testing/recorder.ts';
import { logsOfWriters, someWork, write } from './testing/writers.ts';

let store: EventStore;

beforeAll(async () => {
  store = await openEventStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const { schema } = store;
  await store.owner.query(
    `truncate ${schema}.outbox, ${schema}.log_heads, ${schema}.log_positions, ${schema}.inbox`,
  );
});

/** A bus that notes what it stores. `fault` runs before each batch and may keep it from storing. */
function recordingBus(fault: (events: readonly DomainEvent[]) => Promise<void> | void = () => {}) {
  const published: DomainEvent[] = [];
  const bus: Bus = {
    kind: 'memory',
    presence: alwaysThere,
    async publish(events) {
      await fault(events);
      published.push(...events);
    },
    subscribe: () => Promise.reject(new Error('not here')),
    check: async () => undefined,
    close: async () => undefined,
  };
  return { bus, published };
}

function relayTo(bus: Bus | undefined): LeaderLoop {
  const { schema, addresses, logger } = store;
  return startRelay({ schema, worker: addresses.worker, bus, logger });
}

const terminate = (task: 'numbering' | 'publishing') =>
  store.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and datname = current_database()`,
    [`arbiter ${store.schema} ${task}`],
  );

interface Numbered {
  readonly tenant_id: string;
  readonly log: string;
  readonly position: string;
  readonly id: string;
  readonly aggregate_id: string;
  readonly n: number;
}

const numbered = () =>
  store.owner.query<Numbered & pg.QueryResultRow>(
    `select p.tenant_id, p.log, p.position, o.id, o.aggregate_id, (o.envelope->'data'->>'n')::int as n
     from ${store.schema}.log_positions p join ${store.schema}.outbox o on o.id = p.event_id
     order by p.tenant_id, p.log, p.position`,
  );

/** Positions count from 1 without gaps, agree with the head, and keep the order of aggregates. */
async function checkPositions(committed: readonly DomainEvent[]): Promise<void> {
  const rows = await numbered();
  const logs = Map.groupBy(rows, (row) => `${row.tenant_id} ${row.log}`);
  const heads = await store.owner.query<{ key: string; position: string }>(
    `select tenant_id || ' ' || log as key, position from ${store.schema}.log_heads`,
  );
  expect(new Map(heads.map(({ key, position }) => [key, Number(position)]))).toEqual(
    new Map([...logs].map(([key, some]) => [key, some.length])),
  );
  for (const some of logs.values()) {
    expect(some.map(({ position }) => Number(position))).toEqual(some.map((_, index) => index + 1));
    for (const own of Map.groupBy(some, (row) => row.aggregate_id).values()) {
      const order = own.map(({ n }) => n);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  }
  const logged = await store.owner.query<{ id: string }>(
    `select id from ${store.schema}.outbox where log is not null`,
  );
  expect(new Set(ids(rows as unknown as DomainEvent[]))).toEqual(
    new Set(logged.map(({ id }) => id)),
  );
  expect(rows.every(({ log }) => (logsOfWriters as readonly string[]).includes(log))).toBe(true);
  expect(rows.length).toBeLessThanOrEqual(committed.length);
}

/** Every committed event was published, nothing else, and each aggregate's first times in order. */
function checkPublished(
  committed: readonly DomainEvent[],
  published: readonly DomainEvent[],
): void {
  expect(new Set(ids(published))).toEqual(new Set(ids(committed)));
  const counts = Object.entries(byAggregate(firstTimes(published)));
  expect(counts).toEqual(counts.map(([id, order]) => [id, order.map((_, index) => index)]));
}

describe('the relay with concurrent writers', () => {
  test('skips nothing, publishes nothing that was rolled back, and keeps every order', async () => {
    await fc.assert(
      fc.asyncProperty(someWork, async (work) => {
        await store.owner.query(`truncate ${store.schema}.outbox, ${store.schema}.log_heads,
          ${store.schema}.log_positions`);
        const { bus, published } = recordingBus();
        const relay = relayTo(bus);
        const waking = setInterval(() => relay.wake(), 1);
        const committed = await write(store, work);
        clearInterval(waking);
        await relay.drain();
        await relay.stop();
        checkPublished(committed, published);
        expect(published).toHaveLength(committed.length);
        await checkPositions(committed);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 60_000);

  test('the same while the bus loses batches and sessions are killed between any two steps', async () => {
    await fc.assert(
      fc.asyncProperty(someWork, async (work) => {
        await store.owner.query(`truncate ${store.schema}.outbox, ${store.schema}.log_heads,
          ${store.schema}.log_positions`);
        let calls = 0;
        const { bus, published } = recordingBus(async (events) => {
          calls += 1;
          // Refused whole; stored in part; stored whole, but the answer or the mark is lost.
          if (calls % 5 === 1) throw new Error('refused');
          if (calls % 5 === 2) {
            published.push(...events.slice(0, events.length / 2));
            throw new Error('lost in the middle');
          }
          if (calls % 5 === 3) await terminate('publishing');
          if (calls % 5 === 4) await terminate('numbering');
        });
        const relay = relayTo(bus);
        const waking = setInterval(() => relay.wake(), 1);
        const committed = await write(store, work);
        clearInterval(waking);
        await relay.drain();
        await relay.stop();
        checkPublished(committed, published);
        await checkPositions(committed);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 60_000);
});

describe('two relays on one database', () => {
  test('one works; when its sessions are killed the other goes on; nothing is lost', async () => {
    const { bus, published } = recordingBus();
    const relays = [relayTo(bus), relayTo(bus)];
    const [work = []] = fc.sample(someWork, { numRuns: 1, seed: 7 });
    const committed: DomainEvent[] = [];
    for (let round = 0; round < 3; round += 1) {
      committed.push(...(await write(store, work.slice(round * 10, round * 10 + 10))));
      await Promise.all([terminate('numbering'), terminate('publishing')]);
    }
    await Promise.all(relays.map((relay) => relay.drain()));
    checkPublished(committed, published);
    await checkPositions(committed);
    await relays[0]?.stop();
    await store.commit('tenant-0', [testEvent('late', { data: { n: 0 } })]);
    await relays[1]?.drain();
    expect(published.at(-1)?.aggregate.id).toBe('late');
    await relays[1]?.stop();
  });

  test('numbering and publishing the same events at once do not stop each other', async () => {
    const { bus } = recordingBus();
    await using numbering = await connectWorker();
    await using publishing = await connectWorker();
    for (let round = 0; round < 20; round += 1) {
      const events = Array.from({ length: 300 }, (_, n) =>
        testEvent(`thing-${n}`, { log: 'things', data: { n: round } }),
      );
      await store.commit('tenant-0', events);
      await Promise.all([
        numberEvents(numbering.client, store.schema),
        publishEvents(publishing.client, store.schema, bus),
      ]);
    }
  });

  test('numbering twice at once numbers once', async () => {
    const events = Array.from({ length: 700 }, (_, n) =>
      testEvent(`thing-${n % 7}`, { log: 'things', data: { n: Math.floor(n / 7) } }),
    );
    const committed = await store.commit('tenant-0', events);
    const clients = [0, 1, 2].map(() => new pg.Client(store.addresses.worker));
    await Promise.all(clients.map((client) => client.connect()));
    const attempt = (client: pg.Client) =>
      numberEvents(client, store.schema).catch((error: Error & { code?: string }) => {
        // The loser's statement fails as a whole: a position or an event taken twice, or a deadlock.
        if (!['23505', '40P01'].includes(error.code ?? '')) throw error;
        return 1;
      });
    for (let left = 1; left > 0;) {
      left = Math.max(...(await Promise.all(clients.map(attempt))));
    }
    await Promise.all(clients.map((client) => client.end()));
    await checkPositions(committed);
  });
});

/** Whether a statement in the test's database waits for a lock. */
async function isSomebodyWaiting(): Promise<boolean> {
  const waiting = await store.owner.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

describe('numbering', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client(store.addresses.worker);
    await client.connect();
  });
  afterAll(() => client.end());

  test('of an open transaction waits for it, and gives its events the next positions', async () => {
    const owner = new pg.Client(parseDatabaseUrl(store.owner.url));
    await owner.connect();
    const insert = (id: string, tenant: string) =>
      owner.query(
        `insert into ${store.schema}.outbox (id, tenant_id, topic, log, aggregate_id, envelope)
         values ($1, $2, 'registry', 'things', 'slow', '{"data": {"n": 0}}')`,
        [id, tenant],
      );
    await owner.query('begin');
    await insert('01900000-0000-7000-8000-000000000001', 'tenant-0');
    await store.commit('tenant-0', [testEvent('fast', { log: 'things', data: { n: 0 } })]);
    expect(await numberEvents(client, store.schema)).toBe(1);
    await owner.query('commit');
    await owner.end();
    expect(await numberEvents(client, store.schema)).toBe(1);
    expect((await numbered()).map((row) => [row.aggregate_id, row.position])).toEqual([
      ['fast', '1'],
      ['slow', '2'],
    ]);
  });

  test('goes on after somebody has held the head of a log for a while', async () => {
    await store.commit('tenant-0', [testEvent('a', { log: 'things' })]);
    await numberEvents(client, store.schema);
    await store.commit('tenant-0', [testEvent('a', { log: 'things' })]);
    const holder = new pg.Client(parseDatabaseUrl(store.owner.url));
    await holder.connect();
    await holder.query('begin');
    await holder.query(`select 1 from ${store.schema}.log_heads for update`);
    let done = false;
    const numbering = numberEvents(client, store.schema).then((count) => {
      done = true;
      return count;
    });
    await until(isSomebodyWaiting);
    // Writers do not wait for it.
    await store.commit('tenant-0', [testEvent('a', { log: 'things' })]);
    expect(done).toBe(false);
    await holder.query('rollback');
    await holder.end();
    expect(await numbering).toBe(1);
    expect(await numberEvents(client, store.schema)).toBe(1);
    expect((await numbered()).map(({ position }) => position)).toEqual(['1', '2', '3']);
  });

  test('tells followers of tenants with the longest names', async () => {
    const tenantId = 'T'.repeat(255);
    const log = 'l'.repeat(100);
    const listener = new pg.Client(store.addresses.application);
    await listener.connect();
    const heard: (string | undefined)[] = [];
    listener.on('notification', ({ payload }) => heard.push(payload));
    await listener.query(`listen arbiter_${store.schema}_log`);
    await store.commit(tenantId, [testEvent('a', { log })]);
    await numberEvents(client, store.schema);
    await until(() => heard.length > 0);
    expect(heard).toEqual([`${log} ${tenantId}`]);
    await listener.end();
  });

  test('takes a backlog in batches', async () => {
    const events = Array.from({ length: 1_001 }, () => testEvent('a', { log: 'things' }));
    await store.commit('tenant-0', events);
    const counts = [];
    for (let i = 0; i < 4; i += 1) counts.push(await numberEvents(client, store.schema));
    expect(counts).toEqual([500, 500, 1, 0]);
  });
});

describe('publishing', () => {
  test('marks nothing that the bus refused', async () => {
    const client = new pg.Client(store.addresses.worker);
    await client.connect();
    const { bus, published } = recordingBus(() => {
      if (published.length === 0) throw new Error('refused');
    });
    const committed = await store.commit('tenant-0', [testEvent('a'), testEvent('b')]);
    await expect(publishEvents(client, store.schema, bus)).rejects.toThrow('refused');
    published.push(...committed);
    expect(await publishEvents(client, store.schema, bus)).toBe(2);
    expect(await publishEvents(client, store.schema, bus)).toBe(0);
    expect(ids(published)).toEqual([...ids(committed), ...ids(committed)]);
    await client.end();
  });

  test('the envelope is the event as it was written', async () => {
    const { bus, published } = recordingBus();
    const change = { action: 'UPDATE', before: { a: 1 }, after: { a: null } } as const;
    const committed = await store.commit('tenant-0', [
      testEvent('a', { change, data: { text: 'é🙂\u2028"', nested: [{ deep: [1.5, null] }] } }),
    ]);
    const relay = relayTo(bus);
    await relay.drain();
    await relay.stop();
    expect(published).toEqual(committed);
  });
});

async function connectWorker(): Promise<AsyncDisposable & { readonly client: pg.Client }> {
  const client = new pg.Client(store.addresses.worker);
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
