/**
 * What a bus on a server promises besides bus.contract.ts: it keeps events for those who come
 * later, and nothing is lost when the server or a consumer's process is killed.
 */
import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BusServer } from '@arbiter/testkit/bus-servers.ts';
import type { Bus } from './bus.ts';
import { byAggregate, firstTimes, ids, publishAll, recorder } from './testing/recorder.ts';
import { type TestProcess, startTestProcess } from './testing/test-process.ts';
import { eventOf, eventsOf, uniqueName, until } from './testing/events.ts';

export interface BusServerContract {
  readonly server: () => BusServer;
  connect(url: string): Promise<Bus>;
  /** Puts text that is no event into the lane of the aggregate, past the bus. */
  inject(topic: string, aggregateId: string, text: string): Promise<void>;
  readonly leaseMs: number;
}

export function testBusServerContract(contract: BusServerContract): void {
  const open: Bus[] = [];
  const processes: TestProcess[] = [];
  const connect = async () => {
    const bus = await contract.connect(contract.server().url);
    open.push(bus);
    return bus;
  };
  const startProcess = async (topic: string, hangAt: number[]) => {
    const started = await startTestProcess('consume.ts', {
      BUS_URL: contract.server().url,
      TOPIC: topic,
      GROUP: 'group',
      LEASE_MS: String(contract.leaseMs),
      HANG_AT: hangAt.join(),
    });
    processes.push(started);
    return started;
  };
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((one) => one.kill()));
    await Promise.all(open.splice(0).map((bus) => bus.close()));
  });
  describe('storage', () => testStorage(connect, contract));
  describe('a server in trouble', () => testServerTrouble(connect, contract));
  describe('a consumer that is killed', () => testConsumerTrouble(connect, startProcess));
}

type Connect = () => Promise<Bus>;

function testStorage(connect: Connect, { inject }: BusServerContract): void {
  test('a group that comes later gets everything', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const events = eventsOf(topic, 10, 10);
    await publishAll(bus, events);
    const consumer = recorder('late', [topic]);
    await bus.subscribe(consumer);
    await until(() => consumer.handled.length === events.length);
    expect(byAggregate(consumer.handled)).toEqual(byAggregate(events));
  });

  test('text that is no event is dropped, and what follows it goes on', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    await bus.subscribe(consumer);
    const events = eventsOf(topic, 1, 2);
    await publishAll(bus, events.slice(0, 1));
    for (const text of ['', '{', 'null', '[]', '{"id":7}']) await inject(topic, 'thing-0', text);
    await publishAll(bus, events.slice(1));
    await until(() => consumer.handled.length === 2);
    expect(ids(consumer.handled)).toEqual(ids(events));
    expect(consumer.buried).toEqual([]);
  });
}

