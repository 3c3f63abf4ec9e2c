/** A stream of results, each made of an event; ending it ends the stream of the events. */
import type { ExecutionResult } from 'graphql';

export function mapResults(
  events: AsyncIterableIterator<ExecutionResult>,
  complete: (event: ExecutionResult) => Promise<ExecutionResult> | ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      const event = await events.next();
      return event.done ? event : { done: false, value: await complete(event.value) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
