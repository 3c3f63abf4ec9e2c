/** Cursors: they come back as they were, and nothing else is taken for one. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CursorKey, decodeCursor, encodeCursor } from './cursor.ts';

const storableText = fc.string({ unit: 'binary', maxLength: 100 }).filter((s) => !s.includes('\0'));
const keys: fc.Arbitrary<CursorKey> = fc.oneof(
  storableText,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  fc.boolean(),
  fc.constant(null),
);
const keyLists = fc.array(keys, { minLength: 1, maxLength: 4 });

const refusal = expect.objectContaining({
  code: 'BAD_USER_INPUT',
  details: { field: 'after' },
});

/** A cursor of any JSON, as somebody might make one up. */
const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('cursors', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(fc.string(), keyLists, (list, sortKey) => {
        const cursor = encodeCursor(list, sortKey);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeCursor(cursor, { list, keyCount: sortKey.length })).toEqual(sortKey);
      }),
    );
  });

  test('of another list are refused', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), keyLists, (list, other, sortKey) => {
        fc.pre(list !== other);
        const cursor = encodeCursor(other, sortKey);
        expect(() => decodeCursor(cursor, { list, keyCount: sortKey.length })).toThrow(refusal);
      }),
    );
  });

  test('with another number of keys are refused', () => {
    fc.assert(
      fc.property(keyLists, fc.nat(6), (sortKey, keyCount) => {
        fc.pre(keyCount !== sortKey.length);
        const cursor = encodeCursor('list', sortKey);
        expect(() => decodeCursor(cursor, { list: 'list', keyCount })).toThrow(refusal);
      }),
    );
  });

  test('that were made up are refused, never misread and never a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(forge)), (cursor) => {
        try {
          expect(decodeCursor(cursor, { list: 'list', keyCount: 1 })).toHaveLength(1);
        } catch (error) {
          expect(error).toEqual(refusal);
        }
      }),
    );
  });

  test.each([
    ['empty', ''],
    ['not base64url', 'a+b/c='],
    ['of another alphabet', 'курсор'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no list', forge({ 0: 'list', 1: 1 })],
    ['with an object inside', forge(['list', { a: 1 }])],
    ['with a list inside', forge(['list', [1]])],
    ['with NUL inside', forge(['list', 'a\0'])],
    ['with a lone surrogate inside', forge(['list', '\ud800'])],
    ['longer than any of ours', encodeCursor('list', ['x'.repeat(2_000)])],
  ])('that are %s are refused', (_, cursor) => {
    expect(() => decodeCursor(cursor, { list: 'list', keyCount: 1 })).toThrow(refusal);
  });

  test('refusals name the argument that was at fault', () => {
    expect(() => decodeCursor('x', { list: 'list', keyCount: 1, field: 'input.since' })).toThrow(
      expect.objectContaining({ details: { field: 'input.since' } }),
    );
  });
});
