// Following a log, against a log in memory: where it begins, what it refuses, how it ends.
import { describe, expect, test } from '@jest/globals';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { keepPresence } from './bus-presence.ts';
import { type FollowOptions, cursorOfPosition, followLog } from './event-log.ts';

const log = 'things';

/** A log of the numbers 1, 2, 3, … and the followers to wake when it grows. */
function memoryLog(size: number) {
  const listeners = new Set<() => void>();
  let head = size;
  const options = (after: string | null | undefined): FollowOptions<number> => ({
    log,
    tenantId: 'alpha',
    source: {
      head: async () => head,
      read: async (from, limit) =>
        Array.from({ length: Math.max(0, Math.min(limit, head - from)) }, (_, index) => ({
          position: from + index + 1,
          value: from + index + 1,
        })),
    },
    notifications: {
      follow(_log, _tenantId, listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      close: async () => undefined,
    },
    after,
  });
  const grow = (by: number) => {
    head += by;
    for (const listener of listeners) listener();
  };
  return { options, grow, listeners };
}

async function take(stream: AsyncIterator<{ value: number }, void>, count: number) {
  const values: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const next = await stream.next();
    if (next.done) break;
    values.push(next.value.value);
  }
  return values;
}

const upTo = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('followLog', () => {
  test('replays from the start over several pages, then goes live', async () => {
    const { options, grow } = memoryLog(450);
    const stream = await followLog(options('0'));
    expect(await take(stream, 450)).toEqual(upTo(1, 450));
    const live = take(stream, 3);
    grow(1);
    grow(2);
    expect(await live).toEqual([451, 452, 453]);
    await stream.return?.();
  });

  test('continues after the cursor of a delivery', async () => {
    const { options } = memoryLog(10);
    const first = await followLog(options('0'));
    await take(first, 3);
    const { value } = await first.next();
    await first.return?.();
    const second = await followLog(options(value?.cursor));
    expect(await take(second, 6)).toEqual(upTo(5, 10));
    await second.return?.();
  });

  test('without a cursor it begins when the promise resolves, not with the first next()', async () => {
    const { options, grow } = memoryLog(5);
    const stream = await followLog(options(undefined));
    grow(1);
    expect(await take(stream, 1)).toEqual([6]);
    await stream.return?.();
  });

  test('passes over what does not match, and its cursors still count every entry', async () => {
    const { options } = memoryLog(400);
    const stream = await followLog({ ...options('0'), matches: (value) => value % 100 === 0 });
    const cursors = [];
    for (let i = 0; i < 4; i += 1) cursors.push((await stream.next()).value?.cursor);
    expect(cursors).toEqual([100, 200, 300, 400].map((n) => cursorOfPosition(log, n)));
    await stream.return?.();
  });

  test('a cursor beyond the end is a gap, with the cursor of the present end', async () => {
    const { options, listeners } = memoryLog(7);
    await expect(followLog(options(cursorOfPosition(log, 8)))).rejects.toMatchObject({
      code: 'SUBSCRIPTION_GAP',
      details: { cursor: cursorOfPosition(log, 7) },
    });
    expect(listeners.size).toBe(0);
  });

  test.each([
    ['of another log', cursorOfPosition('others', 3)],
    ['with a negative position', cursorOfPosition(log, -1)],
    ['with a fraction', cursorOfPosition(log, 1.5)],
    ['beyond all integers', cursorOfPosition(log, 2 ** 60)],
    ['that is no cursor', 'nonsense!'],
    ['that is empty', ''],
  ])('refuses a cursor %s', async (_, cursor) => {
    const { options, listeners } = memoryLog(7);
    await expect(followLog(options(cursor))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'after' },
    });
    expect(listeners.size).toBe(0);
  });

  test('return() ends a follower that waits, and it listens no more', async () => {
    const { options, listeners } = memoryLog(0);
    const stream = await followLog(options('0'));
    const waiting = stream.next();
    await stream.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(listeners.size).toBe(0);
  });

  test('return() before the first next() ends it too', async () => {
    const { options, listeners } = memoryLog(3);
    const stream = await followLog(options('0'));
    await stream.return?.();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(listeners.size).toBe(0);
  });

  test('a failing read ends it with the error', async () => {
    const { options, listeners } = memoryLog(3);
    const broken = options('0');
    const read = () => Promise.reject(new Error('the database is gone'));
    const stream = await followLog({ ...broken, source: { ...broken.source, read } });
    await expect(stream.next()).rejects.toThrow('the database is gone');
    expect(listeners.size).toBe(0);
  });
});

describe('followLog on a bus', () => {
  const logger = testLogger();
  const onBus = () => {
    const bus = keepPresence(logger, 1);
    const gone = () =>
      new Promise<void>((resolve) => {
        bus.onAway(resolve);
        bus.doubt();
      });
    return { bus, gone };
  };

  test('that goes away ends with the cursor of what was delivered, and continues there', async () => {
    const { options, grow, listeners } = memoryLog(5);
    const { bus, gone } = onBus();
    const stream = await followLog({ ...options('0'), bus });
    expect(await take(stream, 5)).toEqual(upTo(1, 5));
    const waiting = stream.next();
    const ended = expect(waiting).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { retryAfter: expect.any(Number), cursor: cursorOfPosition(log, 5) },
    });
    await gone();
    await ended;
    expect(listeners.size).toBe(0);
    expect(await stream.next()).toMatchObject({ done: true });
    grow(2);
    bus.confirm();
    const resumed = await followLog({ ...options(cursorOfPosition(log, 5)), bus });
    expect(await take(resumed, 2)).toEqual([6, 7]);
    await resumed.return?.();
  });

  test('that goes away before anything came ends with the cursor of where it began', async () => {
    const { options } = memoryLog(3);
    const { bus, gone } = onBus();
    const stream = await followLog({ ...options(undefined), bus });
    await gone();
    await expect(stream.next()).rejects.toMatchObject({
      details: { cursor: cursorOfPosition(log, 3) },
    });
  });

  test('that is away refuses, with the cursor it was asked for', async () => {
    const { options, listeners } = memoryLog(3);
    const { bus, gone } = onBus();
    await gone();
    await expect(followLog({ ...options('0'), bus })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { cursor: '0' },
    });
    await expect(followLog({ ...options(null), bus })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: expect.not.objectContaining({ cursor: expect.anything() }),
    });
    expect(listeners.size).toBe(0);
  });

  test('that goes away in the middle of many events loses none of them', async () => {
    const { options } = memoryLog(450);
    const { bus, gone } = onBus();
    const stream = await followLog({ ...options('0'), bus });
    const values = await take(stream, 10);
    await gone();
    let cursor: string | undefined;
    for (;;) {
      try {
        values.push(...(await take(stream, 1)));
      } catch (error) {
        cursor = (error as { details: { cursor: string } }).details.cursor;
        break;
      }
    }
    bus.confirm();
    const resumed = await followLog({ ...options(cursor), bus });
    values.push(...(await take(resumed, 450 - values.length)));
    expect(values).toEqual(upTo(1, 450));
    await resumed.return?.();
  });
});
