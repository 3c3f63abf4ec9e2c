import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCompleteness } from './completeness.rules.ts';

const doubles = fc.double({ min: -1e3, max: 1e3, noNaN: true });

test('attributions that sum to the change of the output are complete', () => {
  expect(checkCompleteness({ values: [0.5, -0.25], output: 1.25, baselineOutput: 1 })).toEqual({
    sum: 0.25,
    expected: 0.25,
    difference: 0,
    tolerance: 2.25e-6,
    addsUp: true,
  });
});

test('what is missing is the difference', () => {
  expect(checkCompleteness({ values: [0.5], output: 1, baselineOutput: 0 })).toMatchObject({
    difference: -0.5,
    addsUp: false,
  });
});

test.each([
  { values: [1], output: 1 },
  { values: [1], baselineOutput: 0 },
  { values: [1], output: null, baselineOutput: null },
])('without both outputs there is nothing to compare (%j)', (attribution) => {
  expect(checkCompleteness(attribution)).toBeNull();
});

describe('of a linear model', () => {
  const features = fc.array(fc.tuple(doubles, doubles, doubles), { minLength: 1, maxLength: 20 });

  test('weight times change of the input is complete', () => {
    fc.assert(
      fc.property(features, doubles, (rows, bias) => {
        const at = (column: 1 | 2): number =>
          rows.reduce((sum, row) => sum + row[0] * row[column], bias);
        const values = rows.map(([weight, input, baseline]) => weight * (input - baseline));
        const size = rows.reduce(
          (sum, [weight, input, baseline]) =>
            sum + Math.abs(weight) * (Math.abs(input) + Math.abs(baseline)),
          Math.abs(bias),
        );
        const check = checkCompleteness({ values, output: at(1), baselineOutput: at(2) });
        expect(Math.abs(check!.difference)).toBeLessThanOrEqual(1e-12 * size);
      }),
    );
  });
});
