/**
 * What was used in the last minute, hour or day, from two counts: of the window of the clock that is under
 * way, and of the one before it, of which the part counts that is not yet a whole window ago. Source: the
 * sliding window counter of Cloudflare (https://blog.cloudflare.com/counting-things-a-lot-of-different-things/).
 */

/** Two counts at a moment. */
export interface SlidingUsage {
  /** Used since the window began. */
  readonly current: number;
  /** Used in the whole window before. */
  readonly previous: number;
  /** Since the window began: 0 up to `windowMs`, exclusive. */
  readonly elapsedMs: number;
  readonly windowMs: number;
}

/** How much counts as used, taking the previous window's uses as spread evenly; 0 or more, no whole number. */
export function usedOf({ current, previous, elapsedMs, windowMs }: SlidingUsage): number {
  return Math.max(0, current) + Math.max(0, previous) * (1 - elapsedMs / windowMs);
}

/** Milliseconds until at most `allowed` (0 or more) count as used when nothing more is. */
export function msUntilUsed(usage: SlidingUsage, allowed: number): number {
  const { current, previous, elapsedMs, windowMs } = usage;
  if (usedOf(usage) <= allowed) return 0;
  const fadedBy = (used: number, left: number) => windowMs * (1 - left / used);
  if (current <= allowed) return fadedBy(previous, allowed - current) - elapsedMs;
  return windowMs - elapsedMs + fadedBy(current, allowed);
}

/** The use without points that were counted just now. */
export function without<T extends SlidingUsage>(usage: T, points: number): T {
  return { ...usage, current: usage.current - points };
}
