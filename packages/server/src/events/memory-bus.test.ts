import { describe, expect, test } from '@jest/globals';
import type { Bus } from './bus.ts';
import { testBusContract } from './bus.contract.ts';
import { createMemoryBus } from './memory-bus.ts';
import { eventOf, eventsOf, until } from './testing/events.ts';

describe('the bus in process', () => {
  // All "processes" of one test share the bus; the next test gets a new one.
  let shared: Bus | undefined;
  testBusContract({
    async connect() {
      const usable = await shared?.check().then(
        () => true,
        () => false,
      );
      if (!shared || !usable) shared = createMemoryBus();
      return shared;
    },
    leaseMs: 20,
  });

  const steady = { group: 'steady', topics: ['topic'], bury: async () => undefined };

  test('publish resolves only when every group has handled the events', async () => {
    const bus = createMemoryBus();
    const gate = Promise.withResolvers<void>();
    let handled = false;
    await bus.subscribe({
      ...steady,
      handle: async () => {
        await gate.promise;
        handled = true;
      },
    });
    const publishing = bus.publish([eventOf('topic', 'a')]).then(() => handled);
    gate.resolve();
    expect(await publishing).toBe(true);
    await bus.close();
  });

  test('what nobody ever subscribed to is published at once', async () => {
    const bus = createMemoryBus();
    await bus.publish([eventOf('nobodys', 'a')]);
    await bus.close();
  });

  test('closing rejects what is not handled yet', async () => {
    const bus = createMemoryBus();
    const handled: string[] = [];
    await bus.subscribe({
      ...steady,
      handle: async ({ id }) => void handled.push(id),
      group: 'first',
    });
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    await bus.subscribe({
      ...steady,
      handle: async () => {
        begun += 1;
        await gate.promise;
      },
    });
    const refused = expect(bus.publish(eventsOf('topic', 1, 3))).rejects.toThrow('no consumer');
    await until(() => begun === 1);
    const closing = bus.close();
    gate.resolve();
    await Promise.all([refused, closing]);
    expect(begun).toBe(1);
  });

  test('a group without a consumer refuses, and nothing behind the refused event overtakes it', async () => {
    const bus = createMemoryBus();
    const handled: unknown[] = [];
    const consumer = {
      ...steady,
      handle: async ({ data }: { data: Readonly<Record<string, unknown>> }) =>
        void handled.push(data['n']),
    };
    await (await bus.subscribe(consumer)).close();
    const events = eventsOf('topic', 1, 3);
    const refused = bus.publish(events);
    await bus.subscribe(consumer);
    await refused.catch(() => bus.publish(events));
    expect(handled).toEqual([0, 1, 2]);
    await bus.close();
  });
});
