/**
 * The bus on NATS JetStream: a topic is a stream in files, a lane the subject
 * `arbiter.<topic>.<lane>`; how lanes are consumed says nats-lane.ts. Streams keep a week, as
 * outboxes do, then the oldest go. Events that are published twice within two minutes are stored
 * once. Streams and consumers that exist already are taken as they are, so an operator may create
 * them with replicas.
 */
import { gzipSync } from 'node:zlib';
import { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { type MsgHdrs, headers, nanos } from '@nats-io/transport-node';
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
import { type NatsLink, answerTimeoutMs, openNatsLink } from './nats-connection.ts';
import { type Lane, gzipHeader, serveLane } from './nats-lane.ts';

export interface NatsBusOptions {
  readonly url: string;
  readonly logger: Logger;
  /** A message in the hands of a process that died comes again after this time. */
  readonly leaseMs?: number;
}

const defaultLeaseMs = 10_000;
const maxAgeMs = 7 * 24 * 60 * 60 * 1000;
/** A relay publishes again within seconds; the server remembers ids this long. */
const duplicateWindowMs = 2 * 60 * 1000;
/** Larger events are compressed, as servers refuse messages above a size (1 MB by default). */
const compressedAboveBytes = 100_000;
/** API error of JetStream: the stream's last message is not the one expected. */
const wrongLastMessage = 10_070;
/** API error of JetStream: the stream exists with other settings. */
const streamExists = 10_058;

/** Connects. Errors: that NATS cannot be reached or has no JetStream. */
export async function openNatsBus(options: NatsBusOptions): Promise<Bus> {
  const { url, logger, leaseMs = defaultLeaseMs } = options;
  const link = await openNatsLink(url, logger);
  const subscriptions = new Set<NatsSubscription>();
  const known = new Set<string>();
  void restoreOnReconnect(link, subscriptions);
  let closed = false;
  const requireOpen = () => {
    if (closed) throw new Error('The bus is closed.');
    link.requireConnected();
  };
  return {
    kind: 'nats',
    presence: link.presence,
    async publish(events) {
      requireOpen();
      for (const [topic, some] of Map.groupBy(events, (event) => event.topic)) {
        if (!known.has(topic)) await createStream(link, topic);
        // Forgotten until it has worked: the server may have lost the stream.
        known.delete(topic);
        await publishTopic(link, some);
        known.add(topic);
      }
    },
    async subscribe(subscriber) {
      requireOpen();
      requireBusNames(subscriber);
      const subscription = await subscribe({ link, leaseMs, logger }, subscriber);
      subscriptions.add(subscription);
      return subscription;
    },
    async check() {
      requireOpen();
      await link.manager.getAccountInfo();
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all([...subscriptions].map((subscription) => subscription.close()));
      await link.close();
    },
  };
}

const streamOf = (topic: string) => `arbiter_${topic}`;
const subjectOf = (topic: string, lane: number) => `arbiter.${topic}.${lane}`;

async function createStream({ manager }: NatsLink, topic: string): Promise<void> {
  try {
    await manager.streams.add({
      name: streamOf(topic),
      subjects: [`arbiter.${topic}.*`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_age: nanos(maxAgeMs),
      duplicate_window: nanos(duplicateWindowMs),
    });
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === streamExists)) throw error;
  }
}

/**
 * Sends the whole batch without waiting, each message on the condition that the one before it is
 * the stream's last: when one is lost, none behind it is stored. Where the condition fails because
 * somebody else has published, or the one before was stored long ago, the rest goes one by one.
 */
async function publishTopic(link: NatsLink, events: readonly DomainEvent[]): Promise<void> {
  const outcomes = await Promise.allSettled(
    events.map((event, index) => publishOne(link, event, events[index - 1]?.id)),
  );
  const failed = outcomes.findIndex(({ status }) => status === 'rejected');
  const failure = outcomes[failed];
  if (failure?.status !== 'rejected') return;
  const { reason } = failure;
  if (!(reason instanceof JetStreamApiError && reason.code === wrongLastMessage)) throw reason;
  for (const event of events.slice(failed)) await publishOne(link, event);
}

async function publishOne(
  { streams }: NatsLink,
  event: DomainEvent,
  afterId?: string,
): Promise<void> {
  const { body, compression } = encodeBody(event);
  await streams.publish(subjectOf(event.topic, laneOf(event.aggregate.id)), body, {
    msgID: event.id,
    timeout: answerTimeoutMs,
    ...(afterId === undefined ? {} : { expect: { lastMsgID: afterId } }),
    ...(compression ? { headers: compression } : {}),
  });
}

function encodeBody(event: DomainEvent): { body: string | Buffer; compression?: MsgHdrs } {
  const body = encodeEvent(event);
  if (body.length <= compressedAboveBytes) return { body };
  const compression = headers();
  compression.set(gzipHeader.name, gzipHeader.value);
  return { body: gzipSync(body), compression };
}

interface NatsSubscription extends BusSubscription {
  restore(): Promise<void>;
}

async function subscribe(
  { link, leaseMs, logger }: { link: NatsLink; leaseMs: number; logger: Logger },
  subscriber: Subscriber,
): Promise<NatsSubscription> {
  const { group, topics } = subscriber;
  const lanes: Lane[] = [];
  for (const topic of topics) {
    await createStream(link, topic);
    const served = Array.from({ length: laneCount }, (_, lane) =>
      serveLane({
        link,
        subscriber,
        stream: streamOf(topic),
        subject: subjectOf(topic, lane),
        name: `${group}_${lane}`,
        leaseMs,
        logger,
      }),
    );
    lanes.push(...(await Promise.all(served)));
  }
  return {
    async restore() {
      for (const topic of topics) await createStream(link, topic);
      await Promise.all(lanes.map((lane) => lane.restore()));
    },
    async close() {
      await Promise.all(lanes.splice(0).map((lane) => lane.close()));
      // What was answered last is on its way before anyone goes on.
      if (!link.connection.isClosed()) await link.connection.flush().catch(() => undefined);
    },
  };
}

/** A server that comes back without its data gets its streams and consumers again. */
async function restoreOnReconnect(
  { connection }: NatsLink,
  subscriptions: ReadonlySet<NatsSubscription>,
): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type !== 'reconnect') continue;
    for (const subscription of subscriptions) await subscription.restore().catch(() => undefined);
  }
}
