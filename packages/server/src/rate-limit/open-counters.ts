/** The counters of a process: in Redis when there is one, else its own. */
import type { Clock } from '@arbiter/kernel/clock.ts';
import { startDeadline } from '../resilience/deadline.ts';
import { createForgetfulRedis } from '../resilience/forgetful-redis.ts';
import type { Logger } from '../telemetry/logger.ts';
import { type UsageCounters, createMemoryCounters, createRedisCounters } from './usage-counters.ts';

/** A start does not wait longer for counters. */
const startTimeoutMs = 2_000;
/** A request has up to a dozen counts; so many requests at once wait for a Redis that answers in time. */
const maxPending = 10_000;

/**
 * Never rejects: a Redis that cannot be reached is waited for a moment and then tried again in the
 * background, and counting fails meanwhile. Dispose to end the connection.
 */
export async function openCounters(
  redisUrl: string | undefined,
  logger: Logger,
  clock?: Clock,
): Promise<UsageCounters> {
  if (redisUrl === undefined) return createMemoryCounters(clock);
  const client = createForgetfulRedis({ url: redisUrl, name: 'arbiter-rate-limits', maxPending });
  // What it means for requests is said by whoever counts.
  client.on('error', (error: Error) => logger.debug({ err: error }, 'no counters in Redis'));
  await firstAttempt(client.connect());
  return createRedisCounters(client, async () => client.destroy(), clock);
}

async function firstAttempt(connecting: Promise<unknown>): Promise<void> {
  const expired = () => new Error('Redis cannot be reached.');
  const deadline = startDeadline({ timeoutMs: startTimeoutMs, expired });
  try {
    await deadline.race(connecting);
  } catch {
    // Attempts go on.
  } finally {
    deadline.end();
  }
}
