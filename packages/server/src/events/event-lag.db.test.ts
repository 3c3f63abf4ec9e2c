// The relay's lag is the age of the oldest event that waits, for each of its steps.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type EventStore, openEventStore, testEvent } from '@arbiter/testkit/event-store.ts';
import { createMemoryBus } from './memory-bus.ts';
import { readEventLag } from './event-lag.ts';
import { startRelay } from './relay.ts';

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});
beforeEach(() => store.owner.query(`truncate ${store.schema}.outbox`));

const lag = () => readEventLag(store.worker, store.schema);

async function writeEvents(ages: readonly number[]): Promise<void> {
  for (const seconds of ages) {
    const [event] = await store.commit('alpha', [testEvent('a')]);
    await store.owner.query(
      `update ${store.schema}.outbox set created_at = now() - $2 * interval '1 second' where id = $1`,
      [event?.id, seconds],
    );
  }
}

test('is nothing when nothing waits', async () => {
  expect(await lag()).toEqual({ numbering: 0, publishing: 0 });
});

test('is the age of the oldest event, whoever waits behind it', async () => {
  await writeEvents([1_000, 100, 10]);
  const { numbering, publishing } = await lag();
  expect(numbering).toBeGreaterThanOrEqual(1_000);
  expect(numbering).toBeLessThan(2_000);
  expect(publishing).toBe(numbering);
});

test('is told for each step', async () => {
  await writeEvents([1_000, 100]);
  await store.owner.query(`update ${store.schema}.outbox set numbered_at = now()`);
  const { numbering, publishing } = await lag();
  expect(numbering).toBe(0);
  expect(publishing).toBeGreaterThanOrEqual(1_000);
});

test('is never negative, also when clocks have been set back', async () => {
  await writeEvents([-1_000]);
  expect(await lag()).toEqual({ numbering: 0, publishing: 0 });
});

test('is nothing once the relay has done its work', async () => {
  await writeEvents([1_000]);
  const { schema, addresses, logger } = store;
  const bus = createMemoryBus();
  const relay = startRelay({ schema, worker: addresses.worker, bus, logger });
  await relay.drain();
  expect(await lag()).toEqual({ numbering: 0, publishing: 0 });
  await relay.stop();
});
