/** Rate limits as a client meets them: headers that tell how much is left, and a refusal that says when. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { RateLimitMetrics } from '@arbiter/server/rate-limit/rate-limit-metrics.ts';
import type { RateLimitStatus, RateLimiter } from '@arbiter/server/rate-limit/rate-limiter.ts';
import { type RateLimits, effectiveLimits } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import type { TenantSettings } from './tenant-limits.ts';

export interface CountedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: AppError | null;
}

export interface RequestLimiter {
  /** Counts an operation and the mutations in it, by name as often as they are done. Never rejects. */
  count(identity: RequestIdentity, mutations: ReadonlyMap<string, number>): Promise<CountedRequest>;
}

export interface RequestLimiterOptions {
  readonly limiter: RateLimiter;
  readonly limits: RateLimits;
  readonly tenants: TenantSettings;
  readonly metrics?: RateLimitMetrics | undefined;
  readonly clock: Clock;
}

/** Where nobody is limited. */
export const noRequestLimiter: RequestLimiter = {
  count: async () => ({ headers: {}, refusal: null }),
};

export function createRequestLimiter({
  limiter,
  limits,
  tenants,
  metrics,
  clock,
}: RequestLimiterOptions): RequestLimiter {
  return {
    async count({ actor: { tenantId, id: userId } }, mutations) {
      const own = effectiveLimits(limits, await tenants.limitsOf(tenantId));
      const excess = excessOf(own, mutations);
      // What can never be done is a request all the same, and none of the mutations.
      const done = excess ? new Map<string, number>() : mutations;
      const { isAllowed, status } = await limiter.consume({ tenantId, userId }, own, done);
      if (!status) return { headers: {}, refusal: excess };
      const headers = headersOf(status);
      if (isAllowed) return { headers, refusal: excess };
      metrics?.countRefusal(status.window);
      const seconds = Math.ceil((status.freeAt.getTime() - clock().getTime()) / 1_000);
      const retryAfter = Math.max(1, seconds);
      return {
        headers: { ...headers, 'retry-after': String(retryAfter) },
        refusal: tooMany(status, retryAfter),
      };
    },
  };
}

/** The names of the headers, for pages of other origins. */
export const rateLimitHeaders = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-window',
] as const;

/** Of the limit with the least left. `x-ratelimit-reset` is in seconds since 1970. */
function headersOf({ limit, remaining, resetAt, window }: RateLimitStatus): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1_000)),
    'x-ratelimit-window': window,
  };
}

/** Why the mutations can never be done in one request; whoever waited would wait for ever. */
function excessOf(
  { operations }: RateLimits,
  mutations: ReadonlyMap<string, number>,
): AppError | null {
  for (const [name, count] of mutations) {
    const maximum = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (maximum === undefined || count === 1 || count <= maximum) continue;
    const message = `The operation calls ${name} ${count} times; there are at most ${maximum} calls a minute.`;
    return new AppError('BAD_USER_INPUT', message, { field: 'query', limit: name, maximum });
  }
  return null;
}

function tooMany(
  { limit, window, operation, isOfTenant }: RateLimitStatus,
  retryAfter: number,
): AppError {
  const what = operation === null ? 'requests' : `calls of ${operation}`;
  const whose = isOfTenant ? ' of the whole tenant' : '';
  const message = `There are at most ${limit} ${what}${whose} a ${window}; wait ${retryAfter} s.`;
  return new AppError('RATE_LIMITED', message, { retryAfter });
}
