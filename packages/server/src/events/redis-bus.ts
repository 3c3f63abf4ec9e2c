/**
 * The bus on Redis Streams: a lane is the stream `arbiter:{topic}:<lane>`, published to in one
 * transaction a batch, so that a batch is stored whole or not at all. How lanes are consumed says
 * redis-lane.ts, how long entries are kept redis-retention.ts. Redis must persist
 * (`appendonly yes`) and must not evict keys (`maxmemory-policy noeviction`).
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from '../telemetry/logger.ts';
import {
  type Bus,
  type BusSubscription,
  type Subscriber,
  laneCount,
  laneOf,
  requireBusNames,
} from './bus.ts';
import type { DomainEvent } from './domain-event.ts';
import { encodeEvent } from './event-codec.ts';
import { type RedisConnection, openRedisConnection } from './redis-connection.ts';
import { type Lane, createGroup, serveLane } from './redis-lane.ts';
import { type Retention, createRetention } from './redis-retention.ts';

export interface RedisBusOptions {
  readonly url: string;
  readonly logger: Logger;
  /** The lanes of a process that died are taken over after this time. */
  readonly leaseMs?: number;
  /** Publishing is refused while a lane holds this many events; see redis-retention.ts. */
  readonly maxLaneLength?: number;
}

const defaultLeaseMs = 10_000;

/** Connects. Errors: that Redis cannot be reached. */
export async function openRedisBus(options: RedisBusOptions): Promise<Bus> {
  const { url, logger, leaseMs = defaultLeaseMs, maxLaneLength } = options;
  const connection = await openRedisConnection(url, logger);
  await warnOfLoss(connection, logger);
  const retention = createRetention(connection, { streamOf, maxLaneLength });
  const lanes = new Map<string, Set<Lane[]>>();
  const subscriptions = new Set<BusSubscription>();
  connection.onReady(() => ringAll(lanes));
  let closed = false;
  const requireOpen = () => {
    if (closed) throw new Error('The bus is closed.');
  };
  const environment = { connection, lanes, logger, leaseMs, holder: randomUUID() };
  return {
    kind: 'redis',
    presence: connection.presence,
    async publish(events) {
      requireOpen();
      for (const [topic, some] of Map.groupBy(events, (event) => event.topic)) {
        await publishTopic({ connection, retention }, topic, some);
      }
    },
    async subscribe(subscriber) {
      requireOpen();
      requireBusNames(subscriber);
      const subscription = await subscribe(environment, subscriber);
      subscriptions.add(subscription);
      return subscription;
    },
    async check() {
      requireOpen();
      await connection.run((client) => client.ping());
    },
    async close() {
      closed = true;
      await Promise.all([...subscriptions].map((subscription) => subscription.close()));
      await connection.close();
    },
  };
}

// The braces are a hash tag: everything about a topic lies on one node of a cluster.
const streamOf = (topic: string, lane: number) => `arbiter:{${topic}}:${lane}`;
const bellOf = (topic: string) => `arbiter:{${topic}}:bell`;
const leaseOf = (stream: string, group: string) => `${stream}:lease:${group}`;

async function publishTopic(
  { connection, retention }: { connection: RedisConnection; retention: Retention },
  topic: string,
  events: readonly DomainEvent[],
): Promise<void> {
  const laned = events.map((event) => ({ event, lane: laneOf(event.aggregate.id) }));
  const counts = new Map<number, number>();
  for (const { lane } of laned) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  await retention.admit(topic, counts);
  await connection.run(async (client) => {
    const transaction = client.multi();
    for (const { event, lane } of laned) {
      transaction.xAdd(streamOf(topic, lane), '*', { event: encodeEvent(event) });
    }
    transaction.publish(bellOf(topic), [...counts.keys()].join());
    await transaction.exec();
  });
}

interface Environment {
  readonly connection: RedisConnection;
  /** The lanes served here, by topic, one array for each subscription. */
  readonly lanes: Map<string, Set<Lane[]>>;
  readonly holder: string;
  readonly leaseMs: number;
  readonly logger: Logger;
}

async function subscribe(
  environment: Environment,
  subscriber: Subscriber,
): Promise<BusSubscription> {
  const stopping = new AbortController();
  const served: Lane[] = [];
  for (const topic of subscriber.topics) {
    const own = await serveTopic(environment, subscriber, { topic, signal: stopping.signal });
    served.push(...own);
  }
  return {
    async close() {
      stopping.abort();
      await Promise.all(served.map(({ ended }) => ended));
    },
  };
}

async function serveTopic(
  { connection, lanes, holder, leaseMs, logger }: Environment,
  subscriber: Subscriber,
  { topic, signal }: { topic: string; signal: AbortSignal },
): Promise<Lane[]> {
  const { group } = subscriber;
  const streams = Array.from({ length: laneCount }, (_, lane) => streamOf(topic, lane));
  await Promise.all(streams.map((stream) => createGroup(connection, { stream, group })));
  const ofTopic = lanes.get(topic) ?? new Set();
  if (!lanes.has(topic)) {
    lanes.set(topic, ofTopic);
    await connection.listen(bellOf(topic), (message) => ringLanes(ofTopic, message));
  }
  const served = streams.map((stream, lane) =>
    serveLane({
      connection,
      subscriber,
      keys: { stream, lease: leaseOf(stream, group), group, holder, leaseMs },
      bell: { channel: bellOf(topic), lane },
      signal,
      logger,
    }),
  );
  ofTopic.add(served);
  signal.addEventListener('abort', () => ofTopic.delete(served), { once: true });
  return served;
}

function ringLanes(ofTopic: ReadonlySet<Lane[]>, message: string): void {
  for (const lane of message.split(',')) {
    for (const served of ofTopic) served[Number(lane)]?.ring();
  }
}

function ringAll(lanes: ReadonlyMap<string, ReadonlySet<Lane[]>>): void {
  for (const ofTopic of lanes.values()) {
    for (const served of ofTopic) for (const lane of served) lane.ring();
  }
}

/** Says at the start what would lose events later. Servers that do not tell are believed. */
async function warnOfLoss(connection: RedisConnection, logger: Logger): Promise<void> {
  const info = await connection.run((client) => client.info()).catch(() => '');
  if (/^aof_enabled:0/m.test(info)) logger.warn('Redis keeps no log on disk (appendonly yes)');
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    logger.warn({ policy }, 'Redis may evict events (maxmemory-policy noeviction)');
  }
}
