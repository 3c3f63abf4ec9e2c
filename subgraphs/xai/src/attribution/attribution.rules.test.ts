import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findAttributionFaults } from './attribution.rules.ts';

const nan = Number.NaN;
const infinity = Number.POSITIVE_INFINITY;

test('values alone are enough', () => {
  expect(findAttributionFaults({ values: [0.5] })).toEqual([]);
  expect(findAttributionFaults({ values: [0.5], featureNames: null, baseline: null })).toEqual([]);
});

test('everything that can go along may go along', () => {
  const attribution = {
    values: [0.1, -0.2],
    featureNames: ['pawn', 'king'],
    input: [1, 0],
    baseline: [0, 0],
    output: 0.4,
    baselineOutput: 0.5,
  };
  expect(findAttributionFaults(attribution)).toEqual([]);
});

test('all faults are found in one go, in the order of the fields', () => {
  const attribution = {
    values: [1, nan, -infinity],
    featureNames: ['a', 'a'],
    input: [nan, 1, 2],
    baseline: [0, 0, 0, infinity],
    output: nan,
    baselineOutput: infinity,
  };
  expect(
    findAttributionFaults(attribution).map(({ path, message }) => `${path} ${message}`),
  ).toEqual([
    'values[1] is NaN',
    'values[2] is infinite',
    'featureNames has 2 entries, but values has 3',
    'featureNames[1] repeats featureNames[0]',
    'input[0] is NaN',
    'baseline has 4 entries, but values has 3',
    'baseline[3] is infinite',
    'output is NaN',
    'baselineOutput is infinite',
  ]);
});

describe('refused', () => {
  test('no values', () => {
    expect(findAttributionFaults({ values: [] })).toEqual([
      { path: 'values', message: 'is empty' },
    ]);
  });

  test('an empty baseline, once', () => {
    expect(findAttributionFaults({ values: [1], baseline: [] })).toEqual([
      { path: 'baseline', message: 'has 0 entries, but values has 1' },
    ]);
  });

  test('values that cannot be summed', () => {
    expect(findAttributionFaults({ values: [1e308, -1e308] })).toMatchObject([{ path: 'values' }]);
  });

  test('a million NaN are named up to the limit', () => {
    const values = Array.from({ length: 1_000_000 }, () => nan);
    expect(findAttributionFaults({ values })).toHaveLength(101);
  });
});

test('finite values in moderate size are sound; one that is not finite is found where it stands', () => {
  const sound = fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(sound, fc.nat(), fc.constantFrom(nan, infinity, -infinity), (values, at, bad) => {
      expect(findAttributionFaults({ values })).toEqual([]);
      const index = at % values.length;
      const [fault, ...others] = findAttributionFaults({ values: values.with(index, bad) });
      expect(fault?.path).toBe(`values[${index}]`);
      expect(others).toEqual([]);
    }),
  );
});
