/**
 * The event bus: topics of domain events, consumer groups, at-least-once delivery in the order of
 * each aggregate. Three adapters keep the same contract (see bus.contract.ts): in process, Redis
 * Streams, NATS JetStream.
 */
import type { BusPresence } from './bus-presence.ts';
import type { DomainEvent } from './domain-event.ts';

/**
 * A topic is split into this many lanes by aggregate id. A lane is strictly ordered with one
 * message in flight a group; lanes run side by side. Part of the stored layout: never change it.
 */
export const laneCount = 16;

/** After the first delivery a failing message is tried this many times more. */
export const maxRedeliveries = 3;

export interface Subscriber {
  /**
   * Consumers of one group share the messages; each group gets all of them. A group lasts: what is
   * published while none of its consumers is there waits for the next one. Letters, digits, "_", "-".
   */
  readonly group: string;
  /** The same alphabet. */
  readonly topics: readonly string[];
  /** Must be idempotent by event id. A rejection asks for redelivery. */
  handle(event: DomainEvent): Promise<void>;
  /**
   * Takes a message that failed for good. Only when this resolves is the message done with;
   * when it rejects, delivery is tried again.
   */
  bury(event: DomainEvent, failure: { deliveries: number; error: unknown }): Promise<void>;
}

export interface BusSubscription {
  /**
   * Stops taking messages; resolves when the handlers under way have ended. Messages not yet
   * handled are given back to the group.
   */
  close(): Promise<void>;
}

export interface Bus {
  readonly kind: 'memory' | 'redis' | 'nats';
  /** Whether its server is there; that of a bus in process always is. */
  readonly presence: BusPresence;
  /**
   * Resolves when the events are stored by the bus, or, in process, when every group has handled or
   * buried them. Events of one aggregate must be given in order. A rejection means that some may
   * not be stored, and comes within seconds when the bus cannot be reached: publish them again, all
   * and in the same order. Events published twice may be delivered twice.
   */
  publish(events: readonly DomainEvent[]): Promise<void>;
  /** A new group gets everything that the bus still has, but in process only what comes. */
  subscribe(subscriber: Subscriber): Promise<BusSubscription>;
  /** Rejects when the bus cannot be reached now. */
  check(): Promise<void>;
  /** Closes the subscriptions and the connection. */
  close(): Promise<void>;
}

const busName = /^[A-Za-z0-9_-]{1,100}$/;

/** Names become parts of keys and subjects on the server. Errors: names outside their alphabet. */
export function requireBusNames({ group, topics }: Pick<Subscriber, 'group' | 'topics'>): void {
  const wrong = [group, ...topics].find((name) => !busName.test(name));
  if (wrong === undefined) return;
  throw new Error(`"${wrong}" is no name of a group or topic: 1 to 100 letters, digits, "_", "-".`);
}

/** The lane of an aggregate: FNV-1a over its id, the same in every process. */
export function laneOf(aggregateId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < aggregateId.length; i += 1) {
    hash = Math.imul(hash ^ aggregateId.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % laneCount;
}

/** Wait before redelivery `n` (1, 2, 3): long enough for a lock or a restart, short for a live view. */
export function redeliveryDelayMs(redelivery: number): number {
  return 50 * 4 ** (redelivery - 1);
}