function testServerTrouble(connect: Connect, { server, connect: connectTo }: BusServerContract) {
  test('killed and restarted again and again, it loses nothing and keeps the order', async () => {
    const topic = uniqueName('topic');
    const consumers = [recorder('group', [topic]), recorder('group', [topic])];
    const other = recorder('other', [topic]);
    for (const consumer of [...consumers, other]) await (await connect()).subscribe(consumer);
    const events = eventsOf(topic, 20, 60);
    const publishing = publishAll(await connect(), events, 40);
    for (let round = 1; round <= 3; round += 1) {
      await until(() => other.handled.length >= round * 150);
      await server().kill();
      await sleep(50);
      await server().start();
    }
    await publishing;
    const distinct = (handled: readonly { id: string }[]) =>
      new Set(handled.map(({ id }) => id)).size;
    await until(() => distinct(other.handled) === events.length);
    await until(() => distinct(consumers.flatMap(({ handled }) => handled)) === events.length);
    expect(byAggregate(firstTimes(other.handled))).toEqual(byAggregate(events));
    expect([...consumers, other].flatMap(({ buried }) => buried)).toEqual([]);
  }, 90_000);

  test('while it is down everything is refused soon; once it is back all goes on', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    await bus.subscribe(consumer);
    await server().kill();
    const event = eventOf(topic, 'a');
    await until(() =>
      bus.check().then(
        () => false,
        () => true,
      ),
    );
    await expect(bus.publish([event])).rejects.toThrow();
    await server().start();
    await publishAll(bus, [event]);
    await until(() => consumer.handled.length > 0);
    await bus.check();
    expect(new Set(ids(consumer.handled))).toEqual(new Set([event.id]));
  });

  test('while it hangs publishing is refused; once it goes on so does everything', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    await bus.subscribe(consumer);
    server().freeze();
    const events = eventsOf(topic, 3, 2);
    await expect(bus.publish(events)).rejects.toThrow();
    server().thaw();
    await publishAll(bus, events);
    await until(() => new Set(ids(consumer.handled)).size === events.length);
    expect(byAggregate(firstTimes(consumer.handled))).toEqual(byAggregate(events));
  }, 60_000);

  test.each([
    ['killed', () => server().kill(), () => server().start()],
    ['hanging', async () => server().freeze(), async () => server().thaw()],
  ])(
    '%s for longer than the grace time it is away, until it is back',
    async (_, begin, end) => {
      const bus = await connect();
      let times = 0;
      bus.presence.onAway(() => (times += 1));
      expect(bus.presence.isAway()).toBe(false);
      await begin();
      await until(() => bus.presence.isAway());
      await end();
      await until(() => !bus.presence.isAway());
      expect(times).toBe(1);
    },
    90_000,
  );

  test('when it comes back without its data, its groups go on with what is published', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const consumer = recorder('group', [topic]);
    await bus.subscribe(consumer);
    const events = eventsOf(topic, 5, 2);
    await publishAll(bus, events.slice(0, 5));
    await until(() => consumer.handled.length === 5);
    await server().kill();
    await server().wipe();
    await server().start();
    await publishAll(bus, events.slice(5));
    await until(() => consumer.handled.length === 10);
    expect(byAggregate(consumer.handled)).toEqual(byAggregate(events));
  }, 60_000);

  test('where there is none, connecting fails and says where it looked', async () => {
    const nowhere = server().url.replace(/:\d+$/, ':1');
    await expect(connectTo(nowhere)).rejects.toThrow('cannot be reached at 127.0.0.1:1');
  });
}

function testConsumerTrouble(
  connect: Connect,
  startProcess: (topic: string, hangAt: number[]) => Promise<TestProcess>,
): void {
  test('its event goes to another process, in order, and nothing is lost', async () => {
    const topic = uniqueName('topic');
    const dying = await startProcess(topic, [3]);
    const bus = await connect();
    const events = eventsOf(topic, 1, 6);
    await publishAll(bus, events);
    await until(() => dying.lines.includes('handling 3'));
    const heir = recorder('group', [topic]);
    await bus.subscribe(heir);
    await dying.kill();
    await until(() => heir.handled.some(({ data }) => data['n'] === 5));
    const numbers = heir.handled.map(({ data }) => Number(data['n']));
    // What was handled but not yet acknowledged may come again; what was in hand must.
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5].slice(numbers[0]));
    expect(numbers[0]).toBeLessThanOrEqual(3);
    expect(heir.buried).toEqual([]);
  });

  test('an event that kills every process that touches it is buried, its neighbours are not', async () => {
    const topic = uniqueName('topic');
    const bus = await connect();
    const events = eventsOf(topic, 1, 4);
    await publishAll(bus, events);
    for (let death = 1; death <= 4; death += 1) {
      const dying = await startProcess(topic, [1]);
      await until(() => dying.lines.includes('handling 1'));
      await dying.kill();
    }
    const heir = recorder('group', [topic]);
    await bus.subscribe(heir);
    await until(() => heir.handled.some(({ data }) => data['n'] === 3));
    expect(heir.buried.map(({ event, deliveries }) => [event.id, deliveries])).toEqual([
      [events[1]?.id, 4],
    ]);
    expect(heir.deliveries).not.toContain(events[1]?.id);
  }, 60_000);
}
