/**
 * Whether somebody may ask once more, by what they have asked in the last minute, hour and day. Where the
 * counters cannot be reached in time everybody may: a limit protects the service, and must not be what
 * stops it.
 */
import { systemClock, type Clock } from '@arbiter/kernel/clock.ts';
import { createCircuitBreaker } from '../resilience/circuit-breaker.ts';
import type { BreakerPreset } from '../resilience/presets.ts';
import { startDeadline } from '../resilience/deadline.ts';
import type { Logger } from '../telemetry/logger.ts';
import { type FailingOpen, consumeEvents } from './consume-events.ts';
import type { RateLimits, RateLimitWindow } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import {
  type LimitedCount,
  type RateLimitSubject,
  countsOf,
  countsOfUser,
} from './limited-counts.ts';
import { msUntilUsed, usedOf, without } from './sliding-window.ts';
import type { Usage, UsageCounters } from './usage-counters.ts';

/** One count against its limit. */
export interface RateLimitStatus {
  readonly window: RateLimitWindow;
  /** The mutation that the limit is about; null: all operations. */
  readonly operation: string | null;
  /** Whether the requests of all users of the tenant count together. */
  readonly isOfTenant: boolean;
  readonly limit: number;
  /** 0 or more. */
  readonly remaining: number;
  /** When as much as was asked for is allowed, by itself one more; now, unless too little remains. */
  readonly freeAt: Date;
  /** When everything is left again. */
  readonly resetAt: Date;
}

export interface RateLimitDecision {
  readonly isAllowed: boolean;
  /** The count with the least left; of a refusal, the one that refuses longest. Null: not counted. */
  readonly status: RateLimitStatus | null;
}

export interface RateLimiter {
  /**
   * Counts one request for the user and for the tenant as a whole, and each mutation in it that has a limit
   * of its own as often as it is done, by name. A refused request counts for nobody.
   */
  consume(
    subject: RateLimitSubject,
    limits: RateLimits,
    mutations: ReadonlyMap<string, number>,
  ): Promise<RateLimitDecision>;
  /**
   * Counts events that a tenant reports; see consume-events.ts. Resolves to the seconds to wait; 0: go on.
   */
  consumeEvents(tenantId: string, count: number, perSecond: number): Promise<number>;
  /** All counts of the subject, and those of its tenant. Errors: when they cannot be read. */
  status(subject: RateLimitSubject, limits: RateLimits): Promise<RateLimitStatus[]>;
  /** Forgets what the subject has used; not what its tenant has. Errors: when that cannot be done. */
  reset(subject: RateLimitSubject, limits: RateLimits): Promise<void>;
}

export interface RateLimiterOptions {
  readonly counters: UsageCounters;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** How long a request waits for its count, instead of the default. */
  readonly answerTimeoutMs?: number;
  /** Told of each request that passes uncounted. */
  readonly onUncounted?: () => void;
}

/** A Redis near by answers within a millisecond; a request waits no longer than this for the count. */
export const defaultAnswerTimeoutMs = 100;
/** Who asks for the counts themselves waits longer, but not for a Redis that hangs. */
const readTimeoutMs = 2_000;
const counterPreset: BreakerPreset = {
  failures: 3,
  firstRecoveryMs: 1_000,
  recoveryMs: 10_000,
  successes: 1,
  timeoutMs: defaultAnswerTimeoutMs,
};

/** One for a process; all that share the counters share the limits. */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { counters, clock = systemClock } = options;
  const count = failingOpen(options, clock);
  return {
    async consume(subject, limits, mutations) {
      const counts = countsOf(subject, limits, mutations);
      const usages = await count(() =>
        Promise.all(counts.map((each) => counters.add(each, each.points))),
      );
      if (!usages) return { isAllowed: true, status: null };
      if (usages.every((usage, index) => usedOf(usage) <= counts[index]!.limit)) {
        return { isAllowed: true, status: scarcest(toStatuses(counts, usages, clock)) };
      }
      await count(() =>
        Promise.all(
          counts.map((each, index) => counters.takeBack(each, each.points, usages[index]!.window)),
        ),
      );
      const before = usages.map((usage, index) => without(usage, counts[index]!.points));
      return { isAllowed: false, status: refusing(toStatuses(counts, before, clock)) };
    },
    consumeEvents: (tenantId, events, perSecond) =>
      consumeEvents({ counters, count }, tenantId, { events, perSecond }),
    async status(subject, limits) {
      const counts = countsOf(subject, limits, onceEach(limits));
      const usages = await answered(
        Promise.all(counts.map((each) => counters.read(each))),
        readTimeoutMs,
      );
      return toStatuses(counts, usages, clock);
    },
    async reset(subject, limits) {
      const counts = countsOfUser(subject, limits, onceEach(limits));
      await answered(Promise.all(counts.map((each) => counters.clear(each))), readTimeoutMs);
    },
  };
}

/** Errors: those of the work, and one when it takes longer. */
async function answered<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const expired = () => new Error(`The counters did not answer within ${timeoutMs} ms.`);
  const deadline = startDeadline({ timeoutMs, expired });
  try {
    return await deadline.race(work);
  } finally {
    deadline.end();
  }
}

const onceEach = ({ operations }: RateLimits) =>
  new Map(Object.keys(operations).map((name) => [name, 1]));

function toStatuses(
  counts: readonly LimitedCount[],
  usages: readonly Usage[],
  clock: Clock,
): RateLimitStatus[] {
  const now = clock().getTime();
  return counts.map(({ window, operation, isOfTenant, limit, points }, index) => {
    const usage = usages[index]!;
    return {
      window,
      operation,
      isOfTenant,
      limit,
      remaining: Math.max(0, Math.floor(limit - usedOf(usage))),
      freeAt: new Date(now + Math.ceil(msUntilUsed(usage, Math.max(0, limit - points)))),
      resetAt: new Date(now + Math.ceil(msUntilUsed(usage, 0))),
    };
  });
}

const scarcest = (statuses: readonly RateLimitStatus[]) =>
  statuses.reduce((one, other) => (other.remaining < one.remaining ? other : one));

/** The one that is to be waited for longest. */
const refusing = (statuses: readonly RateLimitStatus[]) =>
  statuses.reduce((one, other) => (other.freeAt > one.freeAt ? other : one));

/** Undefined when counting fails, takes too long, or has done so just now. Says so once an outage. */
function failingOpen(options: RateLimiterOptions, clock: Clock): FailingOpen {
  const { logger, onUncounted, answerTimeoutMs = defaultAnswerTimeoutMs } = options;
  const breaker = createCircuitBreaker({
    name: 'rate-limits',
    preset: counterPreset,
    isFailure: () => true,
    clock,
  });
  let isDown = false;
  return async (work) => {
    try {
      const result = await breaker.run(() => answered(work(), answerTimeoutMs));
      if (isDown) logger.info('rate limits are counted again');
      isDown = false;
      return result;
    } catch (error) {
      if (!isDown) logger.warn({ err: error }, 'rate limits cannot be counted; all requests pass');
      isDown = true;
      onUncounted?.();
      return undefined;
    }
  };
}
