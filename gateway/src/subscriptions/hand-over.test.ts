/**
 * From one stream to another: whatever the order in which both deliver, each event once and in order,
 * as long as one of them has it.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { type HandOverLimits, handOver } from './hand-over.ts';
import { pulledStream } from './pulled-stream.ts';
import { pushedStream } from './pushed-stream.fixture.ts';

/** Bounds for hangs; where a test does not name another limit, none is reached. */
const never: HandOverLimits = { graceMs: 60_000, overlapMs: 60_000, maxWaiting: 1_000 };

const event = (n: number | string): ExecutionResult => ({ data: { n } });
const numberOf = ({ data }: ExecutionResult) => data?.['n'];

function begin(limits: Partial<HandOverLimits> = {}) {
  const [old, next] = [pushedStream(), pushedStream()];
  const [from, to] = [pulledStream(old), pulledStream(next)];
  const seen: unknown[] = [];
  const run = async () => {
    const answers = handOver({
      from,
      to,
      identify: (answer) => JSON.stringify(answer),
      limits: { ...never, ...limits },
    });
    for await (const answer of answers) seen.push(numberOf(answer));
    return 'moved';
  };
  const end = run();
  /** What `to` goes on with. */
  const rest = async () => {
    for (;;) {
      const step = await to.pull();
      to.take();
      if (step.done) return seen;
      seen.push(step.value.data === undefined ? 'last word' : numberOf(step.value));
    }
  };
  return { old, next, end, rest };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('any order', () => {
  /** Of both streams, whose turn it is; the second one begins with some event. */
  const orders = fc.record({
    count: fc.integer({ min: 1, max: 12 }),
    start: fc.nat({ max: 11 }),
    turns: fc.array(fc.boolean(), { maxLength: 40 }),
    oldEndsAfter: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
  });

  test('each event once, in order, and the old stream is closed', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async ({ count, start, turns, oldEndsAfter }) => {
        fc.pre(start < count && (oldEndsAfter === undefined || oldEndsAfter >= start));
        const { old, next, end, rest } = begin();
        const last = Math.min(oldEndsAfter ?? count, count);
        let [byOld, byNew] = [0, start];
        const pushOld = () => {
          if (byOld < last) old.push(event(byOld++));
          else if (oldEndsAfter !== undefined) old.end();
        };
        const pushNew = () => byNew < count && next.push(event(byNew++));
        for (const isOld of turns) {
          if (isOld) pushOld();
          else pushNew();
          await settled();
        }
        for (let turn = 0; turn <= count; turn += 1) {
          pushOld();
          pushNew();
          await settled();
        }
        expect(await end).toBe('moved');
        next.end();
        expect(await rest()).toEqual(Array.from({ length: count }, (_, n) => n));
        expect(old.isReturned()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('events that look the same are delivered as often as they come', async () => {
  const { old, next, end, rest } = begin();
  old.push(event('tick'));
  await settled();
  old.push(event('tick'));
  next.push(event('tick'));
  expect(await end).toBe('moved');
  next.push(event('tock'));
  next.end();
  expect(await rest()).toEqual(['tick', 'tick', 'tock']);
});

test('a first stream that is silent is not waited for longer than the grace', async () => {
  const { old, next, end, rest } = begin({ graceMs: 5 });
  next.push(event(1), event(2));
  expect(await end).toBe('moved');
  next.end();
  expect(await rest()).toEqual([1, 2]);
  expect(old.isReturned()).toBe(true);
});

test('two silent streams overlap for a time', async () => {
  const { old, end } = begin({ overlapMs: 5 });
  expect(await end).toBe('moved');
  expect(old.isReturned()).toBe(true);
});

test('a second stream that is far ahead waits, and nothing is lost', async () => {
  const { old, next, end, rest } = begin({ maxWaiting: 2 });
  next.push(...[0, 1, 2, 3, 4].map(event));
  await settled();
  old.push(event(0));
  expect(await end).toBe('moved');
  next.end();
  expect(await rest()).toEqual([0, 1, 2, 3, 4]);
});

test.each([
  ['has failed', (old: ReturnType<typeof pushedStream>) => old.fail(new Error('reset'))],
  ['is complete', (old: ReturnType<typeof pushedStream>) => old.end()],
  ['says why it ends', (old: ReturnType<typeof pushedStream>) => old.push({ errors: [] })],
])('when the first stream %s, the second one goes on', async (_, stop) => {
  const { old, next, end, rest } = begin();
  old.push(event(0));
  next.push(event(1));
  await settled();
  stop(old);
  expect(await end).toBe('moved');
  next.push(event(2));
  next.end();
  expect(await rest()).toEqual([0, 1, 2]);
});

test('how the second stream ends is seen by whoever goes on with it', async () => {
  const { old, next, end, rest } = begin();
  next.push(event(0), { errors: [] });
  next.end();
  expect(await end).toBe('moved');
  expect(await rest()).toEqual([0, 'last word']);
  expect(old.isReturned()).toBe(true);
});

test('that the second stream fails is told', async () => {
  const { next, end, rest } = begin();
  next.fail(new Error('reset'));
  expect(await end).toBe('moved');
  await expect(rest()).rejects.toThrow('reset');
});
