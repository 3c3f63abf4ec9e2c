// Goal: the reader accepts exactly what JSON.parse accepts, minus what it says it refuses, and one
// value has one identity. Method: examples, properties against JSON.parse, hostile texts.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalize, sha256Hex } from './canonical-json.ts';
import {
  MAX_JSON_DEPTH,
  MAX_JSON_FAULT_CHARS,
  MAX_JSON_FAULTS,
  readExactJson,
} from './exact-json.ts';

const identityOf = (text: string | Uint8Array): string => {
  const read = readExactJson(text);
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  return read.identity;
};
const faultsOf = (text: string): unknown => {
  const read = readExactJson(text);
  return read.kind === 'refused' ? read.faults.map(({ pointer }) => pointer) : read.kind;
};
/** Any number JSON.stringify can write, so that values meet the exact reader unrounded. */
const json = fc.json({ depthSize: 'medium', maxDepth: 6 });

describe('reading', () => {
  test('the value, the text and the raw texts of kept members', () => {
    const text = ' {"run": {"facets": {"é" : {"n": 12345678901234567890 }, "b":[1, 2] } } } ';
    const read = readExactJson(Buffer.from(text), {
      keepMembersOf: { names: new Set(['facets']), depth: 2 },
    });
    if (read.kind !== 'read') throw new Error('refused');
    expect(read.value).toEqual(JSON.parse(text));
    expect(read.text).toBe(text);
    expect([...read.membersAt('/run/facets')]).toEqual([
      ['é', '{"n": 12345678901234567890 }'],
      ['b', '[1, 2]'],
    ]);
    expect(read.membersAt('/run').size).toBe(0);
  });

  test('names are looked for down to the depth asked for, and only objects have members', () => {
    const read = readExactJson('{"f":{"f":{"x":1}},"a":[{"b":{"f":{"y":2}}}],"c":{"f":[3]}}', {
      keepMembersOf: { names: new Set(['f']), depth: 3 },
    });
    if (read.kind !== 'read') throw new Error('refused');
    expect([...read.membersAt('/f')]).toEqual([['f', '{"x":1}']]);
    expect(read.membersAt('/f/f').size).toBe(0);
    expect(read.membersAt('/a/0/b/f').size).toBe(0);
    expect(read.membersAt('/c/f').size).toBe(0);
  });

  test('a name as odd as a JSON allows', () => {
    const read = readExactJson('{"__proto__":{"constructor":1},"":{"~/":2}}');
    if (read.kind !== 'read') throw new Error('refused');
    expect(Object.keys(read.value as object)).toEqual(['__proto__', '']);
  });

  test('bytes in the middle of a larger buffer', () => {
    const whole = new TextEncoder().encode('xx{"a":1}yy');
    expect(readExactJson(whole.subarray(2, 9))).toMatchObject({ kind: 'read', value: { a: 1 } });
  });
});

