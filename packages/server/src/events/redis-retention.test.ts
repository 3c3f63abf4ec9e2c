// What Redis keeps and when it refuses, seen from outside through the length of the streams.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'redis';
import { type BusServer, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { type Bus, laneCount } from './bus.ts';
import { openRedisBus } from './redis-bus.ts';
import { laneScripts } from './redis-scripts.ts';
import { eventsOf, uniqueName, until } from './testing/events.ts';
import { byAggregate, publishAll, recorder } from './testing/recorder.ts';

const logger = testLogger();

describeWith(['redis-server'], 'what Redis keeps', testRetention);

function testRetention(): void {
  let server: BusServer;
  let client: ReturnType<typeof newClient>;
  const newClient = (url: string) => createClient({ url, scripts: laneScripts });
  const open: Bus[] = [];
  beforeAll(async () => {
    server = await startRedis();
    client = newClient(server.url);
    await client.connect();
  });
  afterAll(async () => {
    client.destroy();
    await server[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()));
  });

  const connect = async (maxLaneLength?: number) => {
    const limit = maxLaneLength === undefined ? {} : { maxLaneLength };
    const bus = await openRedisBus({ url: server.url, logger, leaseMs: 1_500, ...limit });
    open.push(bus);
    return bus;
  };
  const streams = (topic: string) =>
    Array.from({ length: laneCount }, (_, lane) => `arbiter:{${topic}}:${lane}`);
  const stored = async (topic: string) => {
    const lengths = await Promise.all(streams(topic).map((stream) => client.xLen(stream)));
    return lengths.reduce((sum, length) => sum + length, 0);
  };
  const trimAll = (topic: string, groupIdleMs: number) =>
    Promise.all(streams(topic).map((stream) => client.trim(stream, groupIdleMs)));
  /** Redis drops whole nodes of a stream, 100 entries each. */
  const leftovers = laneCount * 100;

  test('what every group has acknowledged is removed, what one has not is kept', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const fast = recorder('fast', [topic]);
    await bus.subscribe(fast);
    const gate = Promise.withResolvers<void>();
    const slow = recorder('slow', [topic], () => gate.promise);
    await bus.subscribe(slow);
    const events = eventsOf(topic, 200, 25);
    await publishAll(bus, events, 500);
    await until(() => fast.handled.length === events.length);
    await trimAll(topic, 60_000);
    expect(await stored(topic)).toBe(events.length);
    gate.resolve();
    await until(() => slow.handled.length === events.length);
    await until(async () => {
      await trimAll(topic, 60_000);
      return (await stored(topic)) <= leftovers;
    });
    expect(byAggregate(slow.handled)).toEqual(byAggregate(events));
  });

  test('a group that nobody serves any more holds nothing back', async () => {
    const bus = await connect();
    const topic = uniqueName('topic');
    const abandoned = recorder('abandoned', [topic], () => Promise.reject(new Error('always')));
    const subscription = await bus.subscribe(abandoned);
    const events = eventsOf(topic, 200, 25);
    await publishAll(bus, events.slice(0, 500), 500);
    await until(() => abandoned.deliveries.length > 0);
    await subscription.close();
    const served = recorder('served', [topic]);
    await bus.subscribe(served);
    await publishAll(bus, events.slice(500), 500);
    await until(() => served.handled.length === events.length);
    await until(async () => {
      // Served lanes are looked at every second; one millisecond stands for a week.
      await trimAll(topic, 1_500);
      return (await stored(topic)) <= leftovers;
    });
  });

  test('a full lane refuses, drops nothing, and takes more once its group goes on', async () => {
    const bus = await connect(300);
    const topic = uniqueName('topic');
    const gate = Promise.withResolvers<void>();
    const slow = recorder('slow', [topic], () => gate.promise);
    await bus.subscribe(slow);
    const events = eventsOf(topic, 1, 800);
    await publishAll(bus, events.slice(0, 300), 100);
    await expect(bus.publish(events.slice(300, 301))).rejects.toThrow('is full');
    expect(await stored(topic)).toBe(300);
    gate.resolve();
    await publishAll(bus, events.slice(300), 100);
    await until(() => slow.handled.length === events.length);
    expect(byAggregate(slow.handled)).toEqual(byAggregate(events));
  });
}
