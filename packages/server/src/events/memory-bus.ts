/**
 * The bus inside one process. It stores nothing: `publish` resolves only when every group has
 * handled or buried the events, so the outbox row stays unpublished, and is published again after
 * a crash, until the work is really done. A group that has lost its last consumer is remembered:
 * what it should get cannot be published until it has one again.
 */
import {
  type Bus,
  type BusSubscription,
  type Subscriber,
  laneCount,
  laneOf,
  redeliveryDelayMs,
  requireBusNames,
} from './bus.ts';
import { alwaysThere } from './bus-presence.ts';
import { deliverOnce, pause } from './delivery.ts';
import type { DomainEvent } from './domain-event.ts';

/** What one group gets of one topic. */
interface Queue {
  readonly group: string;
  readonly topic: string;
  /** Taken in turn. */
  readonly members: Member[];
  /** The last link of each lane's chain of work. */
  readonly lanes: Promise<void>[];
}

interface Member {
  readonly subscriber: Subscriber;
  readonly leaving: AbortController;
  readonly inHand: Set<Promise<unknown>>;
}

/** A bus for the subgraphs of one process. */
export function createMemoryBus(): Bus {
  const queues = new Map<string, Queue>();
  const members = new Set<Member>();
  let closed = false;
  const requireOpen = () => {
    if (closed) throw new Error('The bus is closed.');
  };
  return {
    kind: 'memory',
    presence: alwaysThere,
    async publish(events) {
      requireOpen();
      const work = [...queues.values()].flatMap((queue) => enqueue(queue, events));
      const failure = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
      if (failure?.status === 'rejected') throw failure.reason;
    },
    async subscribe(subscriber) {
      requireOpen();
      requireBusNames(subscriber);
      const member = { subscriber, leaving: new AbortController(), inHand: new Set<never>() };
      members.add(member);
      for (const topic of subscriber.topics) queueOf(queues, subscriber.group, topic).push(member);
      return leaving(queues, members, member);
    },
    async check() {
      requireOpen();
    },
    async close() {
      closed = true;
      await Promise.all([...members].map((member) => leave(queues, members, member)));
    },
  };
}

function queueOf(queues: Map<string, Queue>, group: string, topic: string): Member[] {
  const key = `${group} ${topic}`;
  const known = queues.get(key);
  if (known) return known.members;
  const lanes = Array.from({ length: laneCount }, () => Promise.resolve());
  const queue = { group, topic, members: [], lanes };
  queues.set(key, queue);
  return queue.members;
}

function leaving(
  queues: Map<string, Queue>,
  members: Set<Member>,
  member: Member,
): BusSubscription {
  return { close: () => leave(queues, members, member) };
}

async function leave(
  queues: Map<string, Queue>,
  members: Set<Member>,
  member: Member,
): Promise<void> {
  members.delete(member);
  member.leaving.abort();
  for (const queue of queues.values()) {
    const index = queue.members.indexOf(member);
    if (index >= 0) queue.members.splice(index, 1);
  }
  await Promise.allSettled(member.inHand);
}

/** Appends the events to their lanes; each promise is of one lane and settles with its last event. */
function enqueue(queue: Queue, events: readonly DomainEvent[]): Promise<void>[] {
  const own = events.filter(({ topic }) => topic === queue.topic);
  const byLane = Map.groupBy(own, ({ aggregate }) => laneOf(aggregate.id));
  return [...byLane].map(([lane, some]) => {
    const done = (queue.lanes[lane] ?? Promise.resolve()).then(() => deliverAll(queue, some));
    // The chain goes on after a failure; the failure itself belongs to this publish.
    queue.lanes[lane] = done.catch(() => undefined);
    return done;
  });
}

/** In order; what follows an event that could not be delivered is not delivered either. */
async function deliverAll(queue: Queue, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) await deliver(queue, event);
}

async function deliver(queue: Queue, event: DomainEvent): Promise<void> {
  for (let delivery = 1; ;) {
    const member = nextMember(queue);
    const { signal } = member.leaving;
    const outcome = await inHand(member, () =>
      deliverOnce(member.subscriber, event, { delivery, signal }),
    );
    if (outcome === 'done') return;
    if (outcome === 'stopped') continue;
    await pause(redeliveryDelayMs(delivery), signal);
    delivery += 1;
  }
}

function nextMember({ members, group, topic }: Queue): Member {
  const member = members.shift();
  if (!member) throw new Error(`The group ${group} has no consumer of ${topic} now.`);
  members.push(member);
  return member;
}

async function inHand<T>({ inHand: hands }: Member, work: () => Promise<T>): Promise<T> {
  const working = work();
  hands.add(working);
  try {
    return await working;
  } finally {
    hands.delete(working);
  }
}
