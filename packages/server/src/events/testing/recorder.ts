/** Consumers that note what they get, and a publisher that does not give up. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus, Subscriber } from '../bus.ts';
import type { DomainEvent } from '../domain-event.ts';

/** A consumer that notes what it handles and buries. */
export interface Recorder extends Subscriber {
  readonly handled: DomainEvent[];
  readonly deliveries: string[];
  readonly buried: { event: DomainEvent; deliveries: number; error: unknown }[];
}

export type Handle = (event: DomainEvent, delivery: number) => Promise<void> | void;

/** `handle` may refuse; `delivery` counts those of the event, from 1. */
export function recorder(
  group: string,
  topics: string[],
  handle: Handle = () => undefined,
): Recorder {
  const counts = new Map<string, number>();
  const recorded: Recorder = {
    group,
    topics,
    handled: [],
    deliveries: [],
    buried: [],
    async handle(event) {
      const delivery = (counts.get(event.id) ?? 0) + 1;
      counts.set(event.id, delivery);
      recorded.deliveries.push(event.id);
      await handle(event, delivery);
      recorded.handled.push(event);
    },
    async bury(event, failure) {
      recorded.buried.push({ event, ...failure });
    },
  };
  return recorded;
}

export const ids = (events: readonly DomainEvent[]) => events.map(({ id }) => id);

/** The numbers of each aggregate's events in the order given. */
export const byAggregate = (events: readonly DomainEvent[]) =>
  Object.fromEntries(
    [...Map.groupBy(events, ({ aggregate }) => aggregate.id)]
      .map(([id, some]) => [id, some.map(({ data }) => data['n'])] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );

/** As the relay does: what could not be published is published again. */
export async function publishAll(
  bus: Bus,
  events: readonly DomainEvent[],
  size = 50,
): Promise<void> {
  for (let start = 0; start < events.length; start += size) {
    const batch = events.slice(start, start + size);
    while (!(await published(bus, batch))) await sleep(20);
  }
}

async function published(bus: Bus, batch: readonly DomainEvent[]): Promise<boolean> {
  return bus.publish(batch).then(
    () => true,
    () => false,
  );
}

/** The events without their repeats. */
export function firstTimes(events: readonly DomainEvent[]): DomainEvent[] {
  const known = new Set<string>();
  return events.filter(({ id }) => !known.has(id) && known.add(id));
}
