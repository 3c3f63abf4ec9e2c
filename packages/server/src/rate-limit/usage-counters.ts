/**
 * Counts what was used, by key and by window of the clock (rate-limiter-flexible): in this process, or in
 * Redis, where all processes share them. Source of the scripts: RateLimiterRedis.
 */
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import { systemClock, type Clock } from '@arbiter/kernel/clock.ts';
import { type Debts, type ScriptClient, createMemoryDebts, createRedisDebts } from './debts.ts';
import type { SlidingUsage } from './sliding-window.ts';

/** What was used, and in which window of the clock the last of it was counted. */
export interface Usage extends SlidingUsage {
  /** Windows since 1970. */
  readonly window: number;
}

export interface Counted {
  readonly key: string;
  readonly windowSeconds: number;
}

export interface UsageCounters extends Debts, AsyncDisposable {
  /** Adds points; resolves to what is used with them. */
  add(counted: Counted, points: number): Promise<Usage>;
  /** Takes points back that were added in that window. */
  takeBack(counted: Counted, points: number, window: number): Promise<void>;
  read(counted: Counted): Promise<Usage>;
  /** Forgets all that was used. */
  clear(counted: Counted): Promise<void>;
}

/** For one process. Keys are kept for two windows, so there are as many as users. */
export function createMemoryCounters(clock?: Clock): UsageCounters {
  return createCounters({
    create: (options) => new RateLimiterMemory(options),
    debts: createMemoryDebts(clock),
    close: async () => undefined,
    clock,
  });
}

/** A client of `redis`, as far as the counters need it. */
export interface CounterClient extends ScriptClient {
  readonly isReady: boolean;
}

/**
 * In Redis, under names that begin with `arbiter:rate:`. Windows are those of this machine's clock: where
 * clocks differ, by so much do windows. `close` ends the connection.
 */
export function createRedisCounters(
  client: CounterClient,
  close: () => Promise<void>,
  clock?: Clock,
): UsageCounters {
  const create = (options: LimiterOptions) =>
    new RateLimiterRedis({
      ...options,
      storeClient: client,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
    });
  return createCounters({ create, debts: createRedisDebts(client, clock), close, clock });
}

interface LimiterOptions {
  readonly points: number;
  readonly duration: number;
  readonly keyPrefix: string;
}

interface CounterStore {
  readonly create: (options: LimiterOptions) => RateLimiterAbstract;
  readonly debts: Debts;
  readonly close: () => Promise<void>;
  readonly clock?: Clock | undefined;
}

/** Limits differ from tenant to tenant: the library only counts, and never refuses. */
const unlimited = Number.MAX_SAFE_INTEGER;
/** A count is read as the previous one until the window after its own is over. */
const windowsKept = 2;

function createCounters({
  create,
  debts,
  close,
  clock = systemClock,
}: CounterStore): UsageCounters {
  const byWindow = new Map<number, RateLimiterAbstract>();
  const limiterOf = ({ windowSeconds }: Counted) => {
    const known = byWindow.get(windowSeconds);
    if (known) return known;
    const duration = windowsKept * windowSeconds;
    const keyPrefix = `arbiter:rate:${windowSeconds}`;
    const limiter = create({ points: unlimited, duration, keyPrefix });
    byWindow.set(windowSeconds, limiter);
    return limiter;
  };
  return {
    ...debts,
    async add(counted, points) {
      const now = windowAt(counted, clock);
      const limiter = limiterOf(counted);
      const [current, previous] = await Promise.all([
        limiter.consume(keyIn(counted, now.window), points),
        limiter.get(keyIn(counted, now.window - 1)),
      ]);
      return { ...now, current: pointsOf(current), previous: pointsOf(previous) };
    },
    async takeBack(counted, points, window) {
      await limiterOf(counted).reward(keyIn(counted, window), points);
    },
    async read(counted) {
      const now = windowAt(counted, clock);
      const [current, previous] = await Promise.all(
        [now.window, now.window - 1].map((each) => limiterOf(counted).get(keyIn(counted, each))),
      );
      return { ...now, current: pointsOf(current), previous: pointsOf(previous) };
    },
    async clear(counted) {
      const { window } = windowAt(counted, clock);
      await Promise.all(
        [window, window - 1].map((each) => limiterOf(counted).delete(keyIn(counted, each))),
      );
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Where the clock stands: which window, and how far in it. */
function windowAt({ windowSeconds }: Counted, clock: Clock) {
  const windowMs = windowSeconds * 1_000;
  const now = clock().getTime();
  return { window: Math.floor(now / windowMs), elapsedMs: now % windowMs, windowMs };
}

const keyIn = ({ key }: Counted, window: number) => `${key}|${window}`;

const pointsOf = (found: RateLimiterRes | null | undefined) =>
  Math.max(0, found?.consumedPoints ?? 0);
