/**
 * One delivery of one event to one subscriber: handle it, and when the last permitted delivery has
 * failed, bury it. The same for every adapter; what differs is how they count deliveries and how
 * they deliver again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Subscriber, maxRedeliveries, redeliveryDelayMs } from './bus.ts';
import type { DomainEvent } from './domain-event.ts';

/**
 * `done`: handled or buried. `again`: deliver it once more, after redeliveryDelayMs(delivery).
 * `stopped`: neither handled nor buried when `signal` ended the attempt; somebody else goes on.
 */
export type DeliveryOutcome = 'done' | 'again' | 'stopped';

/** Deliveries in all: the first and the redeliveries. */
const maxDeliveries = maxRedeliveries + 1;

/** Burying usually fails because the database is away; it is asked at least this often. */
const maxBuryDelayMs = 5_000;

/**
 * Delivery number `delivery` (1 is the first). Numbers beyond the permitted ones mean that earlier
 * deliveries never answered, as their processes died; such an event is buried unhandled.
 */
export async function deliverOnce(
  subscriber: Subscriber,
  event: DomainEvent,
  { delivery, signal }: { delivery: number; signal: AbortSignal },
): Promise<DeliveryOutcome> {
  let error: unknown = new Error('Earlier deliveries were never answered.');
  if (delivery <= maxDeliveries) {
    try {
      await subscriber.handle(event);
      return 'done';
    } catch (failure) {
      if (delivery < maxDeliveries) return 'again';
      error = failure;
    }
  }
  const failure = { deliveries: Math.min(delivery, maxDeliveries), error };
  return (await persist(() => subscriber.bury(event, failure), signal)) ? 'done' : 'stopped';
}

/** Repeats the work, ever more slowly, until it succeeds; false when the signal came first. */
async function persist(work: () => Promise<void>, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await work();
      return true;
    } catch {
      await pause(Math.min(redeliveryDelayMs(attempt), maxBuryDelayMs), signal);
    }
  }
  return false;
}

/** Waits, or not even that when the signal comes. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
