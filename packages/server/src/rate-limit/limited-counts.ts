/** What one request is counted for, and the limit of each count. */
import {
  type RateLimits,
  type RateLimitWindow,
  limitOf,
  rateLimitWindows,
  windowSeconds,
} from '@arbiter/kernel/rate-limit/rate-limits.ts';
import type { Counted } from './usage-counters.ts';

/** Whose requests are counted together. */
export interface RateLimitSubject {
  readonly tenantId: string;
  readonly userId: string;
}

/** A count and the limit that it is held against. */
export interface LimitedCount extends Counted {
  readonly window: RateLimitWindow;
  readonly operation: string | null;
  readonly limit: number;
  /** What is asked for. */
  readonly points: number;
}

/** All operations of the user in each window, and each of `mutations`, as often as it is done, that has a limit of its own. */
export function countsOfUser(
  { tenantId, userId }: RateLimitSubject,
  limits: RateLimits,
  mutations: ReadonlyMap<string, number>,
): LimitedCount[] {
  const all = rateLimitWindows.map((window) => ({
    key: keyOf('user', tenantId, userId),
    window,
    operation: null,
    windowSeconds: windowSeconds[window],
    limit: limitOf(limits, window),
    points: 1,
  }));
  const named = [...mutations].flatMap(([operation, points]) => {
    const limit = Object.hasOwn(limits.operations, operation)
      ? limits.operations[operation]
      : undefined;
    if (limit === undefined) return [];
    const key = keyOf('user', tenantId, userId, operation);
    const window = 'minute' as const;
    return [{ key, window, operation, windowSeconds: windowSeconds[window], limit, points }];
  });
  return [...all, ...named];
}

/** As JSON, so that no id reads as two parts: a provider may call its users anything. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
