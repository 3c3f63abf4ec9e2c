// Goal: the elements of an array come apart byte for byte, whatever they hold.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitJsonArray } from './json-array.ts';

const split = (text: string): unknown => {
  const result = splitJsonArray(Buffer.from(text));
  return result.kind === 'elements'
    ? result.elements.map((element) => Buffer.from(element).toString())
    : result.kind;
};

describe('splitting', () => {
  test.each([
    ['[]', []],
    [' [ \n] ', []],
    ['[1]', ['1']],
    ['[ {"a" : [1,2]} ,\n"],\\"," , true ]', ['{"a" : [1,2]}', '"],\\","', 'true']],
    ['[1,,2]', ['1', '', '2']],
    ['[1,]', ['1', '']],
    ['[{]{},1]', ['{]{}', '1']],
  ])('%s', (text, elements) => expect(split(text)).toEqual(elements));

  test.each([
    ['', 'not-an-array'],
    ['{}', 'not-an-array'],
    ['[', 'malformed'],
    ['[1', 'malformed'],
    ['["]', 'malformed'],
    ['["\\', 'malformed'],
    ['[1]]', 'malformed'],
    ['[1}', 'malformed'],
    ['[{]},1]', 'malformed'],
    ['[] x', 'malformed'],
  ])('%s is %s', (text, kind) => expect(split(text)).toBe(kind));
});

test('any JSON values in an array are found again', () => {
  fc.assert(
    fc.property(fc.array(fc.json()), fc.constantFrom('', ' ', '\n'), (texts, space) => {
      expect(split(`[${texts.map((text) => space + text + space).join(',')}]`)).toEqual(texts);
    }),
  );
});

test('bytes never make it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.uint8Array(), (text, bytes) => {
      expect(split(`[${text}`)).toBeDefined();
      expect(splitJsonArray(bytes)).toBeDefined();
    }),
    { numRuns: 1_000 },
  );
});
