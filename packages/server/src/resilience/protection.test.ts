/**
 * Goal: whatever becomes of what is called, the caller has an outcome in bounded time, what may have
 * had an effect is never repeated, and what is down is left alone until it may be back. Method: work
 * that the test decides, with limits of milliseconds; waits are on states.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import type { CircuitStateName } from './circuit-breaker.ts';
import { breakerPresets, bulkheadPresets, retryPresets } from './presets.ts';
import { type ProtectionPresets, createProtection } from './protection.ts';

const breaker = { failures: 3, recoveryMs: 5, successes: 3, timeoutMs: 10_000 };
const bulkhead = { concurrent: 2, queued: 1 };
const retry = { attempts: 3, baseMs: 1, maxMs: 2 };
const down = () => Promise.reject(unavailable('Down.', 2));
const up = async () => 'up';
const query = { mayRepeat: true };
const mutation = { mayRepeat: false };

function protect(presets: Partial<ProtectionPresets> = {}) {
  const states: CircuitStateName[] = [];
  const told = { retries: 0, states };
  const protection = createProtection({
    name: 'audit',
    subject: 'The audit subgraph',
    presets: { breaker, bulkhead, retry, ...presets },
    clock: systemClock,
    onRetry: () => (told.retries += 1),
    onCircuitChange: (state) => states.push(state),
  });
  return { protection, told };
}

/** Work that goes on until the test ends it. */
function held() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => promise, resolve: () => resolve('held') };
}

async function openCircuit(protection: ReturnType<typeof createProtection>): Promise<void> {
  for (let count = 0; count < breaker.failures; count += 1) {
    await expect(protection.run(down, mutation)).rejects.toMatchObject({ message: 'Down.' });
  }
}

const openForLong = { ...breaker, recoveryMs: 60_000 };

describe('repeats', () => {
  test('a query is repeated until it succeeds', async () => {
    const { protection, told } = protect();
    let calls = 0;
    const flapping = () => ((calls += 1) < 3 ? down() : up());
    expect(await protection.run(flapping, query)).toBe('up');
    expect([calls, told.retries]).toEqual([3, 2]);
  });

  test('a query is not repeated more often than the preset says', async () => {
    const { protection, told } = protect({ breaker: { ...breaker, failures: 10 } });
    await expect(protection.run(down, query)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { retryAfter: 2 },
    });
    expect(told.retries).toBe(2);
  });

  test.each<[string, () => Promise<never>, typeof query]>([
    ['what may have had an effect', down, mutation],
    ['a refusal', () => Promise.reject(new AppError('FORBIDDEN', 'No.')), query],
    ['a fault of our own', () => Promise.reject(new TypeError('undefined is no function')), query],
  ])('%s is not repeated', async (_, fail, call) => {
    const { protection, told } = protect();
    let calls = 0;
    const counted = () => ((calls += 1), fail());
    await expect(protection.run(counted, call)).rejects.toThrow();
    expect([calls, told.retries]).toEqual([1, 0]);
  });
});

describe('the time limit', () => {
  const impatient = { breaker: { ...breaker, timeoutMs: 20 } };

  test('ends a call that does not answer, and tells its work', async () => {
    const { protection, told } = protect(impatient);
    let seen: AbortSignal | undefined;
    const deaf = (signal: AbortSignal) => ((seen = signal), new Promise<never>(() => undefined));
    await expect(protection.run(deaf, query)).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: 'The audit subgraph did not answer within 0.02 s.',
    });
    expect(seen?.aborted).toBe(true);
    // It has taken all the time that there is.
    expect(told.retries).toBe(0);
    expect(protection.circuit().failureCount).toBe(1);
  });

  test('holds for calls that wait for their turn, too', async () => {
    const { protection } = protect(impatient);
    const busy = held();
    const calls = [1, 2, 3].map(() => protection.run(busy.work, mutation));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes).toMatchObject(calls.map(() => ({ reason: { code: 'TIMEOUT' } })));
    busy.resolve();
  });
});

test('a caller that has gone ends its call, which says nothing of what was called', async () => {
  const { protection } = protect();
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const deaf = (signal: AbortSignal) => ((seen = signal), new Promise<never>(() => undefined));
  const call = protection.run(deaf, { ...query, signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
  expect([seen?.aborted, protection.circuit().failureCount]).toEqual([true, 0]);
  // One that went before is not even begun.
  let begun = false;
  const late = protection.run(async () => (begun = true), { ...query, signal: controller.signal });
  await expect(late).rejects.toMatchObject({ reason: 'cancelled' });
  expect(begun).toBe(false);
});

describe('the bulkhead', () => {
  test('lets so many in, so many wait, and refuses the rest at once', async () => {
    const { protection } = protect();
    const busy = held();
    const inside = [1, 2, 3].map(() => protection.run(busy.work, query));
    expect(protection.load()).toEqual({ active: 2, queued: 1 });
    await expect(protection.run(up, query)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'overloaded',
      details: { retryAfter: 1 },
    });
    busy.resolve();
    expect(await Promise.all(inside)).toEqual(['held', 'held', 'held']);
    expect(protection.load()).toEqual({ active: 0, queued: 0 });
    expect(protection.circuit()).toMatchObject({ state: 'closed', failureCount: 0 });
  });

  test('never lets more in, whatever becomes of the calls', async () => {
    const outcome = fc.constantFrom('up', 'down', 'fault');
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { maxLength: 40 }), async (outcomes) => {
        const { protection } = protect({ bulkhead: { concurrent: 3, queued: 100 } });
        let inside = 0;
        let most = 0;
        const calls = outcomes.map((each) =>
          protection.run(async () => {
            most = Math.max(most, (inside += 1));
            await new Promise(setImmediate);
            inside -= 1;
            if (each === 'down') throw unavailable('Down.', 1);
            if (each === 'fault') throw new TypeError('A fault.');
          }, query),
        );
        await Promise.allSettled(calls);
        return most <= 3 && protection.load().active === 0;
      }),
      { numRuns: 50 },
    );
  });
});

