/**
 * Events that a tenant reports, against its limit a second. A batch may have more than that: what it has too
 * many is paid for by the seconds after it, so that the limit holds on average. Batches are let in as they
 * come while there is room for one event in a second, whatever their size, so that small ones keep no large one waiting.
 */
import { keyOf } from './limited-counts.ts';
import type { UsageCounters } from './usage-counters.ts';

/** The outcome of the work; undefined when it cannot be done in time. */
export type FailingOpen = <T>(work: () => Promise<T>) => Promise<T | undefined>;

interface Counting {
  readonly counters: UsageCounters;
  readonly count: FailingOpen;
}

const secondMs = 1_000;

/** Counts events of a tenant; see RateLimiter. */
export async function consumeEvents(
  { counters, count }: Counting,
  tenantId: string,
  { events, perSecond }: { readonly events: number; readonly perSecond: number },
): Promise<number> {
  const eventMs = secondMs / perSecond;
  // Room for one more, rounded: sums of such fractions are not exact.
  const charge = { costMs: events * eventMs, creditMs: secondMs - eventMs / 2 };
  const waitMs = await count(() => counters.charge(keyOf('events', tenantId), charge));
  return Math.ceil((waitMs ?? 0) / secondMs);
}
