/** A stream of results for tests that decide themselves what comes next. */
import type { ExecutionResult } from 'graphql';

export interface PushedResults {
  readonly results: AsyncIterableIterator<ExecutionResult>;
  /** How often whoever reads them has said that it reads no more. */
  returned(): number;
  /** How many have not been read yet. */
  waiting(): number;
  push(result: ExecutionResult): void;
  end(): void;
  fail(error: Error): void;
}

/** Results that are pushed, as the executor's are: `return` ends a `next` that waits. */
export function pushedResults(): PushedResults {
  const queue: ExecutionResult[] = [];
  let fault: Error | undefined;
  let isOver = false;
  let returned = 0;
  let wake = () => {};
  const results: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      while (queue.length === 0 && !isOver && !fault) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (fault) throw fault;
      const value = queue.shift();
      return value ? { done: false, value } : { done: true, value: undefined };
    },
    async return() {
      returned += 1;
      isOver = true;
      wake();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return {
    results,
    returned: () => returned,
    waiting: () => queue.length,
    push(result: ExecutionResult) {
      queue.push(result);
      wake();
    },
    end() {
      isOver = true;
      wake();
    },
    fail(error: Error) {
      fault = error;
      wake();
    },
  };
}
