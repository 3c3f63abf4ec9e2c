/** What /metrics says of rate limits: requests that were refused, and those that nobody could count. */
import { Counter, type Registry } from 'prom-client';

export interface RateLimitMetrics {
  /** A request was refused by the limit of this window. */
  countRefusal(window: string): void;
  /** A request passed without being counted, because the counters could not be reached. */
  countUncounted(): void;
}

/** Adds the metrics to a registry. */
export function createRateLimitMetrics(registry: Registry): RateLimitMetrics {
  const registers = [registry];
  const refusals = new Counter({
    name: 'arbiter_rate_limit_refusals_total',
    help: 'Requests refused because of a rate limit, by its window.',
    labelNames: ['window'] as const,
    registers,
  });
  const uncounted = new Counter({
    name: 'arbiter_rate_limit_uncounted_total',
    help: 'Requests that passed uncounted, because the counters could not be reached.',
    registers,
  });
  return {
    countRefusal: (window) => refusals.inc({ window }),
    countUncounted: () => uncounted.inc(),
  };
}
