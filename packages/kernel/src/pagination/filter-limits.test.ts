/** How much a filter may say. */
import { describe, expect, test } from '@jest/globals';
import { requireFilterLimits } from './filter-limits.ts';

const list = (length: number) => Array.from({ length }, (_, index) => `${index}`);

describe('the limits of a filter', () => {
  test.each([
    [null],
    [undefined],
    [{}],
    [{ names: null, from: new Date(0), isOdd: false, count: 3 }],
    [{ names: list(100), name: 'x'.repeat(255) }],
    [{ name: '🎲'.repeat(255) }],
  ])('let pass %#', (filter) => {
    expect(() => {
      requireFilterLimits(filter);
    }).not.toThrow();
  });

  test.each([
    ['filter.names', { names: list(101) }],
    ['filter.names[1]', { names: ['x', 'x'.repeat(256)] }],
    ['filter.name', { name: 'x'.repeat(256) }],
    ['filter.name', { name: '🎲'.repeat(256) }],
  ])('refuse %s', (field, filter) => {
    expect(() => {
      requireFilterLimits(filter);
    }).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/ must have at most (100 entries|255 characters)\.$/),
        details: expect.objectContaining({ field }),
      }),
    );
  });
});
