/**
 * A stream that is asked for its next answer without waiting for it: whoever asks may turn to something
 * else meanwhile and ask again, and gets the same answer.
 */
import type { ExecutionResult } from 'graphql';

export type Step = IteratorResult<ExecutionResult, undefined>;

export interface PulledStream {
  /** The next step; the same one until it is taken. */
  pull(): Promise<Step>;
  /** The step that was pulled is dealt with. */
  take(): void;
  close(): void;
}

export function pulledStream(results: AsyncIterator<ExecutionResult>): PulledStream {
  let pending: Promise<Step> | undefined;
  return {
    pull() {
      pending ??= results.next() as Promise<Step>;
      // It may fail while nobody waits for it; whoever pulls again is told.
      pending.catch(() => undefined);
      return pending;
    },
    take: () => void (pending = undefined),
    // Some iterators do not end before their next result: nobody waits for it.
    close: () => void results.return?.()?.catch(() => undefined),
  };
}
