/**
 * What every bus promises, as tests: the same body for the bus in process and for those on a
 * server. "Processes" are separate connections to one server; in process they are one.
 */
import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bus, laneOf, maxRedeliveries } from './bus.ts';
import type { DomainEvent } from './domain-event.ts';
import {
  type Handle,
  byAggregate,
  firstTimes,
  ids,
  publishAll,
  recorder,
} from './testing/recorder.ts';
import { eventOf, eventsOf, uniqueName, until } from './testing/events.ts';

export interface BusContract {
  /** The bus as another process sees it. All of them are closed after each test. */
  connect(): Promise<Bus>;
  /** How long a message in hand is protected; a handler that takes longer must keep its message. */
  readonly leaseMs: number;
}

export function testBusContract(contract: BusContract): void {
  const open: Bus[] = [];
  const connect = async () => {
    const bus = await contract.connect();
    open.push(bus);
    return bus;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()));
  });
  describe('delivery', () => testDelivery(connect, contract));
  describe('failure', () => testFailure(connect));
  describe('groups', () => testGroups(connect));
  describe('closing', () => testClosing(connect));
}

type Connect = () => Promise<Bus>;

function testDelivery(connect: Connect, { leaseMs }: BusContract): void {
  test('delivers every event, whole and in the order of its aggregate', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    await bus.subscribe(consumer);
    const events = eventsOf(topic, 20, 10);
    await publishAll(bus, events);
    await until(() => consumer.handled.length === events.length);
    expect(byAggregate(consumer.handled)).toEqual(byAggregate(events));
    expect(consumer.handled.find(({ id }) => id === events[7]?.id)).toEqual(events[7]);
  });

  test('keeps text of any script and large events intact', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    await bus.subscribe(consumer);
    const data = { text: 'Ελένη "𝔘\u2028" \\ {}', large: 'é🙂'.repeat(100_000) };
    const event = { ...eventOf(topic, 'a'), data };
    await publishAll(bus, [event]);
    await until(() => consumer.handled.length === 1);
    expect(consumer.handled[0]).toEqual(event);
  });

  test('two processes of one group share the events and keep the order of each aggregate', async () => {
    const topic = uniqueName('topic');
    const underWay = new Set<string>();
    const overlaps: string[] = [];
    const handle: Handle = async ({ aggregate }, delivery) => {
      if (underWay.has(aggregate.id)) overlaps.push(aggregate.id);
      underWay.add(aggregate.id);
      await sleep(Math.random() * 2);
      underWay.delete(aggregate.id);
      if (delivery <= maxRedeliveries && Math.random() < 0.02) throw new Error('now and then');
    };
    const consumers = [recorder('group', [topic], handle), recorder('group', [topic], handle)];
    const handled: DomainEvent[] = [];
    for (const consumer of consumers) {
      const bus = await connect();
      const { handle: record } = consumer;
      await bus.subscribe({
        ...consumer,
        handle: async (event) => {
          await record(event);
          handled.push(event);
        },
      });
    }
    const events = eventsOf(topic, 40, 15);
    await publishAll(await connect(), events);
    await until(() => handled.length >= events.length);
    expect(byAggregate(handled)).toEqual(byAggregate(events));
    expect(overlaps).toEqual([]);
    expect(consumers.flatMap(({ buried }) => buried)).toEqual([]);
  });

  test('a handler slower than the protection of its message keeps it', async () => {
    const topic = uniqueName('topic');
    const slow: Handle = () => sleep(2.5 * leaseMs);
    const consumers = [recorder('group', [topic], slow), recorder('group', [topic], slow)];
    for (const consumer of consumers) await (await connect()).subscribe(consumer);
    const event = eventOf(topic, 'a');
    await publishAll(await connect(), [event]);
    const handled = () => consumers.flatMap((consumer) => ids(consumer.handled));
    await until(() => handled().length > 0);
    await sleep(leaseMs);
    expect(handled()).toEqual([event.id]);
    expect(consumers.flatMap(({ deliveries }) => deliveries)).toEqual([event.id]);
  });

  test('what is published twice keeps the order of its aggregate', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    await bus.subscribe(consumer);
    const events = eventsOf(topic, 5, 10);
    await publishAll(bus, events.slice(0, 30), 30);
    await publishAll(bus, events, 50);
    await publishAll(bus, events.slice(20), 30);
    await until(() => new Set(ids(consumer.handled)).size === events.length);
    expect(byAggregate(firstTimes(consumer.handled))).toEqual(byAggregate(events));
  });

  test('a lane that is slow does not hold up the others', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const blocked = Promise.withResolvers<void>();
    const consumer = recorder('group', [topic], async ({ aggregate }) => {
      if (aggregate.id === 'thing-0') await blocked.promise;
    });
    await bus.subscribe(consumer);
    const events = eventsOf(topic, 40, 1);
    const publishing = publishAll(bus, events);
    const others = events.filter((e) => laneOf(e.aggregate.id) !== laneOf('thing-0'));
    await until(() => consumer.handled.length === others.length);
    expect(new Set(ids(consumer.handled))).toEqual(new Set(ids(others)));
    blocked.resolve();
    await until(() => consumer.handled.length === events.length);
    await publishing;
  });
}