describe('malformed', () => {
  test.each([
    ['', 'line 1, column 1 (byte 0): the text ends where a value was expected'],
    ['{"a":1,}', 'column 8 (byte 7): found "}" where a member name in double quotes was expected'],
    ['[1,\n 2 3]', 'line 2, column 4 (byte 7): found "3" where a comma or the end of the array'],
    ['{"é" 1}', 'column 6 (byte 6): found "1" where a colon after the member name was expected'],
    ['{"a":1 "b":2}', 'found "\\"" where a comma or the end of the object was expected'],
    ['[01]', 'found "1" where a comma or the end of the array was expected'],
    ['[-]', 'found "]" where a digit was expected'],
    ['[1.]', 'found "]" where a digit was expected'],
    ['[1e]', 'found "]" where a digit was expected'],
    ['[.5]', 'found "." where a value was expected'],
    ['[tru]', 'found "t" where a value was expected'],
    ['nul', 'found "n" where a value was expected'],
    ['[😀]', 'found "😀" where a value was expected'],
    ['{} {}', 'column 4 (byte 3): unexpected text after the end of the JSON value'],
    ['["a\u0000b"]', 'column 4 (byte 3): a control character inside a string has to be escaped'],
    ['["\\u00e9\n"]', 'a control character inside a string has to be escaped'],
    ['["abc', 'the text ends inside a string'],
    ['["\\u00e9', 'the text ends inside a string'],
    ['["\\', 'the text ends inside a string'],
    ['["\\x41"]', 'an unknown escape'],
    ['["\\/\\u12g4"]', '\\u is not followed by four hexadecimal digits'],
    ['\ufeff{}', 'found "\ufeff" where a value was expected'],
    ['{"a":[1', 'the text ends where a comma or the end of the array was expected'],
  ])('%j', (text, detail) => {
    const read = readExactJson(text);
    expect(read).toMatchObject({ kind: 'malformed', detail: expect.stringContaining(detail) });
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  test.each([
    [[0x22, 0xff, 0x22], 1],
    [[...Buffer.from('"\ufffd'), 0xed, 0xa0, 0x80, 0x22], 4],
    [[0x22, 0xc3], 1],
  ])('bytes that are not UTF-8: %j', (bytes, offset) => {
    const read = readExactJson(Uint8Array.from(bytes));
    expect(read).toMatchObject({ kind: 'malformed', offset });
    expect(read).toMatchObject({ detail: expect.stringContaining('not valid UTF-8') });
  });
});

describe('refused with every fault', () => {
  test('NUL and lone surrogates, escaped, in names and in strings', () => {
    const text =
      '{"a":["\\u0000","x\\ud800"],"b\\udc00":1,"ok":"\\ud83d\\ude00","c":{"\\u0000":2}}';
    expect(faultsOf(text)).toEqual(['/a/0', '/a/1', '/b\udc00', '/c/\0']);
  });

  test('raw lone surrogates of a string that never was UTF-8', () => {
    expect(faultsOf('{"a":["\ud800"],"\udc00":{"b":"ok"}}')).toEqual(['/a/0', '/\udc00']);
  });

  test('names that occur twice, however they are spelled', () => {
    const text = '{"x":[{"b":1,"a":2,"\\u0062":3,"b":4}],"/":1,"\\/":2,"z":{"a":1,"a":1}}';
    expect(faultsOf(text)).toEqual(['/x/0/b', '/x/0/b', '/z/a', '/~1']);
  });

  test('numbers that no double can hold', () => {
    expect(faultsOf('{"a":[1e400,-1E400,1e-400],"b":1e308}')).toEqual(['/a/0', '/a/1', '/a/2']);
  });

  test('nesting that is too deep, at the place where it is', () => {
    const nested = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
    expect(faultsOf(nested(MAX_JSON_DEPTH))).toBe('read');
    expect(faultsOf(nested(MAX_JSON_DEPTH + 1))).toEqual(['/a'.repeat(MAX_JSON_DEPTH)]);
    expect(faultsOf('['.repeat(10_000_000))).toEqual(['/0'.repeat(MAX_JSON_DEPTH)]);
  });

  test('the value is there for further checks, unless it is nested too deep', () => {
    expect(readExactJson('{"a":1e999,"a":2}')).toMatchObject({ kind: 'refused', value: { a: 2 } });
    expect(readExactJson('['.repeat(200))).toMatchObject({ kind: 'refused', value: undefined });
  });

  test('no more faults than anyone can use', () => {
    const faults = faultsOf(
      `[${Array(MAX_JSON_FAULTS + 5)
        .fill('"\\u0000"')
        .join(',')}]`,
    );
    expect(faults).toHaveLength(MAX_JSON_FAULTS);
    const longName = 'n'.repeat(MAX_JSON_FAULT_CHARS / 2);
    expect(faultsOf(`{"${longName}":[${'1e999,'.repeat(9)}0]}`)).toHaveLength(2);
  });
});

describe('identity', () => {
  test('is the hash of the RFC 8785 form where that form loses nothing', () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(identityOf(text)).toBe(sha256Hex(canonicalize(JSON.parse(text))));
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on white space, order of members or spelling', () => {
    const variant = fc.tuple(json, fc.infiniteStream(fc.nat(99)));
    fc.assert(
      fc.property(variant, ([text, choices]) => {
        expect(identityOf(respell(JSON.parse(text), choices))).toBe(identityOf(text));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['9007199254740992', '9007199254740993'],
    ['18446744073709551615', '18446744073709551614'],
    ['0.1', '0.1000000000000000055511151231257827'],
    ['1', '"1"'],
    ['[]', '{}'],
    ['{"a":1}', '{"a":null}'],
    ['["a","b"]', '["a,b"]'],
    ['[1,2]', '[2,1]'],
    ['"\\u00e9"', '"e\\u0301"'],
  ])('%s and %s are two values', (a, b) => {
    expect(identityOf(`{"v":${a}}`)).not.toBe(identityOf(`{"v":${b}}`));
  });

  test('orders names by UTF-16 code units, escapes and all', () => {
    const names = ['\u{1f600}', '\ufb33', 'é', 'e', '"', '\\', '\n', '\u007f', '', 'aa', 'a', '€'];
    const object = Object.fromEntries(names.map((name, i) => [name, i]));
    expect(identityOf(JSON.stringify(object))).toBe(sha256Hex(canonicalize(object)));
  });

  test('orders names alike where UTF-8 and UTF-16 do not', () => {
    // The ends of what takes one, two, three and four bytes, and of what takes surrogates.
    const edges = ['\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff'];
    const unit = fc.constantFrom(...edges, '\u{10000}', '\u{10ffff}', 'a', '"', '\\', '\n');
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit, maxLength: 4 }), fc.nat()), (object) => {
        expect(identityOf(JSON.stringify(object))).toBe(sha256Hex(canonicalize(object)));
      }),
    );
  });

  test('numbers that grow in their canonical form have room', () => {
    const text = `[${Array(10_000).fill('1e20').join(',')}]`;
    expect(identityOf(text)).toBe(sha256Hex(canonicalize(JSON.parse(text))));
  });
});

