/** A stream that a test pushes results into, as sources do: `return` ends a `next` that waits. */
import type { ExecutionResult } from 'graphql';

export interface PushedStream extends AsyncIterableIterator<ExecutionResult> {
  push(...results: ExecutionResult[]): void;
  /** Nothing comes any more. */
  end(): void;
  fail(error: Error): void;
  isReturned(): boolean;
}

export function pushedStream(): PushedStream {
  const queue: ExecutionResult[] = [];
  let state: 'open' | 'ended' | Error = 'open';
  let isReturned = false;
  let wake = () => {};
  const change = (next: typeof state) => {
    state = next;
    wake();
  };
  const stream: PushedStream = {
    async next() {
      while (queue.length === 0 && state === 'open') {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const value = queue.shift();
      if (value) return { done: false, value };
      if (state instanceof Error) throw state;
      return { done: true, value: undefined };
    },
    async return() {
      isReturned = true;
      queue.length = 0;
      change('ended');
      return { done: true, value: undefined };
    },
    push(...results) {
      queue.push(...results);
      wake();
    },
    end: () => change('ended'),
    fail: change,
    isReturned: () => isReturned,
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
