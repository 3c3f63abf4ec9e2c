import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Data, mergeInto, ownCopy } from './data.ts';

const data = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })) as fc.Arbitrary<Data>;

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const copy = (value: Data) => JSON.parse(JSON.stringify(value)) as Data;

describe('merging answers', () => {
  test('what is equal is not written, so that it may be somebody else’s', () => {
    fc.assert(
      fc.property(data, (value) => {
        const held = frozen(copy(value));
        mergeInto(held, copy(value));
        expect(held).toEqual(copy(value));
      }),
    );
  });

  test('what is merged in is not changed', () => {
    fc.assert(
      fc.property(data, data, (target, source) => {
        mergeInto(copy(target), frozen(copy(source)));
      }),
    );
  });

  test('a value is replaced as one, whatever it looks like and wherever it is', () => {
    const value = fc.jsonValue({ maxDepth: 3 }).filter((each) => each !== null);
    const fields = new Map([['held', new Map([['value', null]])]]);
    fc.assert(
      fc.property(value, value, fc.anything(), (ours, theirs, other) => {
        const target = { held: [{ value: frozen(ours), other }] };
        mergeInto(target, { held: [{ value: theirs }] }, fields);
        expect(target).toEqual({ held: [{ value: theirs, other }] });
      }),
    );
  });

  test('a copy shares nothing, under any name', () => {
    const answer = { data: JSON.parse('{"__proto__": {"a": [{"b": 1}]}, "c": null}') as Data };
    const own = ownCopy(frozen(answer));
    expect(JSON.stringify(own)).toBe(JSON.stringify(answer));
    mergeInto(own.data, JSON.parse('{"__proto__": {"a": [{"b": 2}]}}') as Data);
    expect(JSON.stringify(own)).not.toBe(JSON.stringify(answer));
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });
});
