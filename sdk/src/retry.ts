/** Repeating what failed: when, how often, and how long to wait before. */
import { ArbiterError } from './error.ts';
import type { RetryPolicy } from './options.ts';

export interface Repeats {
  readonly policy: RetryPolicy;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the work until it succeeds, fails for good, or the policy's repeats are used up; then its
 * last error is thrown.
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  { policy, signal }: Repeats,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = waitBeforeRepeat(error, attempt, policy);
      if (waitMs === null) throw error;
      await sleep(waitMs, signal);
    }
  }
}

/**
 * Milliseconds to wait before the nth repeat, or null when there is to be none: full jitter over an
 * exponential bound, and never sooner than the server asks for.
 */
export function waitBeforeRepeat(
  error: unknown,
  attempt: number,
  { attempts, minDelayMs, maxDelayMs }: RetryPolicy,
): number | null {
  if (!(error instanceof ArbiterError) || !error.retryable || attempt > attempts) return null;
  const askedMs = (error.retryAfter ?? 0) * 1000;
  if (askedMs > maxDelayMs) return null;
  const boundMs = Math.min(maxDelayMs, minDelayMs * 2 ** attempt);
  return Math.max(askedMs, Math.random() * boundMs);
}

/** Rejects with the signal's reason when it is aborted meanwhile. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
