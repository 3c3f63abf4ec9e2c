// Goal: the canonical form is that of RFC 8785, byte for byte, and nothing without one is hashed.
// Method: the published vectors, the published hash of 10,000 numbers, and misuse.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalize, MAX_CANONICAL_DEPTH, sha256Hex } from './canonical-json.ts';
import { exactNumber } from './exact-number.ts';

const VECTORS = new URL('../../vectors/jcs/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, VECTORS), 'utf8');
const parse = (text: string): unknown => JSON.parse(text);

function doubleOf(hex: string): number {
  return Buffer.from(hex.padStart(16, '0'), 'hex').readDoubleBE();
}

describe.each(['cyberphone', 'gowebpki'])('the vectors of %s', (set) => {
  test.each(readdirSync(new URL(`${set}/input/`, VECTORS)))('%s', (name) => {
    const text = canonicalize(parse(read(`${set}/input/${name}`)));
    expect(text).toBe(read(`${set}/output/${name}`));
  });

  test.each(readdirSync(new URL(`${set}/outhex/`, VECTORS)))('the bytes of %s', (name) => {
    const text = canonicalize(parse(read(`${set}/input/${name.replace('.txt', '.json')}`)));
    const bytes = Buffer.from(read(`${set}/outhex/${name}`).replaceAll(/\s/g, ''), 'hex');
    expect(Buffer.from(text)).toEqual(bytes);
  });
});

describe('numbers', () => {
  const rows = parse(read('numbers-rfc8785-appendix-b.json')) as {
    readonly ieee754_hex: string;
    readonly expected: string | null;
  }[];

  test.each(rows)('$ieee754_hex is $expected', ({ ieee754_hex, expected }) => {
    const value = doubleOf(ieee754_hex);
    if (expected === null) expect(() => canonicalize(value)).toThrow(TypeError);
    else expect(canonicalize(value)).toBe(expected);
  });

  test('the first 10,000 numbers of the ES6 test file have its published hash', () => {
    const hash = createHash('sha256');
    for (const [bits, value] of firstNumbersOfTheTestFile(10_000)) {
      const text = canonicalize(value);
      // What needs no rounding is spelled the same by the reader that does not round.
      expect(exactNumber(text)).toBe(text);
      hash.update(`${bits.toString(16)},${text}\n`);
    }
    expect(hash.digest('hex')).toBe(
      'b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892',
    );
  });
});

test('any JSON value keeps its value, and its form does not depend on the order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
      const text = canonicalize(value);
      expect(parse(text)).toEqual(parse(JSON.stringify(value)));
      expect(canonicalize(reversed(value))).toBe(text);
    }),
  );
});

describe('what has no canonical form is refused with its place', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = [cycle];
  const rows: [string, unknown, string][] = [
    ['NaN', { a: [1, Number.NaN] }, '/a/1'],
    ['infinity', [Number.NEGATIVE_INFINITY], '/0'],
    ['a lone surrogate', { 'a/b': '\ud800' }, '/a~1b'],
    ['a lone surrogate in a name', { '\udc00': 1 }, '/\udc00'],
    ['undefined', { '~': undefined }, '/~0'],
    ['a hole', Array(1), '/0'],
    ['a function', { f: () => 1 }, '/f'],
    ['a symbol', Symbol('s'), ''],
    ['a bigint', 1n, ''],
    ['a date', { at: new Date(0) }, '/at'],
    ['a map', new Map(), ''],
    ['a cycle', cycle, '/self/0'],
  ];
  test.each(rows)('%s', (_, value, pointer) => {
    expect(() => canonicalize(value)).toThrow(`(at "${pointer}")`);
    expect(() => canonicalize(value)).toThrow(TypeError);
  });

  test('nesting is bounded, and an object that occurs twice is no cycle', () => {
    const nested = (levels: number): unknown => parse('['.repeat(levels) + ']'.repeat(levels));
    expect(canonicalize(nested(MAX_CANONICAL_DEPTH))).toHaveLength(2 * MAX_CANONICAL_DEPTH);
    expect(() => canonicalize(nested(MAX_CANONICAL_DEPTH + 1))).toThrow('nesting');
    const twice = { a: 1 };
    expect(canonicalize([twice, twice])).toBe('[{"a":1},{"a":1}]');
  });
});

test('objects without a prototype and objects named __proto__ are written', () => {
  expect(canonicalize(Object.assign(Object.create(null), { b: 1, a: -0 }))).toBe('{"a":0,"b":1}');
  expect(canonicalize(parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
});

test('the hash is of UTF-8', () => {
  // echo -n é | sha256sum
  const hash = '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c';
  expect(sha256Hex('é')).toBe(hash);
  expect(sha256Hex(Buffer.from('é'))).toBe(hash);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([name, member]) => [name, reversed(member)]));
}

/** The generator that vectors/jcs/cyberphone/README.txt describes. */
function* firstNumbersOfTheTestFile(count: number): Generator<[bigint, number]> {
  const listed = read('cyberphone/README.txt').match(/0x[0-9a-f]{16}n/g) ?? [];
  const bits = [
    // The last literal of the text is the start of the serial numbers, not one of the fixed ones.
    ...listed.slice(0, -1).map((literal) => BigInt(literal.slice(0, -1))),
    ...Array.from({ length: 2_000 }, (_, i) => 0x0010000000000000n + BigInt(i)),
  ];
  let block: Uint8Array = new Uint8Array(32);
  while (bits.length < count) {
    block = createHash('sha256').update(block).digest();
    for (const word of new BigUint64Array(new Uint8Array(block).buffer)) {
      const value = new Float64Array(BigUint64Array.of(word).buffer)[0] ?? 0;
      if (value !== 0 && Number.isFinite(value)) bits.push(word);
    }
  }
  for (const word of bits.slice(0, count)) {
    yield [word, new Float64Array(BigUint64Array.of(word).buffer)[0] ?? 0];
  }
}
