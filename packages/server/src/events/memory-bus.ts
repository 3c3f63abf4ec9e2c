/**
 * The bus inside one process. It stores nothing: `publish` resolves only when every group has
 * handled or buried the events, so the outbox row stays unpublished, and is published again after
 * a crash, until the work is really done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Bus,
  type BusSubscription,
  type Subscriber,
  laneCount,
  laneOf,
  maxRedeliveries,
  redeliveryDelayMs,
} from './bus.ts';
import type { DomainEvent } from './domain-event.ts';

interface Group {
  readonly subscribers: Subscriber[];
  /** The last link of each lane's chain of work. */
  readonly lanes: Promise<void>[];
}

export function createMemoryBus(): Bus {
  const groups = new Map<string, Group>();
  let closed = false;
  return {
    kind: 'memory',
    async publish(events) {
      if (closed) throw new Error('The bus is closed.');
      await Promise.all([...groups.values()].map((group) => deliverAll(group, events)));
    },
    async subscribe(subscriber) {
      const group = groups.get(subscriber.group) ?? newGroup();
      groups.set(subscriber.group, group);
      group.subscribers.push(subscriber);
      return leaving(groups, group, subscriber);
    },
    async check() {
      if (closed) throw new Error('The bus is closed.');
    },
    async close() {
      closed = true;
      await Promise.all([...groups.values()].flatMap((group) => group.lanes));
      groups.clear();
    },
  };
}

function newGroup(): Group {
  return { subscribers: [], lanes: Array.from({ length: laneCount }, () => Promise.resolve()) };
}

function leaving(
  groups: Map<string, Group>,
  group: Group,
  subscriber: Subscriber,
): BusSubscription {
  return {
    async close() {
      const index = group.subscribers.indexOf(subscriber);
      if (index >= 0) group.subscribers.splice(index, 1);
      if (group.subscribers.length === 0) groups.delete(subscriber.group);
      await Promise.all(group.lanes);
    },
  };
}

async function deliverAll(group: Group, events: readonly DomainEvent[]): Promise<void> {
  const outcomes = events.map((event) => {
    const lane = laneOf(event.aggregate.id);
    const done = group.lanes[lane]?.then(() => deliver(group, event)) ?? Promise.resolve();
    // The chain goes on after a failure; the failure itself belongs to this publish.
    group.lanes[lane] = done.catch(() => undefined);
    return done;
  });
  const failure = (await Promise.allSettled(outcomes)).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}

async function deliver(group: Group, event: DomainEvent): Promise<void> {
  for (let deliveries = 1; ; deliveries += 1) {
    const subscriber = group.subscribers.find(({ topics }) => topics.includes(event.topic));
    if (!subscriber) return;
    try {
      await subscriber.handle(event);
      return;
    } catch (error) {
      if (deliveries > maxRedeliveries) {
        await subscriber.bury(event, { deliveries, error });
        return;
      }
      await sleep(redeliveryDelayMs(deliveries));
    }
  }
}
