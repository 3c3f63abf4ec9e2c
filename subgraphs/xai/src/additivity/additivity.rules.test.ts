import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkAdditivity, compensatedSum, overflowFaults } from './additivity.rules.ts';

const integers = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 50 });
/** Without numbers so small that a change of the unit would round them away. */
const doubles = fc
  .double({ min: -1e6, max: 1e6, noNaN: true })
  .filter((number) => number === 0 || Math.abs(number) > 1e-200);

describe('compensated sum', () => {
  test('keeps what plain summation loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(compensatedSum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
  });

  test('of nothing is 0', () => {
    expect(compensatedSum([])).toBe(0);
  });

  test('is exact for integers, in any order', () => {
    fc.assert(
      fc.property(integers, (numbers) => {
        const exact = Number(numbers.reduce((sum, number) => sum + BigInt(number), 0n));
        expect(compensatedSum(numbers)).toBe(exact + 0);
        expect(compensatedSum(numbers.toReversed())).toBe(exact + 0);
      }),
    );
  });
});

describe('adding up', () => {
  test('the difference is reported with its sign', () => {
    expect(checkAdditivity([0.5, 0.75], [1])).toEqual({
      sum: 1.25,
      expected: 1,
      difference: 0.25,
      tolerance: 1e-6 * 1.25,
      addsUp: false,
    });
  });

  test('rounding is not a difference', () => {
    expect(checkAdditivity([0.1, 0.2], [0.3])).toMatchObject({ addsUp: true });
  });

  test.each([
    { parts: [1], total: 1 + 0.9e-6, addsUp: true },
    { parts: [1], total: 1 + 1.1e-6, addsUp: false },
    { parts: [1], total: 1 - 0.9e-6, addsUp: true },
    { parts: [1], total: 1 - 1.1e-6, addsUp: false },
  ])('$parts against $total: $addsUp', ({ parts, total, addsUp }) => {
    expect(checkAdditivity(parts, [total]).addsUp).toBe(addsUp);
  });

  test('a small reward is not excused for being small', () => {
    expect(checkAdditivity([1e-9], [2e-9]).addsUp).toBe(false);
    expect(checkAdditivity([], [1e-12]).addsUp).toBe(false);
  });

  test('nothing and zeroes add up to zero', () => {
    expect(checkAdditivity([], [0])).toMatchObject({ addsUp: true, difference: 0 });
    expect(checkAdditivity([0, -0], [0])).toMatchObject({ addsUp: true, difference: 0 });
  });

  test('parts in single precision that nearly cancel add up', () => {
    const parts = [1000.1, -1000.1, 0.3].map(Math.fround);
    const total = Math.fround(Math.fround(parts[0]! + parts[2]!) + parts[1]!);
    expect(total).not.toBe(parts[2]);
    expect(checkAdditivity(parts, [total]).addsUp).toBe(true);
  });

  test('does not depend on the unit or on the order', () => {
    const parts = fc.array(doubles, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(parts, doubles, fc.integer({ min: -60, max: 60 }), (values, total, exponent) => {
        const unit = 2 ** exponent;
        const scaled = checkAdditivity(
          values.map((value) => value * unit),
          [total * unit],
        );
        const plain = checkAdditivity(values, [total]);
        expect(scaled.addsUp).toBe(plain.addsUp);
        expect(checkAdditivity(values.toReversed(), [total]).addsUp).toBe(plain.addsUp);
      }),
    );
  });

  test('a total computed from the parts always adds up, a shifted one never', () => {
    const parts = fc.array(doubles, { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(parts, (values) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
        expect(checkAdditivity(values, [total]).addsUp).toBe(true);
        fc.pre(size > 1e-100);
        expect(checkAdditivity(values, [total + 1e-5 * size]).addsUp).toBe(false);
      }),
    );
  });
});

describe('overflow', () => {
  test('finite numbers with an infinite sum are a fault', () => {
    const [fault] = [...overflowFaults('values', [1e308, -1e308])];
    expect(fault?.path).toBe('values');
  });

  test('what is not finite itself is left to another check', () => {
    expect([...overflowFaults('values', [Number.NaN, 1e308, 1e308])]).toEqual([]);
    expect([...overflowFaults('values', [1e308, 7e307])]).toEqual([]);
  });
});
