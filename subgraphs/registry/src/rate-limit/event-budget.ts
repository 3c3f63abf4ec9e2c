/** How many lineage events a tenant may report in a second. */
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { RateLimiting } from '@arbiter/server/rate-limit/rate-limiting.ts';

/** Counts events before they are stored. Errors: RATE_LIMITED with `retryAfter`. */
export async function requireEventBudget(
  { isOn, limits: { eventsPerSecond }, limiter, metrics }: RateLimiting,
  tenantId: string,
  events: number,
): Promise<void> {
  if (!isOn || events === 0) return;
  const retryAfter = await limiter.consumeEvents(tenantId, events, eventsPerSecond);
  if (retryAfter === 0) return;
  metrics?.countRefusal('second');
  const message = `A tenant may report ${eventsPerSecond} events a second; wait ${retryAfter} s.`;
  throw new AppError('RATE_LIMITED', message, { retryAfter });
}
