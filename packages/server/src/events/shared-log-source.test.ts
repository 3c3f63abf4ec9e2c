// Goal: followers that share one reading get exactly what they would get by reading alone, and the
// log is read once for all of them. Method: a log in memory that counts its reads and answers when
// the test says so, followed through followLog; random schedules as a property.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LogEntry, cursorOfPosition, followLog } from './event-log.ts';
import { shareLogSources } from './shared-log-source.ts';

const log = 'things';

/** A log of the numbers 1, 2, 3, … for any tenant, and the followers to wake when it grows. */
function memoryLog(size: number) {
  const listeners = new Set<() => void>();
  let head = size;
  let gate: Promise<void> | undefined;
  const counts = { heads: 0, reads: 0 };
  const notifications = {
    follow(_log: string, _tenantId: string, listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => undefined,
  };
  const open = () => ({
    async head() {
      counts.heads += 1;
      const seen = head;
      await gate;
      return seen;
    },
    /** Looks when it is called and answers when the gate opens, like a slow database. */
    async read(after: number, limit: number): Promise<LogEntry<number>[]> {
      counts.reads += 1;
      const size = Math.max(0, Math.min(limit, head - after));
      const seen = Array.from({ length: size }, (_, index) => after + index + 1);
      await gate;
      return seen.map((position) => ({ position, value: position }));
    },
  });
  const share = shareLogSources(notifications);
  return {
    counts,
    listeners,
    source: (tenantId: string) => share({ log, tenantId, open }),
    follow(after: string | undefined, tenantId = 'alpha') {
      return followLog({ log, tenantId, source: this.source(tenantId), notifications, after });
    },
    /** Commits entries; the notification may come later. */
    append: (count: number) => void (head += count),
    ring: () => listeners.forEach((listener) => listener()),
    /** Holds answers back until the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = undefined;
        resolve();
      };
    },
  };
}

type Follower = AsyncIterableIterator<{ value: number }, void>;

async function take(follower: Follower, count: number): Promise<number[]> {
  const values: number[] = [];
  while (values.length < count) {
    const next = await follower.next();
    if (next.done) break;
    values.push(next.value.value);
  }
  return values;
}

/** Follows for good. */
async function collect(following: Promise<Follower>, seen: number[]): Promise<void> {
  for await (const { value } of await following) seen.push(value);
}

const upTo = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Lets everything that can go on without the test go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the log is read once for all', () => {
  test('a growth that wakes many followers', async () => {
    const memory = memoryLog(10);
    const followers = await Promise.all(
      Array.from({ length: 100 }, () => memory.follow(undefined)),
    );
    const live = followers.map((follower) => take(follower, 3));
    await settle();
    expect(memory.counts.reads).toBe(1);
    memory.append(3);
    memory.ring();
    expect(await Promise.all(live)).toEqual(live.map(() => [11, 12, 13]));
    expect(memory.counts.reads).toBe(2);
  });

  test('the beginning of many followers at once', async () => {
    const memory = memoryLog(10);
    await Promise.all(Array.from({ length: 100 }, () => memory.follow(undefined)));
    expect(memory.counts.heads).toBeLessThanOrEqual(2);
  });

  test('a replay of several pages by many at once', async () => {
    const memory = memoryLog(950);
    const followers = await Promise.all(Array.from({ length: 50 }, () => memory.follow('0')));
    const seen = await Promise.all(followers.map((follower) => take(follower, 950)));
    expect(seen).toEqual(seen.map(() => upTo(1, 950)));
    expect(memory.counts.reads).toBe(5);
  });

  test('followers that stand at different places near the end', async () => {
    const memory = memoryLog(300);
    const last = await memory.follow('0');
    await take(last, 300);
    const waiting = take(last, 1);
    await settle();
    const { reads } = memory.counts;
    const cursors = upTo(200, 300).map((position) => cursorOfPosition(log, position));
    const followers = await Promise.all(cursors.map((cursor) => memory.follow(cursor)));
    const missed = await Promise.all(
      followers.slice(0, -1).map((follower, index) => take(follower, 100 - index)),
    );
    expect(missed[0]).toEqual(upTo(201, 300));
    expect(memory.counts.reads).toBe(reads);
    memory.append(1);
    memory.ring();
    expect(await waiting).toEqual([301]);
    expect(memory.counts.reads).toBe(reads + 1);
  });
});

test('a replay of old entries does not push out the newest ones', async () => {
  const memory = memoryLog(1_000);
  const live = take(await memory.follow(cursorOfPosition(log, 900)), 101);
  await settle();
  await take(await memory.follow('0'), 100);
  const { reads } = memory.counts;
  expect(await take(await memory.follow(cursorOfPosition(log, 990)), 10)).toEqual(upTo(991, 1_000));
  expect(memory.counts.reads).toBe(reads);
  memory.append(1);
  memory.ring();
  expect(await live).toEqual(upTo(901, 1_001));
});

describe('nothing is missed', () => {
  test('what is appended while a read is under way', async () => {
    const memory = memoryLog(0);
    const release = memory.hold();
    const starting = memory.follow('0');
    await settle();
    release();
    const first = await starting;
    const releaseRead = memory.hold();
    const early = take(first, 1);
    await settle();
    // The read has looked, and has not answered; now the log grows and a second follower comes.
    memory.append(1);
    memory.ring();
    const second = take(
      await followLog({
        log,
        tenantId: 'alpha',
        source: { head: async () => 1, read: memory.source('alpha').read },
        notifications: { follow: () => () => undefined, close: async () => undefined },
        after: '0',
      }),
      1,
    );
    await settle();
    releaseRead();
    expect(await early).toEqual([1]);
    // It hears no further ring: the answer it shares must not be the older one.
    expect(await second).toEqual([1]);
  });

  test('what is appended after the newest entries were kept and before the ring', async () => {
    const memory = memoryLog(5);
    const first = await memory.follow('0');
    await take(first, 5);
    memory.append(1);
    const second = await memory.follow('0');
    const all = take(second, 6);
    await settle();
    memory.ring();
    expect(await all).toEqual(upTo(1, 6));
  });

  test('a cursor that is newer than what is kept', async () => {
    const memory = memoryLog(5);
    await take(await memory.follow('0'), 5);
    memory.append(2);
    const follower = await memory.follow(cursorOfPosition(log, 7));
    const live = take(follower, 1);
    await settle();
    memory.append(1);
    memory.ring();
    expect(await live).toEqual([8]);
  });

  test('a growth by more than is kept', async () => {
    const memory = memoryLog(1);
    const follower = await memory.follow('0');
    const all = take(follower, 1_201);
    await settle();
    memory.append(1_200);
    memory.ring();
    expect(await all).toEqual(upTo(1, 1_201));
  });

  test('every follower gets every entry once and in order, however things fall', async () => {
    const steps = fc.array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.record({
            do: fc.constant('append' as const),
            count: fc.integer({ min: 1, max: 260 }),
          }),
        },
        { weight: 4, arbitrary: fc.record({ do: fc.constant('ring' as const) }) },
        {
          weight: 2,
          arbitrary: fc.record({ do: fc.constant('follow' as const), from: fc.nat({ max: 100 }) }),
        },
        { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const) }) },
        { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const) }) },
        { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
      ),
      { minLength: 5, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (schedule) => {
        const memory = memoryLog(3);
        let size = 3;
        let release = () => {};
        const followers: { from: number; seen: number[] }[] = [];
        for (const step of schedule) {
          if (step.do === 'append') {
            memory.append(step.count);
            size += step.count;
          } else if (step.do === 'ring') memory.ring();
          else if (step.do === 'hold') {
            release();
            release = memory.hold();
          } else if (step.do === 'release') release();
          else if (step.do === 'settle') await settle();
          else {
            const from = Math.min(size, Math.round((size * step.from) / 100));
            const after = from === 0 ? '0' : cursorOfPosition(log, from);
            const seen: number[] = [];
            void collect(memory.follow(after), seen);
            followers.push({ from, seen });
          }
        }
        release();
        memory.ring();
        for (let i = 0; i < 60; i += 1) await settle();
        for (const { from, seen } of followers) expect(seen).toEqual(upTo(from + 1, size));
      }),
      { numRuns: 300 },
    );
  });
});

test('a failed read fails who shares it, and the next one tries again', async () => {
  let failing = true;
  const share = shareLogSources({
    follow: () => () => undefined,
    close: async () => undefined,
  });
  const source = share({
    log,
    tenantId: 'alpha',
    open: () => ({
      head: async () => 1,
      async read() {
        if (failing) throw new Error('gone');
        return [{ position: 1, value: 1 }];
      },
    }),
  });
  const both = await Promise.allSettled([source.read(0, 10), source.read(0, 10)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  failing = false;
  expect(await source.read(0, 10)).toEqual([{ position: 1, value: 1 }]);
});

test('only so many logs are kept, and none is listened for in vain', async () => {
  const memory = memoryLog(3);
  for (let i = 0; i < 250; i += 1) await memory.source(`tenant-${i}`).read(0, 10);
  expect(memory.listeners.size).toBe(200);
  expect(memory.counts.reads).toBe(250);
  await memory.source('tenant-249').read(0, 10);
  expect(memory.counts.reads).toBe(250);
  await memory.source('tenant-0').read(0, 10);
  expect(memory.counts.reads).toBe(251);
});
