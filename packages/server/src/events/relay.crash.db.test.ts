// The relay and a consumer in a process that is killed with SIGKILL again and again, over each bus.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type BusServer, startNats, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { type EventStore, openEventStore, testEvent } from '@arbiter/testkit/event-store.ts';
import { createEffects, effects } from './testing/effects.ts';
import { until } from './testing/events.ts';
import { type TestProcess, startTestProcess } from './testing/test-process.ts';

const aggregates = 12;
const eventCount = 400;
const deaths = 3;

describe('killed in the middle of its work, over the bus in process', () => {
  testCrashes(async () => '');
});

describeWith(['redis-server'], 'killed in the middle of its work, over Redis', () => {
  testOn(startRedis);
});
describeWith(['nats-server'], 'killed in the middle of its work, over NATS', () => {
  testOn(startNats);
});

function testOn(startServer: () => Promise<BusServer>): void {
  let server: BusServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  testCrashes(async () => server.url);
}

function testCrashes(busUrl: () => Promise<string>): void {
  let store: EventStore;
  let running: TestProcess | undefined;
  beforeAll(async () => {
    store = await openEventStore();
    await createEffects(store);
  });
  afterEach(() => running?.kill());
  afterAll(async () => {
    await store[Symbol.asyncDispose]();
  });

  /** One transaction an event, the aggregates in turn. Returns the ids of each aggregate's events. */
  async function writeAll(): Promise<string[][]> {
    const committed: string[][] = Array.from({ length: aggregates }, () => []);
    for (let n = 0; n < eventCount; n += 1) {
      const [event] = await store.commit('alpha', [testEvent(`thing-${n % aggregates}`)]);
      committed[n % aggregates]?.push(event?.id ?? '');
    }
    return committed;
  }

  test('every event has its effect once, and those of an aggregate in order', async () => {
    const env = {
      DATABASE_URL: store.owner.url,
      SCHEMA: store.schema,
      BUS_URL: await busUrl(),
    };
    const applied = async () => (await effects(store)).length;
    const writing = writeAll();
    for (let death = 1; death <= deaths; death += 1) {
      running = await startTestProcess('relay-process.ts', env);
      await until(async () => (await applied()) >= (death * eventCount) / (deaths + 2));
      await running.kill();
    }
    running = await startTestProcess('relay-process.ts', env);
    const committed = await writing;
    await until(async () => (await applied()) >= eventCount);
    const order = await effects(store);
    expect(order).toHaveLength(eventCount);
    expect(new Set(order)).toEqual(new Set(committed.flat()));
    for (const own of committed) {
      const wanted = new Set(own);
      expect(order.filter((id) => wanted.has(id))).toEqual(own);
    }
  }, 60_000);
}