describe('the circuit', () => {
  test('opens after failures in a row and refuses at once, with the time to come back', async () => {
    const { protection, told } = protect({ breaker: openForLong });
    await openCircuit(protection);
    let called = false;
    await expect(protection.run(async () => (called = true), query)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'circuit_open',
      details: { retryAfter: 60 },
    });
    expect([called, told.retries, told.states]).toEqual([false, 0, ['open']]);
    expect(protection.circuit()).toEqual({
      name: 'audit',
      state: 'open',
      failureCount: 3,
      successCount: 0,
      lastFailureTime: expect.any(Date),
    });
  });

  test('stays closed as long as a call succeeds in between', async () => {
    const { protection } = protect();
    for (let round = 0; round < 5; round += 1) {
      await expect(protection.run(down, mutation)).rejects.toThrow();
      await expect(protection.run(down, mutation)).rejects.toThrow();
      await protection.run(up, mutation);
    }
    expect(protection.circuit().state).toBe('closed');
  });

  test('closes after as many successful trials as the preset says', async () => {
    const { protection, told } = protect();
    await openCircuit(protection);
    await untilDue(protection);
    for (const state of ['half_open', 'half_open', 'closed']) {
      expect(await protection.run(up, mutation)).toBe('up');
      expect(protection.circuit().state).toBe(state);
    }
    expect(told.states).toEqual(['open', 'half_open', 'closed']);
  });

  test('opens again when a trial fails', async () => {
    const { protection, told } = protect();
    await openCircuit(protection);
    await untilDue(protection);
    await protection.run(up, mutation);
    await expect(protection.run(down, mutation)).rejects.toThrow('Down.');
    expect(told.states).toEqual(['open', 'half_open', 'open']);
  });

  test('lets no more in on trial than it needs, and none waits for them', async () => {
    const { protection } = protect({ bulkhead: { concurrent: 10, queued: 0 } });
    await openCircuit(protection);
    await untilDue(protection);
    const busy = held();
    const trials = [1, 2, 3].map(() => protection.run(busy.work, mutation));
    await expect(protection.run(up, mutation)).rejects.toMatchObject({ reason: 'circuit_open' });
    busy.resolve();
    expect(await Promise.all(trials)).toHaveLength(3);
    expect(protection.circuit().state).toBe('closed');
  });

  test('does not close on trials that were given up', async () => {
    const { protection } = protect();
    await openCircuit(protection);
    await untilDue(protection);
    const controller = new AbortController();
    const deaf = () => new Promise<never>(() => undefined);
    const trial = protection.run(deaf, { ...mutation, signal: controller.signal });
    controller.abort();
    await expect(trial).rejects.toMatchObject({ reason: 'cancelled' });
    await untilDue(protection);
    expect(protection.circuit().state).toBe('half_open');
  });
});

test('the presets are those that were agreed', () => {
  expect(breakerPresets.default).toEqual({
    failures: 5,
    recoveryMs: 60_000,
    successes: 3,
    timeoutMs: 30_000,
  });
  expect(breakerPresets.database).toMatchObject({
    failures: 3,
    recoveryMs: 30_000,
    timeoutMs: 10_000,
  });
  expect(breakerPresets.bus).toMatchObject({ failures: 5, recoveryMs: 60_000, timeoutMs: 15_000 });
  expect(breakerPresets.zenodo).toMatchObject({
    failures: 3,
    recoveryMs: 120_000,
    timeoutMs: 30_000,
  });
  expect(breakerPresets.s3).toMatchObject({ failures: 5, recoveryMs: 60_000, timeoutMs: 30_000 });
  expect(retryPresets.default).toEqual({ attempts: 3, baseMs: 1_000, maxMs: 60_000 });
  expect(retryPresets.zenodo).toMatchObject({ attempts: 5, baseMs: 2_000 });
  expect(bulkheadPresets.remoteSubgraph.concurrent).toBe(64);
});

/** The recovery time is over: the next call is a trial. */
async function untilDue(protection: ReturnType<typeof createProtection>): Promise<void> {
  while (protection.circuit().state === 'open') {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe('what is called asks for patience', () => {
  const tooOften = (retryAfter: number) => () =>
    Promise.reject(new AppError('RATE_LIMITED', 'Wait.', { retryAfter }));

  test('and gets it: a repeat waits as long, though not for longer than callers do', async () => {
    const waits = { attempts: 2, baseMs: 1, maxMs: 100 };
    const pauses = fc.integer({ min: 0, max: 300 });
    await fc.assert(
      fc.asyncProperty(pauses, async (pauseMs) => {
        const { protection, told } = protect({ retry: waits });
        const times: number[] = [];
        const work = () => {
          times.push(performance.now());
          return times.length === 1 ? tooOften(pauseMs / 1_000)() : up();
        };
        const outcome = await protection.run(work, query).catch((error: AppError) => error.code);
        expect(outcome).toBe(pauseMs <= waits.maxMs ? 'up' : 'RATE_LIMITED');
        expect(told.retries).toBe(times.length - 1);
        // Timers of Node count whole milliseconds and may fire one early.
        if (times.length > 1) expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(pauseMs - 1);
        expect(protection.circuit()).toMatchObject({ state: 'closed', failureCount: 0 });
      }),
      { numRuns: 20 },
    );
  });
});
