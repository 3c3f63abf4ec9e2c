/** Rate limits as a process has them: whether they hold, how large they are, and who counts. */
import type { Registry } from 'prom-client';
import type { Logger } from '../telemetry/logger.ts';
import { openCounters } from './open-counters.ts';
import { type RateLimitMetrics, createRateLimitMetrics } from './rate-limit-metrics.ts';
import { type RateLimiter, createRateLimiter } from './rate-limiter.ts';
import { type RateLimits, defaultRateLimits } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import { type RateLimitSettings, readRateLimits } from './settings.ts';
import { createMemoryCounters } from './usage-counters.ts';

export interface RateLimiting {
  /** Whether anybody is refused. */
  readonly isOn: boolean;
  /** Of tenants that have none of their own. */
  readonly limits: RateLimits;
  readonly limiter: RateLimiter;
  readonly metrics?: RateLimitMetrics | undefined;
}

export interface RateLimitingOptions {
  readonly registry: Registry;
  readonly logger: Logger;
  /** Gets what has to be closed. */
  readonly resources: AsyncDisposableStack;
}

/** One for each process: its gateway and its subgraphs count together. */
export async function openRateLimiting(
  settings: RateLimitSettings & { readonly REDIS_URL?: string | undefined },
  { registry, logger, resources }: RateLimitingOptions,
): Promise<RateLimiting> {
  const { isOn, limits } = readRateLimits(settings);
  const counters = resources.use(await openCounters(settings.REDIS_URL, logger));
  const metrics = createRateLimitMetrics(registry);
  const onUncounted = () => metrics.countUncounted();
  const { RATE_LIMIT_WAIT_MS: answerTimeoutMs } = settings;
  const limiter = createRateLimiter({ counters, logger, answerTimeoutMs, onUncounted });
  return { isOn, limits, metrics, limiter };
}

/** For what runs without settings: nobody is limited, and what is counted is forgotten with it. */
export function withoutRateLimits(logger: Logger): RateLimiting {
  const limiter = createRateLimiter({ counters: createMemoryCounters(), logger });
  return { isOn: false, limits: defaultRateLimits, limiter };
}
