/** Counting events of a tenant, in this process and in Redis: one body of tests for both. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { openCounters } from './open-counters.ts';
import { type RateLimiter, createRateLimiter } from './rate-limiter.ts';
import { type UsageCounters, createMemoryCounters } from './usage-counters.ts';

const logger = testLogger();
/** However busy the machine is. */
const answerTimeoutMs = 20_000;
const midnight = Date.UTC(2026, 0, 5);

/** Nobody before has reported for this tenant. */
let tenants = 0;
const newTenant = () => `tenant ${(tenants += 1)}`;

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

  test('events of a tenant: a second takes its limit, more waits', async () => {
    const tenantId = newTenant();
    expect(await limiter.consumeEvents(tenantId, 4, 10)).toBe(0);
    expect(await limiter.consumeEvents(tenantId, 6, 10)).toBe(0);
    expect(await limiter.consumeEvents(tenantId, 1, 10)).toBe(1);
    now = midnight + 49;
    expect(await limiter.consumeEvents(tenantId, 1, 10)).toBe(1);
    now = midnight + 50;
    expect(await limiter.consumeEvents(tenantId, 1, 10)).toBe(0);
    expect(await limiter.consumeEvents(tenantId, 1, 10)).toBe(1);
    expect(await limiter.consumeEvents(newTenant(), 10, 10)).toBe(0);
  });

  test('a batch of many seconds is paid for by those after it, to the millisecond', async () => {
    const tenantId = newTenant();
    expect(await limiter.consumeEvents(tenantId, 205, 10)).toBe(0);
    expect(await limiter.consumeEvents(tenantId, 1, 10)).toBe(20);
    now = midnight + 19_549;
    expect(await limiter.consumeEvents(tenantId, 205, 10)).toBe(1);
    now = midnight + 19_550;
    expect(await limiter.consumeEvents(tenantId, 205, 10)).toBe(0);
    expect(await limiter.consumeEvents(tenantId, 205, 10)).toBe(21);
  });

  test('a trickle of events keeps no batch waiting, be it as large as a second or larger', async () => {
    for (const events of [9, 10, 200]) {
      const tenantId = newTenant();
      for (let second = 0; second < 5; second += 1) {
        now += 500;
        expect(await limiter.consumeEvents(tenantId, 1, 10)).toBe(0);
      }
      expect(await limiter.consumeEvents(tenantId, events, 10)).toBe(0);
    }
  });

  test.each([1, 3, 7, 1_000, 4_999])(
    'of %i events a second exactly as many pass',
    async (limit) => {
      const tenantId = newTenant();
      const waits = await Promise.all(
        Array.from({ length: limit + 3 }, () => limiter.consumeEvents(tenantId, 1, limit)),
      );
      expect(waits.filter((wait) => wait === 0)).toHaveLength(limit);
    },
  );

  test('of many batches at once one too many passes at most', async () => {
    const tenantId = newTenant();
    const waits = await Promise.all(
      Array.from({ length: 50 }, () => limiter.consumeEvents(tenantId, 3, 10)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
  });

  test('nobody is held longer than a day', async () => {
    const tenantId = newTenant();
    expect(await limiter.consumeEvents(tenantId, 1e12, 1)).toBe(0);
    expect(await limiter.consumeEvents(tenantId, 1, 1)).toBe(86_400);
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
});

test('however events are batched, no more pass than the limit allows in the time', async () => {
  const batch = fc.record({
    afterMs: fc.oneof(fc.nat(300), fc.nat(5_000)),
    events: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 100 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 60 }), async (batches) => {
      let now = midnight;
      const clock = () => new Date(now);
      const counters = createMemoryCounters(clock);
      const limiter = createRateLimiter({ counters, logger, answerTimeoutMs, clock });
      let passed = 0;
      let last = 0;
      for (const { afterMs, events } of batches) {
        now += afterMs;
        if ((await limiter.consumeEvents('t', events, 10)) > 0) continue;
        passed += last;
        last = events;
        // What may be owed, and what has been paid since the beginning; but for the last batch.
        expect(passed).toBeLessThanOrEqual(10 * ((now - midnight) / 1_000 + 1));
      }
    }),
  );
});
