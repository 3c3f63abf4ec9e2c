/**
 * Goal: whoever shares a stream gets exactly what a stream of its own would give: every event after
 * its beginning, once and in order, or a word where to continue. Method: a log that streams follow,
 * subscribers that come, read and leave in any order; properties over such scripts.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { pushedResults } from '@arbiter/testkit/pushed-results.ts';
import { keepCursor } from './resume.ts';
import { createSharedStreams, maxKeptResults } from './shared-streams.ts';

type Results = AsyncIterableIterator<ExecutionResult>;

/** A log of numbers; following it is what a subgraph's stream does. */
function createLog() {
  const wakers = new Set<() => void>();
  let length = 0;
  let opened = 0;
  let open = 0;
  let executions = 0;
  const follow = (after: string | null): Results => {
    let position = after === null ? length : Number(after);
    let isOver = false;
    let waker = () => {};
    opened += 1;
    open += 1;
    return {
      async next() {
        while (position >= length && !isOver) {
          await new Promise<void>((resolve) => wakers.add((waker = resolve)));
        }
        if (isOver) return { done: true, value: undefined };
        position += 1;
        executions += 1;
        return { done: false, value: resultOf(position) };
      },
      async return() {
        if (!isOver) open -= 1;
        isOver = true;
        waker();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };
  return {
    follow,
    append(count = 1) {
      length += count;
      for (const wake of wakers) wake();
      wakers.clear();
    },
    length: () => length,
    opened: () => opened,
    open: () => open,
    executions: () => executions,
  };
}

function resultOf(position: number): ExecutionResult {
  const event = { data: { events: { arbiterCursor: String(position) } } };
  return keepCursor({ data: { events: { position } } }, event);
}

const gap = (cursor: string | null): ExecutionResult => ({
  errors: [new GraphQLError('gap', { extensions: { code: 'SUBSCRIPTION_GAP', cursor } })],
});

function createWorld() {
  const log = createLog();
  const streams = createSharedStreams();
  const subscribe = async (after: string | null = null, key = 'events') => {
    const results = await streams.subscribe({
      key,
      after,
      open: async () => log.follow(after),
      gap,
    });
    if (!(Symbol.asyncIterator in results)) throw new Error('refused');
    return results;
  };
  return { log, streams, subscribe };
}

function positionOf({ value }: IteratorResult<ExecutionResult, unknown>): number | undefined {
  const { data } = (value ?? {}) as ExecutionResult;
  return (data?.['events'] as { position: number } | undefined)?.position;
}

async function take(results: Results, count: number): Promise<(number | undefined)[]> {
  const positions: (number | undefined)[] = [];
  while (positions.length < count) positions.push(positionOf(await results.next()));
  return positions;
}

/** Lets everything that can go on without a new event go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('equal subscriptions', () => {
  test('share one stream and one execution an event', async () => {
    const { log, subscribe, streams } = createWorld();
    const all = await Promise.all(Array.from({ length: 50 }, () => subscribe()));
    const reading = all.map((results) => take(results, 3));
    log.append(3);
    for (const positions of await Promise.all(reading)) expect(positions).toEqual([1, 2, 3]);
    expect(log.opened()).toBe(1);
    expect(log.executions()).toBe(3);
    expect(streams.counts()).toEqual({ streams: 1, subscribers: 50 });
  });

  test('all get the last word of the stream, and who comes after it another stream', async () => {
    const source = pushedResults();
    let opened = 0;
    const streams = createSharedStreams();
    const subscribe = async () => {
      const open = async () => (++opened === 1 ? source.results : pushedResults().results);
      const results = await streams.subscribe({ key: 'events', after: null, open, gap });
      return results as Results;
    };
    const readers = [await subscribe(), await subscribe()];
    const reading = readers.map((results) => results.next());
    source.push({ errors: [new GraphQLError('Later.')] });
    for (const { value } of await Promise.all(reading)) expect(value).toHaveProperty('errors');
    // As over an event stream, whose client reads on to the end while another one comes.
    const ending = readers.map((results) => results.next());
    await subscribe();
    expect(opened).toBe(2);
    for (const end of await Promise.all(ending)) expect(end.done).toBe(true);
  });

  test('others do not', async () => {
    const { log, subscribe } = createWorld();
    await subscribe(null, 'one');
    await subscribe(null, 'other');
    expect(log.opened()).toBe(2);
  });

  test('who joins at a cursor that is kept gets what came after it', async () => {
    const { log, subscribe } = createWorld();
    const first = await subscribe();
    const reading = take(first, 5);
    log.append(5);
    await reading;
    expect(await take(await subscribe('2'), 3)).toEqual([3, 4, 5]);
    expect(log.opened()).toBe(1);
  });

  test('who joins at an older one catches up, and then shares', async () => {
    const { log, subscribe, streams } = createWorld();
    log.append(10);
    const live = await subscribe();
    const old = await subscribe('3');
    expect(log.opened()).toBe(2);
    const reading = take(live, 2);
    log.append(2);
    await reading;
    expect(await take(old, 9)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(streams.counts()).toEqual({ streams: 1, subscribers: 2 });
    const both = [take(live, 1), take(old, 1)];
    log.append();
    expect(await Promise.all(both)).toEqual([[13], [13]]);
  });

  test('who wants only what comes does not join a stream that lags', async () => {
    const { log, subscribe } = createWorld();
    const slow = await subscribe();
    log.append(3);
    await settle();
    // It has asked for one event and then for no more: the stream stands behind the log's end.
    expect(await take(slow, 1)).toEqual([1]);
    const live = await subscribe();
    const reading = take(live, 1);
    log.append();
    expect(await reading).toEqual([4]);
  });
});

describe('who is slow', () => {
  test('alone is waited for, and nothing is read ahead', async () => {
    const { log, subscribe } = createWorld();
    const slow = await subscribe('0');
    log.append(5_000);
    await settle();
    expect(log.executions()).toBe(1);
    expect(await take(slow, 5_000)).toEqual(Array.from({ length: 5_000 }, (_, i) => i + 1));
  });

  test('beside a fast one is told where to continue, and then nothing', async () => {
    const { log, subscribe } = createWorld();
    const fast = await subscribe('0');
    const slow = await subscribe('0');
    log.append(maxKeptResults + 3);
    expect(await take(slow, 2)).toEqual([1, 2]);
    await take(fast, maxKeptResults + 3);
    const { value } = await slow.next();
    const [error] = (value as ExecutionResult).errors ?? [];
    expect(error?.extensions).toEqual({ code: 'SUBSCRIPTION_GAP', cursor: '2' });
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    expect(await take(await subscribe('2'), 3)).toEqual([3, 4, 5]);
  });
});

describe('ends', () => {
  test('the last to leave closes the stream, also while it waits', async () => {
    const { log, subscribe, streams } = createWorld();
    const one = await subscribe();
    const other = await subscribe();
    const waiting = other.next();
    await one.return?.();
    expect(log.open()).toBe(1);
    await other.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(log.open()).toBe(0);
    expect(streams.counts()).toEqual({ streams: 0, subscribers: 0 });
  });

  test('a stream that breaks breaks for all, and the next one is new', async () => {
    const streams = createSharedStreams();
    const fault = new Error('broken');
    const broken = {
      next: () => Promise.reject(fault),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
    const request = { key: 'k', after: null, open: async () => broken as Results, gap };
    const both = await Promise.all([streams.subscribe(request), streams.subscribe(request)]);
    for (const results of both) await expect((results as Results).next()).rejects.toBe(fault);
    expect(streams.counts()).toEqual({ streams: 0, subscribers: 0 });
  });

  test('a refusal is for all who asked at the time, and is not kept', async () => {
    const streams = createSharedStreams();
    let asked = 0;
    const request = {
      key: 'k',
      after: null,
      async open() {
        asked += 1;
        return { errors: [new GraphQLError('no')] };
      },
      gap,
    };
    const [one, other] = await Promise.all([
      streams.subscribe(request),
      streams.subscribe(request),
    ]);
    expect([one, other]).toMatchObject([{ errors: [{ message: 'no' }] }, { errors: [{}] }]);
    expect(asked).toBe(1);
    await streams.subscribe(request);
    expect(asked).toBe(2);
  });
});

/** One step of a script; numbers choose among what there is at the time. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('append'), n: fc.integer({ min: 1, max: 9 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('join'), n: fc.nat() }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('read'), n: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('leave'), n: fc.nat() }) },
  ),
  { maxLength: 60 },
);

test('any script: contiguous from the beginning, once, in order; nothing is left open', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { log, subscribe, streams } = createWorld();
      const readers: { results: Results; from: number; read: number }[] = [];
      for (const { do: what, n } of script) {
        const reader = readers[n % Math.max(1, readers.length)];
        if (what === 'append') log.append(n);
        else if (what === 'join') {
          const isLive = n % 3 === 0;
          // What is on its way through a stream would be the first that a live subscriber gets.
          if (isLive) await settle();
          const from = isLive ? log.length() : n % (log.length() + 1);
          const results = await subscribe(isLive ? null : String(from));
          readers.push({ results, from, read: 0 });
        } else if (reader && what === 'leave') {
          await reader.results.return?.();
          readers.splice(readers.indexOf(reader), 1);
        } else if (reader && reader.from + reader.read < log.length()) {
          expect(positionOf(await reader.results.next())).toBe(reader.from + reader.read + 1);
          reader.read += 1;
        }
      }
      for (const { results, from, read } of readers) {
        const left = log.length() - from - read;
        const expected = Array.from({ length: left }, (_, i) => from + read + i + 1);
        expect(await take(results, left)).toEqual(expected);
        await results.return?.();
      }
      await settle();
      expect(log.open()).toBe(0);
      expect(streams.counts()).toEqual({ streams: 0, subscribers: 0 });
    }),
    { numRuns: 300 },
  );
});
