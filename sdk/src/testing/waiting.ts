/** What tests of subscriptions share. */
import { ArbiterError } from '../error.ts';

export const tournamentId = 'tournament-1';

/** Waits that are short enough for tests. */
export const quick = { minDelayMs: 1, maxDelayMs: 20 };

/** Takes the numbers of the next events; fewer when there are no more. */
export async function take(
  events: AsyncIterator<{ readonly cursor: string }>,
  count: number,
): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) break;
    taken.push(Number(value.cursor.split('-')[1]));
  }
  return taken;
}

/** The numbers from the first to the last. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The ArbiterError that the promise rejects with. */
export async function failure(work: Promise<unknown>): Promise<ArbiterError> {
  const error = await work.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );
  if (error instanceof ArbiterError) return error;
  throw error;
}

/** Resolves when the condition holds; the test's own time limit bounds the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
