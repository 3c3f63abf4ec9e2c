// Goal: two spellings are written alike exactly when they are the same decimal number.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exactNumber, MAX_NUMBER_CHARS } from './exact-number.ts';

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['-0.00e-7', '0'],
  ['0e999999999999', '0'],
  ['100', '100'],
  ['1e2', '100'],
  ['1E+2', '100'],
  ['100.00', '100'],
  ['1.5', '1.5'],
  ['15e-1', '1.5'],
  ['-0.0150', '-0.015'],
  ['0.000001', '0.000001'],
  ['0.0000001', '1e-7'],
  ['123e-9', '1.23e-7'],
  ['9007199254740993', '9007199254740993'],
  ['18446744073709551615', '18446744073709551615'],
  ['18446744073709551616.0', '18446744073709551616'],
  ['1e20', '100000000000000000000'],
  ['1e21', '1e+21'],
  ['123456789012345678901234', '1.23456789012345678901234e+23'],
  ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
])('%s is written %s', (token, expected) => {
  expect(exactNumber(token)).toBe(expected);
});

describe('out of range', () => {
  test.each(['1e309', '-1e309', '1e-400', '1e99999999999999999999', '-1e-99999999999999999999'])(
    '%s',
    (token) => expect(exactNumber(token)).toBeNull(),
  );

  test('a number too long to be meant', () => {
    expect(exactNumber(`1.${'0'.repeat(MAX_NUMBER_CHARS - 2)}`)).toBe('1');
    expect(exactNumber(`1.${'0'.repeat(MAX_NUMBER_CHARS - 1)}`)).toBeNull();
  });

  test('the ends of the range of a double', () => {
    expect(exactNumber('1.7976931348623157e308')).toBe('1.7976931348623157e+308');
    expect(exactNumber('5e-324')).toBe('5e-324');
    expect(exactNumber('1'.padEnd(309, '0'))).toBe('1e+308');
  });
});

const token = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9][0-9]{0,24}$/)),
    fraction: fc.oneof(fc.constant(''), fc.stringMatching(/^\.[0-9]{1,24}$/)),
    exponent: fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?[0-9]{1,2}$/)),
  })
  .map(({ sign, whole, fraction, exponent }) => sign + whole + fraction + exponent);

test('the spelling has the exact value, is its own spelling, and is JSON', () => {
  fc.assert(
    fc.property(token, (text) => {
      const spelling = exactNumber(text) ?? '';
      expect(fractionOf(spelling)).toEqual(fractionOf(text));
      expect(exactNumber(spelling)).toBe(spelling);
      expect(JSON.parse(spelling)).toBe(Number(text) + 0);
    }),
    { numRuns: 2_000 },
  );
});

test('equal values and only equal values are spelled alike', () => {
  const near = fc.tuple(token, token, fc.nat(60)).map(([a, b, shift]) => {
    // Half of the pairs are the same number written with a shifted point.
    return shift % 2 === 0 ? [a, b] : [a, respelled(a, shift)];
  });
  fc.assert(
    fc.property(near, ([a = '0', b = '0']) => {
      const same = isSameFraction(fractionOf(a), fractionOf(b));
      expect(exactNumber(a) === exactNumber(b)).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

test('any two different 64-bit integers are spelled differently', () => {
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n });
  fc.assert(
    fc.property(int64, fc.integer({ min: 1, max: 4 }), (n, step) => {
      expect(exactNumber(String(n))).not.toBe(exactNumber(String(n + BigInt(step))));
    }),
  );
});

/** The reference: a decimal number as whole `digits` times ten to the `scale`, reduced. */
interface Fraction {
  readonly digits: bigint;
  readonly scale: number;
}

function fractionOf(text: string): Fraction {
  const [, mantissa = '', exponent = '0'] = /^(.+?)(?:e(.+))?$/i.exec(text) ?? [];
  const [whole = '', fraction = ''] = mantissa.split('.');
  let digits = BigInt(whole + fraction);
  let scale = Number(exponent) - fraction.length + 0;
  if (digits === 0n) return { digits, scale: 0 };
  for (; digits % 10n === 0n; scale += 1) digits /= 10n;
  return { digits, scale };
}

function isSameFraction(a: Fraction, b: Fraction): boolean {
  return a.digits === b.digits && a.scale === b.scale;
}

function respelled(text: string, shift: number): string {
  const { digits, scale } = fractionOf(text);
  return `${digits}${'0'.repeat(shift)}e${scale - shift}`;
}
