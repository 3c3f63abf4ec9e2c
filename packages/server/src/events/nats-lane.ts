/**
 * One lane of one topic as one group consumes it: a durable pull consumer of JetStream that gives
 * out one message at a time, whoever asks. The server keeps the order, counts the deliveries, waits
 * between them, and delivers again what a process in trouble has not answered.
 */
import { gunzipSync } from 'node:zlib';
import { AckPolicy, type ConsumerInfo, DeliverPolicy, type JsMsg } from '@nats-io/jetstream';
import type { ConsumerMessages } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { type Subscriber, redeliveryDelayMs } from './bus.ts';
import { deliverOnce } from './delivery.ts';
import { decodeEvent } from './event-codec.ts';
import type { NatsLink } from './nats-connection.ts';
import type { Logger } from '../telemetry/logger.ts';

export interface LaneOptions {
  readonly link: NatsLink;
  readonly subscriber: Subscriber;
  readonly stream: string;
  readonly subject: string;
  /** Durable name of the consumer. */
  readonly name: string;
  /** A message in hand that is neither answered nor said to be worked on comes again after this. */
  readonly leaseMs: number;
  readonly logger: Logger;
}

export interface Lane {
  /** Creates again what the server may have lost. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** One request for messages; the server answers it one by one. */
const pull = { max_messages: 100, expires: 10_000, idle_heartbeat: 2_000, bind: true } as const;

/** Set on messages whose body is compressed. */
export const gzipHeader = { name: 'Content-Encoding', value: 'gzip' } as const;

interface State {
  readonly closing: AbortController;
  readonly inHand: Set<Promise<void>>;
}

/** Creates the consumer, unless it exists, and begins to take messages. */
export async function serveLane(options: LaneOptions): Promise<Lane> {
  const state: State = { closing: new AbortController(), inHand: new Set() };
  const info = await createConsumer(options);
  const messages = await options.link.streams.consumers.getConsumerFromInfo(info).consume({
    ...pull,
    callback: (message) => {
      const work = handleMessage(options, state, message).finally(() => state.inHand.delete(work));
      state.inHand.add(work);
    },
  });
  return {
    restore: async () => void (await createConsumer(options)),
    close: () => close(messages, state),
  };
}

function createConsumer(options: LaneOptions): Promise<ConsumerInfo> {
  const { link, stream, subject, name, leaseMs } = options;
  return link.manager.consumers.add(stream, {
    durable_name: name,
    filter_subject: subject,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(leaseMs),
    // The strict order of the lane: the next message is given out when this one is acknowledged.
    max_ack_pending: 1,
    // Unbounded here: who gives up, and buries, is the consumer.
    max_deliver: -1,
  });
}

/**
 * Ends the requests first, so that the server gives the lane to others as soon as the message in
 * hand is answered. A message on its way in this moment comes again after the lease.
 */
async function close(messages: ConsumerMessages, { closing, inHand }: State): Promise<void> {
  messages.stop();
  closing.abort();
  await Promise.all(inHand);
}

async function handleMessage(
  { subscriber, leaseMs, logger }: LaneOptions,
  { closing: { signal } }: State,
  message: JsMsg,
): Promise<void> {
  const event = decodeEvent(textOf(message));
  if (!event) {
    const { subject, seq } = message;
    const text = textOf(message).slice(0, 2_000);
    logger.error({ subject, seq, text }, 'not an event; dropped');
    return message.ack();
  }
  const delivery = message.info.deliveryCount;
  const heartbeat = setInterval(() => message.working(), leaseMs / 3);
  const outcome = await deliverOnce(subscriber, event, { delivery, signal });
  clearInterval(heartbeat);
  if (outcome === 'done') message.ack();
  else message.nak(outcome === 'again' ? redeliveryDelayMs(delivery) : 0);
}

function textOf(message: JsMsg): string {
  const isCompressed = message.headers?.get(gzipHeader.name) === gzipHeader.value;
  return isCompressed ? gunzipSync(message.data).toString() : message.string();
}
