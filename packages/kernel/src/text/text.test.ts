/** Text that may be stored, and its length as the database counts it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codePointLength, faultOfText, fitText, optionalText, requireText } from './text.ts';

const refusal = (field: string) =>
  expect.objectContaining({
    code: 'BAD_USER_INPUT',
    details: expect.objectContaining({ field }),
  });

describe('faultOfText', () => {
  test('finds nothing in any Unicode text without NUL', () => {
    const texts = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
    fc.assert(fc.property(texts, (text) => faultOfText(text) === null));
  });

  test.each(['\0', 'a\0b', 'end\0'])('finds NUL in %j', (text) => {
    expect(faultOfText(text)).toContain('NUL');
  });

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800', '\ud83d'])(
    'finds the lone surrogate in %j',
    (text) => {
      expect(faultOfText(text)).toContain('lone surrogate');
    },
  );

  test('agrees with UTF-8: what has no fault survives the way there and back', () => {
    const anything = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(anything, (text) => {
        const survives = Buffer.from(text).toString() === text;
        expect(faultOfText(text) === null).toBe(survives && !text.includes('\0'));
      }),
    );
  });
});

describe('requireText', () => {
  test('trims, and counts what is left in code points', () => {
    expect(requireText('  name \n', 'name', { max: 4 })).toBe('name');
    // Two UTF-16 units each, but one character for the database.
    expect(requireText('🎲🎲🎲', 'name', { max: 3 })).toBe('🎲🎲🎲');
    expect(() => requireText('🎲🎲🎲🎲', 'name', { max: 3 })).toThrow(refusal('name'));
  });

  test('takes exactly the lengths within the limits', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(10), fc.nat(20), (length, min, more) => {
        const max = min + more;
        const text = '𝔘'.repeat(length);
        const isWithin = length >= min && length <= max;
        if (isWithin) expect(requireText(text, 'f', { min, max })).toBe(text);
        else expect(() => requireText(text, 'f', { min, max })).toThrow(refusal('f'));
      }),
    );
  });

  test('by default refuses what is empty, also after trimming', () => {
    for (const text of ['', ' ', '\t\n\u00a0\u2003']) {
      expect(() => requireText(text, 'input.name', { max: 9 })).toThrow(refusal('input.name'));
    }
  });

  test('says what would fit and what it got', () => {
    expect(() => requireText('abc', 'input.name', { max: 2 })).toThrow(
      'input.name must have 1 to 2 characters; it has 3.',
    );
    expect(() => requireText('abc', 'note', { min: 0, max: 2 })).toThrow(
      expect.objectContaining({ details: { field: 'note', allowed: ['at most 2 characters'] } }),
    );
  });
});

describe('optionalText', () => {
  test.each([null, undefined, '', '   '])('%j is no text', (text) => {
    expect(optionalText(text, 'note', { max: 3 })).toBeNull();
  });

  test('else is as requireText', () => {
    expect(optionalText(' abc ', 'note', { max: 3 })).toBe('abc');
    expect(() => optionalText('abcd', 'note', { max: 3 })).toThrow(refusal('note'));
  });
});

describe('fitText', () => {
  test('gives what can be stored, in one line, as long as there is room', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, max) => {
        const fitted = fitText(text, max);
        expect(faultOfText(fitted)).toBeNull();
        expect(fitted).not.toMatch(/\p{Cc}/u);
        expect(codePointLength(fitted)).toBeLessThanOrEqual(max);
        expect(fitText(fitted, max)).toBe(fitted);
      }),
    );
  });

  test.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada\0\n Lovelace ', 'Ada  Lovelace'],
    ['\0', ''],
    ['a\ud800b', 'a\ufffdb'],
  ])('of %j is %j', (text, fitted) => {
    expect(fitText(text, 255)).toBe(fitted);
  });

  test('cuts between characters, not within one', () => {
    expect(fitText('aaa😀😀', 4)).toBe('aaa😀');
  });
});
