import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { numberVersion } from './playbook.rules.ts';

describe('numberVersion', () => {
  test('a version that is not asked for follows the highest', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_147_483_646 }), (highest) => {
        expect(numberVersion(null, highest)).toBe(highest + 1);
      }),
    );
  });

  test('a version that is asked for is taken', () => {
    expect(numberVersion(7, 2)).toBe(7);
    expect(numberVersion(1, 9)).toBe(1);
  });

  test.each([0, -1, 1.5, 2_147_483_648])('refuses %d', (asked) => {
    expect(() => numberVersion(asked, 0)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });

  test('says so when numbers have run out', () => {
    expect(() => numberVersion(null, 2_147_483_647)).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });
});
