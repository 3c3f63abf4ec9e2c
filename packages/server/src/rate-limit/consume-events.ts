/**
 * Events that a tenant reports, counted by the second. A batch may have more than a second's limit: then
 * the seconds after it have none, so that the limit holds on average.
 */
import type { Clock } from '@arbiter/kernel/clock.ts';
import { windowSeconds } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import { keyOf } from './limited-counts.ts';
import { msUntilUsed, usedOf, without } from './sliding-window.ts';
import type { UsageCounters } from './usage-counters.ts';

/** The outcome of the work; undefined when it cannot be done in time. */
export type FailingOpen = <T>(work: () => Promise<T>) => Promise<T | undefined>;

interface Counting {
  readonly counters: UsageCounters;
  readonly count: FailingOpen;
  readonly clock: Clock;
}

/** A tenant is held no longer than this, however many events it has reported at once. */
const maxHeldSeconds = windowSeconds.day;

/** Counts events of a tenant; see RateLimiter. */
export async function consumeEvents(
  { counters, count, clock }: Counting,
  tenantId: string,
  { events, perSecond }: { readonly events: number; readonly perSecond: number },
): Promise<number> {
  const counted = { key: keyOf('events', tenantId), windowSeconds: 1 };
  const points = Math.min(events, perSecond);
  const found = await count(() =>
    Promise.all([counters.add(counted, points), counters.msHeld(counted.key)]),
  );
  if (!found) return 0;
  const [usage, heldMs] = found;
  if (heldMs === 0 && usedOf(usage) <= perSecond) {
    const seconds = Math.min(events / perSecond, maxHeldSeconds);
    const until = new Date(clock().getTime() + Math.ceil(seconds * 1_000));
    if (events > perSecond) await count(() => counters.hold(counted.key, until));
    return 0;
  }
  await count(() => counters.takeBack(counted, points, usage.window));
  const waitMs = msUntilUsed(without(usage, points), perSecond - points);
  return Math.max(1, Math.ceil(Math.max(heldMs, waitMs) / 1_000));
}
