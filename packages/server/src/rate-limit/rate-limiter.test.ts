/** Counting requests, in this process and in Redis: one body of tests for both. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { openCounters } from './open-counters.ts';
import { type RateLimiter, createRateLimiter } from './rate-limiter.ts';
import {
  type RateLimits,
  defaultRateLimits,
  effectiveLimits,
} from '@arbiter/kernel/rate-limit/rate-limits.ts';
import { type UsageCounters, createMemoryCounters } from './usage-counters.ts';

const logger = testLogger();
const limits: RateLimits = {
  perMinute: 3,
  perHour: 100,
  perDay: 1_000,
  tenantPerMinute: 0,
  tenantPerHour: 0,
  tenantPerDay: 0,
  operations: { reportMatch: 2 },
  eventsPerSecond: 10,
};

/** However busy the machine is. */
const answerTimeoutMs = 20_000;

/** Nobody before has counted for this user. */
let users = 0;
const newSubject = () => ({ tenantId: 't', userId: `user ${(users += 1)}` });

/** Mutations of a request that are done once each. */
const once = (...names: string[]) => new Map(names.map((name) => [name, 1]));
const none = once();

/** A minute, hour and day begin. */
const midnight = Date.UTC(2026, 0, 5);

function countsIn(open: (clock: Clock) => UsageCounters | Promise<UsageCounters>) {
  let counters: UsageCounters;
  let limiter: RateLimiter;
  let now = midnight;
  const clock = () => new Date(now);
  beforeAll(async () => {
    counters = await open(clock);
    limiter = createRateLimiter({ counters, logger, answerTimeoutMs, clock });
  });
  beforeEach(() => {
    now = midnight;
  });
  afterAll(async () => counters[Symbol.asyncDispose]());

  test('as many as the limit pass, and each says how many are left', async () => {
    const subject = newSubject();
    for (const remaining of [2, 1, 0]) {
      const decision = await limiter.consume(subject, limits, none);
      expect(decision).toMatchObject({ isAllowed: true, status: { window: 'minute', remaining } });
    }
    const refused = await limiter.consume(subject, limits, none);
    expect(refused).toMatchObject({
      isAllowed: false,
      status: { window: 'minute', limit: 3, remaining: 0, operation: null },
    });
    expect(refused.status!.freeAt).toEqual(new Date(midnight + 80_000));
    expect(refused.status!.resetAt).toEqual(new Date(midnight + 120_000));
  });

  test('what was used fades with the window behind it: no burst where two windows meet', async () => {
    const subject = newSubject();
    const many = { ...limits, perMinute: 60, perHour: 1_000 };
    const passing = async () => {
      let passed = 0;
      while ((await limiter.consume(subject, many, none)).isAllowed) passed += 1;
      return passed;
    };
    now = midnight + 59_999;
    expect(await passing()).toBe(60);
    now = midnight + 60_001;
    expect(await passing()).toBe(0);
    now = midnight + 90_000;
    expect(await passing()).toBe(30);
    now = midnight + 240_000;
    expect(await passing()).toBe(60);
  });

  test('a refusal says when one more passes', async () => {
    const subject = newSubject();
    now = midnight + 30_000;
    for (let asked = 0; asked < 3; asked += 1) await limiter.consume(subject, limits, none);
    const { status } = await limiter.consume(subject, limits, none);
    now = status!.freeAt.getTime() - 1;
    expect(await limiter.consume(subject, limits, none)).toMatchObject({ isAllowed: false });
    now = status!.freeAt.getTime();
    expect(await limiter.consume(subject, limits, none)).toMatchObject({ isAllowed: true });
  });

  test('refused requests are not counted', async () => {
    const subject = newSubject();
    for (let asked = 0; asked < 9; asked += 1) await limiter.consume(subject, limits, none);
    const status = await limiter.status(subject, limits);
    expect(status.map(({ remaining }) => remaining)).toEqual([0, 97, 997, 2]);
  });

  test('of many at once exactly as many as the limit pass', async () => {
    const subject = newSubject();
    const many = { ...limits, perMinute: 20 };
    const all = await Promise.all(
      Array.from({ length: 50 }, () => limiter.consume(subject, many, none)),
    );
    expect(all.filter(({ isAllowed }) => isAllowed)).toHaveLength(20);
  });

  test('users and tenants do not share', async () => {
    const subject = newSubject();
    for (let asked = 0; asked < 4; asked += 1) await limiter.consume(subject, limits, none);
    for (const other of [newSubject(), { ...subject, tenantId: 'another' }]) {
      expect(await limiter.consume(other, limits, none)).toMatchObject({ isAllowed: true });
    }
  });

  test('a mutation has a limit of its own; names that objects have anyway have none', async () => {
    const subject = newSubject();
    const many = { ...limits, perMinute: 100 };
    const ask = () =>
      limiter.consume(subject, many, once('reportMatch', 'toString', 'createAgent'));
    expect(await ask()).toMatchObject({ isAllowed: true, status: { operation: 'reportMatch' } });
    await ask();
    expect(await ask()).toMatchObject({
      isAllowed: false,
      status: { operation: 'reportMatch', limit: 2 },
    });
    expect(await limiter.consume(subject, many, none)).toMatchObject({ isAllowed: true });
  });

  test('a mutation counts as often as a request does it, and a refused one not at all', async () => {
    const subject = newSubject();
    const many = { ...limits, perMinute: 100, operations: { reportMatch: 5 } };
    const ask = (times: number) =>
      limiter.consume(subject, many, new Map([['reportMatch', times]]));
    expect(await ask(3)).toMatchObject({ isAllowed: true, status: { remaining: 2 } });
    const refused = await ask(4);
    expect(refused).toMatchObject({
      isAllowed: false,
      status: { operation: 'reportMatch', remaining: 2 },
    });
    // Of the three of this minute one may count still.
    expect(refused.status!.freeAt).toEqual(new Date(midnight + 100_000));
    expect(await ask(2)).toMatchObject({ isAllowed: true, status: { remaining: 0 } });
    expect(await ask(6)).toMatchObject({ isAllowed: false });
    const status = await limiter.status(subject, many);
    expect(status.map(({ remaining }) => remaining)).toEqual([98, 98, 998, 0]);
  });

  test('nobody counts for another, whatever a provider calls its users', async () => {
    const subject = newSubject();
    const many = { ...limits, operations: { reportMatch: 1, createAgent: 1 } };
    await limiter.consume(subject, many, once('reportMatch'));
    for (const name of ['|reportMatch', '","reportMatch', '|createAgent', '\u0000', '\ud800']) {
      const other = { ...subject, userId: `${subject.userId}${name}` };
      expect(await limiter.consume(other, many, none)).toMatchObject({ status: { remaining: 2 } });
    }
    const asked = await limiter.consume(subject, many, once('createAgent'));
    expect(asked).toMatchObject({ isAllowed: true, status: { remaining: 0 } });
    const others = [
      { tenantId: 't|u', userId: 'v' },
      { tenantId: 't', userId: 'u|v' },
    ];
    for (const other of others) {
      expect(await limiter.consume(other, many, none)).toMatchObject({ status: { remaining: 2 } });
    }
  });

  describe('a tenant as a whole', () => {
    const each = { ...limits, perMinute: 100, operations: {} };
    const lab = () => ({ tenantId: newSubject().userId, userId: 'ada' });

    test.each([
      ['tenantPerMinute', 'minute'],
      ['tenantPerHour', 'hour'],
      ['tenantPerDay', 'day'],
    ] as const)('has %s, whoever of it asks', async (name, window) => {
      const [ada, shared] = [lab(), { ...each, [name]: 3 }];
      const users = [ada, { ...ada, userId: 'bob' }, { ...ada, userId: 'eve' }];
      for (const [index, user] of users.entries()) {
        const status = { window, isOfTenant: true, limit: 3, remaining: 2 - index };
        expect(await limiter.consume(user, shared, none)).toMatchObject({
          isAllowed: true,
          status,
        });
      }
      const status = { window, isOfTenant: true, operation: null, remaining: 0 };
      for (const user of [ada, { ...ada, userId: 'new' }]) {
        const refused = await limiter.consume(user, shared, none);
        expect(refused).toMatchObject({ isAllowed: false, status });
      }
      expect(await limiter.consume(lab(), shared, none)).toMatchObject({ isAllowed: true });
    });

    test('has as much as it likes of what is 0', async () => {
      const subject = lab();
      const status = await limiter.status(subject, each);
      expect(status.filter(({ isOfTenant }) => isOfTenant)).toEqual([]);
      expect(await limiter.consume(subject, each, none)).toMatchObject({
        status: { isOfTenant: false },
      });
    });

    test('loses nothing by refusals, be they a user’s or its own', async () => {
      const [ada, shared] = [lab(), { ...each, perMinute: 2, tenantPerMinute: 4 }];
      for (let asked = 0; asked < 9; asked += 1) await limiter.consume(ada, shared, none);
      const bob = { ...ada, userId: 'bob' };
      expect(await limiter.consume(bob, shared, none)).toMatchObject({ isAllowed: true });
      expect(await limiter.consume(bob, shared, none)).toMatchObject({ isAllowed: true });
      const eve = { ...ada, userId: 'eve' };
      expect(await limiter.consume(eve, shared, none)).toMatchObject({ isAllowed: false });
      const [ofEve] = await limiter.status(eve, shared);
      expect(ofEve).toMatchObject({ window: 'minute', isOfTenant: false, remaining: 2 });
    });

    test('keeps its sum when a user’s use is forgotten', async () => {
      const [ada, shared] = [lab(), { ...each, tenantPerDay: 5 }];
      await limiter.consume(ada, shared, none);
      await limiter.reset(ada, shared);
      const status = await limiter.status(ada, shared);
      expect(status.map(({ remaining }) => remaining)).toEqual([100, 100, 1_000, 4]);
    });

    test('of many at once exactly as many as its limit pass', async () => {
      const [ada, shared] = [lab(), { ...each, tenantPerMinute: 20 }];
      const all = await Promise.all(
        Array.from({ length: 50 }, (_, user) =>
          limiter.consume({ ...ada, userId: `user ${user}` }, shared, none),
        ),
      );
      expect(all.filter(({ isAllowed }) => isAllowed)).toHaveLength(20);
    });
  });

  test('a reset leaves everything', async () => {
    const subject = newSubject();
    await limiter.consume(subject, limits, once('reportMatch'));
    await limiter.reset(subject, limits);
    const status = await limiter.status(subject, limits);
    expect(status.map(({ remaining }) => remaining)).toEqual([3, 100, 1_000, 2]);
  });
}

