/** How much counts as used, and when it has faded. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type SlidingUsage, msUntilUsed, usedOf } from './sliding-window.ts';

const usages = fc
  .record({
    current: fc.nat(1_000),
    previous: fc.nat(1_000),
    windowMs: fc.constantFrom(1_000, 60_000, 3_600_000),
    part: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  .map(({ part, ...usage }) => ({ ...usage, elapsedMs: Math.floor(part * usage.windowMs) }));

/** The same counts when nothing more is used. */
function later(usage: SlidingUsage, ms: number): SlidingUsage {
  const { current, previous, windowMs } = usage;
  const at = usage.elapsedMs + ms;
  const windows = Math.floor(at / windowMs);
  const counts = [
    { current, previous },
    { current: 0, previous: current },
  ][windows] ?? { current: 0, previous: 0 };
  return { windowMs, elapsedMs: at - windows * windowMs, ...counts };
}

test('half of what the window before used counts in the middle of this one', () => {
  expect(usedOf({ current: 10, previous: 40, elapsedMs: 30_000, windowMs: 60_000 })).toBe(30);
});

test('the wait is just long enough', () => {
  fc.assert(
    fc.property(usages, fc.nat(1_000), (usage, allowed) => {
      const wait = msUntilUsed(usage, allowed);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(usedOf(later(usage, wait))).toBeLessThanOrEqual(allowed + 1e-6);
      if (wait > 1) expect(usedOf(later(usage, wait - 1))).toBeGreaterThan(allowed);
    }),
  );
});

test('what is used fades without ever growing, and is gone after two windows', () => {
  fc.assert(
    fc.property(usages, fc.nat(7_200_000), (usage, ms) => {
      expect(usedOf(later(usage, ms))).toBeLessThanOrEqual(usedOf(usage) + 1e-6);
      expect(usedOf(later(usage, 2 * usage.windowMs))).toBe(0);
    }),
  );
});