function testFailure(connect: Connect): void {
  test('a failing event is delivered again, and what follows it waits', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic], ({ data }, delivery) => {
      if (data['n'] === 1 && delivery <= 2) throw new Error('not yet');
    });
    await bus.subscribe(consumer);
    const events = eventsOf(topic, 1, 4);
    await publishAll(bus, events.slice(0, 2));
    await publishAll(bus, events.slice(2));
    await until(() => consumer.handled.length === 4);
    const [first, second, third, fourth] = ids(events);
    expect(consumer.deliveries).toEqual([first, second, second, second, third, fourth]);
    expect(consumer.buried).toEqual([]);
  });

  test('after three redeliveries it is buried, once, and what follows it goes on', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic], ({ data }) => {
      if (data['n'] === 1 || data['n'] === 2) throw new Error(`never ${String(data['n'])}`);
    });
    await bus.subscribe(consumer);
    const events = eventsOf(topic, 1, 4);
    await publishAll(bus, events);
    await until(() => consumer.handled.length === 2);
    expect(ids(consumer.handled)).toEqual(ids([events[0]!, events[3]!]));
    expect(consumer.buried).toEqual([
      { event: events[1], deliveries: 4, error: new Error('never 1') },
      { event: events[2], deliveries: 4, error: new Error('never 2') },
    ]);
    for (const event of events.slice(1, 3)) {
      expect(consumer.deliveries.filter((id) => id === event.id)).toHaveLength(4);
    }
  });

  test('an event that cannot be buried yet is not forgotten, and what follows it waits', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic], ({ data }) => {
      if (data['n'] === 0) throw new Error('never');
    });
    let refusals = 0;
    let overtaken = 0;
    const events = eventsOf(topic, 1, 2);
    await bus.subscribe({
      ...consumer,
      async bury(event, failure) {
        overtaken += consumer.handled.length;
        if (refusals < 2) {
          refusals += 1;
          throw new Error('no room yet');
        }
        await consumer.bury(event, failure);
      },
    });
    await publishAll(bus, events);
    await until(() => consumer.handled.length === 1);
    expect([refusals, overtaken]).toEqual([2, 0]);
    expect(consumer.buried.map(({ event, deliveries }) => [event.id, deliveries])).toEqual([
      [events[0]?.id, 4],
    ]);
    expect(consumer.deliveries.filter((id) => id === events[0]?.id)).toHaveLength(4);
  });

  test('a handler that throws at once counts as one that rejects', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    let calls = 0;
    await bus.subscribe({
      ...consumer,
      handle(event) {
        calls += 1;
        if (calls === 1) throw new Error('synchronously');
        return consumer.handle(event);
      },
    });
    await publishAll(bus, [eventOf(topic, 'a')]);
    await until(() => consumer.handled.length === 1);
    expect(calls).toBe(2);
  });
}

