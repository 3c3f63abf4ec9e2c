import { describe, expect, test } from '@jest/globals';
import { attributionMethods, requireAttributionMethod } from './attribution-method.rules.ts';
import { MAX_TOP_FEATURES, describeFeatures, requireTopCount } from './feature.rules.ts';

describe('features', () => {
  test('are described in the order given', () => {
    expect(describeFeatures([2, 0], [1, 2, 3], ['a', 'b', 'c'])).toEqual([
      { index: 2, name: 'c', value: 3 },
      { index: 0, name: 'a', value: 1 },
    ]);
    expect(describeFeatures([1], [1, 2], null)).toEqual([{ index: 1, name: null, value: 2 }]);
  });

  test.each([1, MAX_TOP_FEATURES])('can be the top %d', (count) => {
    expect(requireTopCount(count, 'k')).toBe(count);
  });

  test.each([0, -1, 1.5, Number.NaN, MAX_TOP_FEATURES + 1])('cannot be the top %d', (count) => {
    expect(() => requireTopCount(count, 'k')).toThrow('k must be between 1 and 1000.');
  });
});

describe('methods of attribution', () => {
  test('have one name each', () => {
    expect(new Set(attributionMethods).size).toBe(attributionMethods.length);
    for (const method of attributionMethods) {
      expect(method).toMatch(/^[a-z_]{1,100}$/);
      expect(requireAttributionMethod(method, 'input.method')).toBe(method);
    }
  });

  test.each(['', 'SHAP', 'integrated gradients', 'toString'])('do not include %j', (name) => {
    expect(() => requireAttributionMethod(name, 'input.method')).toThrow('no known method');
  });
});
