/**
 * Plans on a generation, before it serves, what the one before it was asked most: else every client
 * would wait for the same plans at once after the switch.
 */
import type { OperationChoice } from '../execution/plan-cache.ts';
import type { Generation } from './generation.ts';

export interface WarmUp {
  /** Operations that were planned. */
  readonly warmed: number;
  readonly durationMs: number;
}

export interface WarmUpLimits {
  readonly maxOperations: number;
  readonly maxMs: number;
}

export const warmUpLimits: WarmUpLimits = {
  // The operations of a large application; each takes some milliseconds.
  maxOperations: 200,
  // A new supergraph may mend something: it is not held up for long.
  maxMs: 5_000,
};

/** Gives up at the limit of time; what is not planned then, or not valid any more, is left out. */
export async function warmUp(
  next: Generation,
  running: Generation,
  { maxOperations, maxMs }: WarmUpLimits,
): Promise<WarmUp> {
  const begun = performance.now();
  const elapsedMs = () => performance.now() - begun;
  let warmed = 0;
  for (const choice of running.executor.mostUsed(maxOperations)) {
    const leftMs = maxMs - elapsedMs();
    if (leftMs <= 0) break;
    if (await within(leftMs, prepare(next, choice))) warmed += 1;
  }
  return { warmed, durationMs: Math.round(elapsedMs()) };
}

/** Whether there is a plan now. */
async function prepare({ documentOf, executor }: Generation, choice: OperationChoice) {
  const known = documentOf(choice.text);
  if ('errors' in known) return false;
  try {
    await executor.prepare(known.document, choice);
    return true;
  } catch {
    // Whoever asks for it will be told why.
    return false;
  }
}

async function within(limitMs: number, work: Promise<boolean>): Promise<boolean> {
  const { promise: expired, resolve } = Promise.withResolvers<false>();
  const limit = setTimeout(() => resolve(false), limitMs);
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(limit);
  }
}
