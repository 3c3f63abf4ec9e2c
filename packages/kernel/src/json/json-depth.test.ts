/** Goal: the depth told from bytes is that of the value, for any text, and what is no JSON is no trouble. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isNestedDeeper } from './json-depth.ts';

/** The reference: by recursion over the value. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const isDeeper = (text: string, maxDepth: number) => isNestedDeeper(Buffer.from(text), maxDepth);

/** Made of what a reader could be misled by: brackets, quotes and backslashes, short and long. */
const misleading = fc
  .array(fc.constantFrom('[', '{', ']', '}', '"', '\\', '\\\\', 'é', '\u{1F4DA}', 'x'.repeat(40)), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'large', withCrossShrink: true },
    fc.oneof(misleading, fc.integer(), fc.constantFrom<unknown>(null, true, [], {})),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(misleading, tie('value'), { maxKeys: 3 }),
  ),
}));

/** The texts that mean the value: with blanks, and with letters written as escapes. */
const texts = fc
  .record({ value: values, indent: fc.constantFrom(0, 1, '\t'), escapes: fc.boolean() })
  .map(({ value, indent, escapes }) => {
    const text = JSON.stringify(value, null, indent);
    // Only letters within strings are not ASCII.
    return escapes ? text.replaceAll(/[^\x20-\x7e\s]/g, escapeOf) : text;
  });
const escapeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

describe('the depth of a text', () => {
  test('is that of its value', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: -1, max: 1 }), (text, more) => {
        const depth = depthOf(JSON.parse(text));
        const maxDepth = Math.max(0, depth + more);
        expect(isDeeper(text, maxDepth)).toBe(depth > maxDepth);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([1, 100])('is known at the edge of %d', (maxDepth) => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
      ['[{"[{":', '}]'],
    ] as const) {
      const levels = (count: number) => `${open.repeat(count)}1${close.repeat(count)}`;
      const step = depthOf(JSON.parse(levels(1)));
      expect(isDeeper(levels(Math.floor(maxDepth / step)), maxDepth)).toBe(false);
      expect(isDeeper(levels(Math.floor(maxDepth / step) + 1), maxDepth)).toBe(true);
    }
  });

  test('of a text with a fault is that of what stands before it', () => {
    fc.assert(
      fc.property(texts, misleading, fc.nat(), (text, noise, at) => {
        const depth = depthOf(JSON.parse(text));
        if (depth > 0) expect(isDeeper(text + noise, depth - 1)).toBe(true);
        expect(isDeeper(text.slice(0, at % (text.length + 1)), depth)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is told in one walk, whatever the strings', () => {
    const size = 2_000_000;
    for (const text of [
      `"${'\\'.repeat(size)}"`,
      `"${'\\"'.repeat(size / 2)}"`,
      '"'.repeat(size),
      `["${'\\\\'.repeat(size / 2)}","${'x'.repeat(size)}"]`,
      '"x',
      '\\',
    ]) {
      expect(isDeeper(text, 1)).toBe(false);
    }
    expect(isDeeper(`["${'\\\\'.repeat(size / 2)}",[]]`, 1)).toBe(true);
  });
});