describe('in this process', () => countsIn(createMemoryCounters));

describeWith(['redis-server'], 'in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => redis[Symbol.asyncDispose]());

  describe('that is there', () => countsIn((clock) => openCounters(redis.url, logger, clock)));

  describe('that goes', () => {
    let uncounted = 0;
    beforeEach(() => {
      uncounted = 0;
    });

    test('everything passes uncounted, and is counted again once it is back', async () => {
      await using counters = await openCounters(redis.url, logger);
      const onUncounted = () => {
        uncounted += 1;
      };
      const limiter = createRateLimiter({ counters, logger, answerTimeoutMs, onUncounted });
      const subject = newSubject();
      await countedAgain(limiter, subject);
      await redis.kill();
      const before = uncounted;
      for (let asked = 0; asked < 10; asked += 1) {
        expect(await limiter.consume(subject, limits, none)).toEqual({
          isAllowed: true,
          status: null,
        });
      }
      expect(uncounted).toBe(before + 10);
      await expect(limiter.status(subject, limits)).rejects.toThrow();
      await redis.start();
      await countedAgain(limiter, subject);
    });

    test('one that does not answer holds a request up only for a moment', async () => {
      const silent: UsageCounters = {
        add: () => new Promise(() => undefined),
        takeBack: () => new Promise(() => undefined),
        read: () => new Promise(() => undefined),
        clear: () => new Promise(() => undefined),
        charge: () => new Promise(() => undefined),
        [Symbol.asyncDispose]: async () => undefined,
      };
      const limiter = createRateLimiter({ counters: silent, logger });
      for (let asked = 0; asked < 50; asked += 1) {
        expect(await limiter.consume(newSubject(), limits, none)).toMatchObject({
          isAllowed: true,
        });
      }
      await expect(limiter.status(newSubject(), limits)).rejects.toThrow('did not answer');
      await expect(limiter.reset(newSubject(), limits)).rejects.toThrow('did not answer');
    });
  });
});

/** Until a request is counted: the connection, and the circuit, may still be closed. */
async function countedAgain(
  limiter: RateLimiter,
  subject: ReturnType<typeof newSubject>,
): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { status } = await limiter.consume(subject, limits, none);
    if (status) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Nothing is counted.');
}

test('limits of a tenant stand in place of the usual ones, and the others stay', () => {
  const limit = fc.option(fc.integer({ min: 1, max: 1_000 }));
  const operations = fc.dictionary(fc.constantFrom('reportMatch', 'createAgent'), fc.nat());
  fc.assert(
    fc.property(
      fc.record({ perMinute: limit, perHour: limit, perDay: limit, operations }),
      (own) => {
        const effective = effectiveLimits(defaultRateLimits, own);
        expect(effective.perMinute).toBe(own.perMinute ?? 100);
        expect(effective.perHour).toBe(own.perHour ?? 1_000);
        expect(effective.perDay).toBe(own.perDay ?? 10_000);
        expect(effective.operations).toEqual({
          ...defaultRateLimits.operations,
          ...own.operations,
        });
      },
    ),
  );
  expect(effectiveLimits(defaultRateLimits, null)).toBe(defaultRateLimits);
});
