/** What one request is counted for, and the limit of each count. */
import {
  type RateLimits,
  type RateLimitWindow,
  limitOf,
  rateLimitWindows,
  tenantLimitOf,
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
  readonly isOfTenant: boolean;
  readonly limit: number;
  /** What is asked for. */
  readonly points: number;
}

/** Those of the user, and those of all users of the tenant together. */
export function countsOf(
  subject: RateLimitSubject,
  limits: RateLimits,
  mutations: ReadonlyMap<string, number>,
): LimitedCount[] {
  return [...countsOfUser(subject, limits, mutations), ...countsOfTenant(subject.tenantId, limits)];
}

/**
 * All operations of the user in each window, and each of `mutations` that has a limit of its own, as often
 * as it is done.
 */
export function countsOfUser(
  { tenantId, userId }: RateLimitSubject,
  limits: RateLimits,
  mutations: ReadonlyMap<string, number>,
): LimitedCount[] {
  const all = rateLimitWindows.map((window) => ({
    key: keyOf('user', tenantId, userId),
    window,
    operation: null,
    isOfTenant: false,
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
    const seconds = windowSeconds[window];
    return [{ key, window, operation, isOfTenant: false, windowSeconds: seconds, limit, points }];
  });
  return [...all, ...named];
}

/** All operations in each window that is limited for the tenant as a whole. */
function countsOfTenant(tenantId: string, limits: RateLimits): LimitedCount[] {
  const limited = rateLimitWindows.filter((window) => tenantLimitOf(limits, window) > 0);
  return limited.map((window) => ({
    key: keyOf('tenant', tenantId),
    window,
    operation: null,
    isOfTenant: true,
    windowSeconds: windowSeconds[window],
    limit: tenantLimitOf(limits, window),
    points: 1,
  }));
}

/** As JSON, so that no id reads as two parts: a provider may call its users anything. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