function testGroups(connect: Connect): void {
  test('every group gets every event, and one that fails does not disturb the other', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const steady = recorder('steady', [topic]);
    const failing = recorder('failing', [topic], () => {
      throw new Error('always');
    });
    await bus.subscribe(steady);
    await bus.subscribe(failing);
    const events = eventsOf(topic, 8, 1);
    await publishAll(bus, events);
    await until(() => failing.buried.length === events.length);
    expect(byAggregate(steady.handled)).toEqual(byAggregate(events));
    expect(new Set(failing.buried.map(({ event }) => event.id))).toEqual(new Set(ids(events)));
  });

  test('a consumer of two topics gets both, others only theirs', async () => {
    const bus = await connect();
    const [one, two] = [uniqueName('topic'), uniqueName('topic')];
    const both = recorder('both', [one, two]);
    const onlyTwo = recorder('only', [two]);
    await bus.subscribe(both);
    await bus.subscribe(onlyTwo);
    const [ofOne, ofTwo] = [eventsOf(one, 5, 3), eventsOf(two, 5, 3)];
    await publishAll(bus, [...ofOne, ...ofTwo]);
    await until(() => both.handled.length === 30 && onlyTwo.handled.length === 15);
    expect(byAggregate(both.handled.filter(({ topic }) => topic === one))).toEqual(
      byAggregate(ofOne),
    );
    expect(byAggregate(onlyTwo.handled)).toEqual(byAggregate(ofTwo));
  });

  test('one group may consume different topics in different places', async () => {
    const [one, two] = [uniqueName('topic'), uniqueName('topic')];
    const [first, second] = [recorder('group', [one]), recorder('group', [two])];
    await (await connect()).subscribe(first);
    await (await connect()).subscribe(second);
    const bus = await connect();
    await publishAll(bus, [eventOf(one, 'a'), eventOf(two, 'a')]);
    await until(() => first.handled.length + second.handled.length === 2);
    expect([first, second].map(({ handled }) => handled.map(({ topic }) => topic))).toEqual([
      [one],
      [two],
    ]);
  });

  test('a group waits for its next consumer', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const [before, after] = [recorder('group', [topic]), recorder('group', [topic])];
    const subscription = await bus.subscribe(before);
    const events = eventsOf(topic, 10, 4);
    await publishAll(bus, events.slice(0, 20));
    await until(() => before.handled.length === 20);
    await subscription.close();
    const publishing = publishAll(bus, events.slice(20));
    await sleep(50);
    await bus.subscribe(after);
    await publishing;
    await until(() => after.handled.length === 20);
    expect(byAggregate([...before.handled, ...after.handled])).toEqual(byAggregate(events));
  });

  test.each(['', 'with space', 'with.dot', 'star*', 'a>b', 'é', 'x'.repeat(101)])(
    'refuses the name "%s"',
    async (name) => {
      const bus = await connect();
      await expect(bus.subscribe(recorder(name, ['topic']))).rejects.toThrow('is no name');
      await expect(bus.subscribe(recorder('group', [name]))).rejects.toThrow('is no name');
    },
  );
}

function testClosing(connect: Connect): void {
  test('close waits for the handlers under way and gives the rest to another consumer', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const [leaving, staying] = [
      recorder('group', [topic], () => sleep(30)),
      recorder('group', [topic]),
    ];
    const subscription = await bus.subscribe(leaving);
    const events = eventsOf(topic, 8, 6);
    const publishing = publishAll(bus, events);
    await until(() => leaving.handled.length > 0);
    await subscription.close();
    const atClose = leaving.handled.length;
    expect(leaving.deliveries).toHaveLength(atClose);
    await bus.subscribe(staying);
    await publishing;
    await until(() => new Set(ids([...leaving.handled, ...staying.handled])).size === 48);
    expect(leaving.handled).toHaveLength(atClose);
    expect(leaving.deliveries).toHaveLength(atClose);
    // Only in process may what was already handled come again, with the batch that is published again.
    const handled = firstTimes([...leaving.handled, ...staying.handled]);
    expect(byAggregate(handled)).toEqual(byAggregate(events));
  });

  test('closing the bus ends its subscriptions, and another process takes over', async () => {
    const topic = uniqueName('topic');
    const [first, second] = [
      recorder('group', [topic], () => sleep(20)),
      recorder('group', [topic]),
    ];
    const [dying, publisher] = [await connect(), await connect()];
    await dying.subscribe(first);
    const events = eventsOf(topic, 8, 4);
    const publishing = publishAll(publisher, events);
    await until(() => first.handled.length > 0);
    if (dying === publisher) return void (await publishing);
    await dying.close();
    const atClose = first.deliveries.length;
    await (await connect()).subscribe(second);
    await publishing;
    await until(() => first.handled.length + second.handled.length === events.length);
    expect(first.deliveries).toHaveLength(atClose);
    expect(byAggregate([...first.handled, ...second.handled])).toEqual(byAggregate(events));
  });

  test('a closed bus refuses everything, and closing it twice is harmless', async () => {
    const bus = await connect();
    await bus.check();
    await bus.close();
    await bus.close();
    await expect(bus.check()).rejects.toThrow('closed');
    await expect(bus.publish([eventOf('topic', 'a')])).rejects.toThrow('closed');
    await expect(bus.subscribe(recorder('group', ['topic']))).rejects.toThrow('closed');
  });

  test('publishing nothing is nothing', async () => {
    await (await connect()).publish([]);
  });
}
