/** When a failure is repeated, and how long before. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ArbiterError } from './error.ts';
import { sleep, waitBeforeRepeat, withRetries } from './retry.ts';

const policy = { attempts: 3, minDelayMs: 1, maxDelayMs: 2 };
const network = new ArbiterError('NETWORK', 'Gone.');
const conflict = new ArbiterError('CONFLICT', 'No.');

describe('waitBeforeRepeat', () => {
  test('lies between what the server asks for and the bound', () => {
    const seconds = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
    const delays = fc.tuple(
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 1, max: 60_000 }),
    );
    fc.assert(
      fc.property(
        seconds,
        delays,
        fc.integer({ min: 1, max: 50 }),
        (retryAfter, delay, attempt) => {
          const [minDelayMs, maxDelayMs] = delay;
          const facts = retryAfter === undefined ? {} : { retryAfter };
          const error = new ArbiterError('RATE_LIMITED', 'Later.', facts);
          const wait = waitBeforeRepeat(error, attempt, { attempts: 50, minDelayMs, maxDelayMs });
          const askedMs = (retryAfter ?? 0) * 1000;
          if (askedMs > maxDelayMs) return wait === null;
          return wait !== null && wait >= askedMs && wait <= maxDelayMs;
        },
      ),
    );
  });

  test('grows, and differs from one to the next', () => {
    const wide = { attempts: 10, minDelayMs: 100, maxDelayMs: 1e9 };
    const waits = Array.from({ length: 200 }, () => waitBeforeRepeat(network, 4, wide) ?? 0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_600);
    expect(Math.max(...waits)).toBeGreaterThan(800);
    expect(new Set(waits).size).toBeGreaterThan(100);
  });

  test.each([
    ['what cannot succeed', conflict, 1],
    ['what is no ArbiterError', new Error('A fault.'), 1],
    ['after the last attempt', network, 4],
  ])('%s is not repeated', (_name, error, attempt) => {
    expect(waitBeforeRepeat(error, attempt, policy)).toBeNull();
  });
});

describe('withRetries', () => {
  const failing = (errors: readonly Error[]) => {
    let calls = 0;
    const work = async () => {
      calls += 1;
      const error = errors[calls - 1];
      if (error) throw error;
      return 'done';
    };
    return { work, calls: () => calls };
  };

  test('gives the first success', async () => {
    const { work, calls } = failing([network, network]);
    expect(await withRetries(work, { policy })).toBe('done');
    expect(calls()).toBe(3);
  });

  test('gives up with the last error', async () => {
    const { work, calls } = failing([network, network, conflict]);
    await expect(withRetries(work, { policy })).rejects.toBe(conflict);
    expect(calls()).toBe(3);
  });

  test('stops after so many', async () => {
    const { work, calls } = failing(Array.from({ length: 9 }, () => network));
    await expect(withRetries(work, { policy })).rejects.toBe(network);
    expect(calls()).toBe(4);
  });
});

describe('sleep', () => {
  test('ends with the signal’s reason', async () => {
    const controller = new AbortController();
    const asleep = sleep(60_000, controller.signal);
    controller.abort('Wake up.');
    await expect(asleep).rejects.toBe('Wake up.');
    await expect(sleep(60_000, controller.signal)).rejects.toBe('Wake up.');
  });

  test('ends by itself', async () => {
    await expect(sleep(1, undefined)).resolves.toBeUndefined();
  });
});