describe('whatever comes in', () => {
  test('a text is malformed exactly when JSON.parse says so', () => {
    const almost = fc
      .tuple(json, fc.nat(), fc.constantFrom(...'{}[],:"\\0-.eEu/ \n\u0000x'))
      .map(([text, at, letter]) => {
        const i = at % (text.length + 1);
        return at % 3 === 0
          ? text.slice(0, i) + text.slice(i + 1)
          : splice(text, i, letter, at % 2);
      });
    fc.assert(
      fc.property(fc.oneof(almost, fc.string()), (text) => {
        expect(readExactJson(text).kind === 'malformed').toBe(!isJson(text));
      }),
      { numRuns: 3_000 },
    );
  });

  test('bytes never make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(['read', 'malformed', 'refused']).toContain(readExactJson(bytes).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function splice(text: string, at: number, letter: string, removed: number): string {
  return text.slice(0, at) + letter + text.slice(at + removed);
}

/** Writes a value with random white space, escapes, order of members and spelling of numbers. */
function respell(value: unknown, choices: Iterator<number>): string {
  const pick = (n: number): number => (choices.next().value ?? 0) % n;
  const space = (): string => ['', ' ', '\n\t', ' \r\n'][pick(4)] ?? '';
  const text = (raw: string): string =>
    pick(2) === 0
      ? JSON.stringify(raw)
      : `"${raw.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
  const write = (node: unknown): string => {
    if (typeof node === 'string') return text(node);
    if (typeof node === 'number') return pick(2) === 0 ? JSON.stringify(node) : exponential(node);
    if (typeof node !== 'object' || node === null) return JSON.stringify(node);
    if (Array.isArray(node)) return `[${node.map((item) => space() + write(item)).join(',')}]`;
    const members = Object.entries(node).map(
      ([name, member]) => `${space()}${text(name)}${space()}:${space()}${write(member)}${space()}`,
    );
    return `{${(pick(2) === 0 ? members : members.toReversed()).join(',')}}`;
  };
  return space() + write(value) + space();
}

function exponential(value: number): string {
  return JSON.stringify(value).includes('e') ? JSON.stringify(value) : `${value}E-0`;
}
