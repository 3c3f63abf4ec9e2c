/** A subscription over connections that break: what is opened when, and when no more. */
import { expect, test } from '@jest/globals';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { followAcrossBreaks } from './follow-across-breaks.ts';

type Results = AsyncIterableIterator<ExecutionResult>;

const event = (position: number): ExecutionResult => ({
  data: { events: { arbiterCursor: String(position) } },
});

/** Delivers, and then ends, or breaks with whatever graphql-ws rejects with. */
async function* connection(
  positions: readonly number[],
  fault?: unknown,
): AsyncGenerator<ExecutionResult, void> {
  for (const position of positions) yield event(position);
  if (fault !== undefined) await Promise.reject(fault);
}

function follow(connections: (() => Results)[], controller = new AbortController()) {
  const opened: (string | null)[] = [];
  const results = followAcrossBreaks({
    async open(after) {
      opened.push(after);
      const next = connections.shift();
      if (!next) throw new Error('away');
      return next();
    },
    lost: () => new GraphQLError('lost'),
    signal: controller.signal,
  });
  return { results, opened, controller };
}

async function collect(results: Results): Promise<ExecutionResult[]> {
  const all: ExecutionResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

test('continues after the last event, as often as connections break', async () => {
  const broken = new Error('broken');
  const { results, opened } = follow([
    () => connection([1, 2], broken),
    () => connection([], broken),
    () => connection([3]),
  ]);
  expect(await collect(results)).toEqual([event(1), event(2), event(3)]);
  expect(opened).toEqual([null, '2', '2']);
});

test('what the subgraph refuses is the last result', async () => {
  const refusal = new GraphQLError('no');
  const { results, opened } = follow([() => connection([], [refusal])]);
  expect(await collect(results)).toEqual([{ errors: [refusal] }]);
  expect(opened).toHaveLength(1);
});

test('opens nothing again when the subgraph is asked no more', async () => {
  const controller = new AbortController();
  const { results, opened } = follow(
    [
      async function* closed() {
        yield event(1);
        controller.abort();
        throw new Error('closed');
      },
    ],
    controller,
  );
  expect(await collect(results)).toEqual([event(1)]);
  expect(opened).toHaveLength(1);
});

test('also not after a wait that was under way', async () => {
  const { results, opened, controller } = follow([]);
  const collected = collect(results);
  while (opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  expect(await collected).toEqual([]);
  expect(opened).toHaveLength(1);
});

test('what is opened while its client leaves is ended', async () => {
  let isEnded = false;
  const opening = Promise.withResolvers<Results>();
  const results = followAcrossBreaks({
    open: () => opening.promise,
    lost: () => new GraphQLError('lost'),
    signal: new AbortController().signal,
  });
  const next = results.next();
  await results.return?.();
  const ended = Promise.withResolvers<IteratorResult<ExecutionResult>>();
  const silent: Results = {
    next: () => ended.promise,
    async return() {
      isEnded = true;
      ended.resolve({ done: true, value: undefined });
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => silent,
  };
  opening.resolve(silent);
  expect(await next).toEqual({ done: true, value: undefined });
  expect(isEnded).toBe(true);
});
