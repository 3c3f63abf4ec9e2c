/** Results that somebody beside their source can end, with a last word. */
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { AppError } from '@arbiter/kernel/errors/app-error.ts';

export interface EndableResults {
  readonly results: AsyncIterableIterator<ExecutionResult>;
  /** The next result is this error, and the last; whoever waits gets it at once. */
  end(reason: AppError, requestId: string): void;
}

/**
 * The same results until they are ended. Not a race of promises: of one that waits for days and is in
 * every race, all of them would be kept.
 */
export function endable(source: AsyncIterableIterator<ExecutionResult>): EndableResults {
  let lastWord: ExecutionResult | undefined;
  let isOver = false;
  let waiting: ((last: IteratorResult<ExecutionResult>) => void) | undefined;
  const close = async (): Promise<IteratorReturnResult<undefined>> => {
    isOver = true;
    await source.return?.();
    return { done: true, value: undefined };
  };
  const sayLast = (last: ExecutionResult): IteratorResult<ExecutionResult> => {
    lastWord = undefined;
    isOver = true;
    return { done: false, value: last };
  };
  return {
    results: {
      next() {
        if (lastWord) return Promise.resolve(sayLast(lastWord));
        if (isOver) return Promise.resolve({ done: true, value: undefined });
        return new Promise((resolve, reject) => {
          waiting = resolve;
          source.next().then(resolve, reject);
        });
      },
      return: close,
      [Symbol.asyncIterator]() {
        return this;
      },
    },
    end({ message, code, details }, requestId) {
      if (isOver || lastWord) return;
      const error = new GraphQLError(message, { extensions: { code, ...details, requestId } });
      lastWord = { errors: [error] };
      // What the source still has to say, nobody hears; that it fails to end is its own affair.
      void source.return?.().then(undefined, () => undefined);
      waiting?.(sayLast(lastWord));
    },
  };
}
