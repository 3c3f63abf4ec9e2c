/** Waiting for a state, never longer than a test can bear. */
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 20;
const defaultTimeoutMs = 30_000;

/** Resolves with the first value that is not false, null or undefined. Rejects when none comes. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  timeoutMs = defaultTimeoutMs,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await sleep(pauseMs);
  }
}

/** The promise's value, unless it takes longer than that. */
export async function within<T>(timeoutMs: number, promise: Promise<T>, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Not in ${timeoutMs} ms: ${what}.`)), timeoutMs);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
