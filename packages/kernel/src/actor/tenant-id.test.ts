/** What may name a tenant: a small alphabet, because the name goes into settings and addresses. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultTenantId, isTenantId, requireTenantId } from './tenant-id.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const first = fc.constantFrom(...letters);
const rest = fc.array(fc.constantFrom(...letters, '_', '-'), { maxLength: 254 });
const tenantIds = fc.tuple(first, rest).map(([head, tail]) => head + tail.join(''));

describe('tenant ids', () => {
  test('of letters, digits, "_" and "-" are taken as they are', () => {
    fc.assert(fc.property(tenantIds, (id) => requireTenantId(id) === id));
    expect(isTenantId(defaultTenantId)).toBe(true);
    expect(isTenantId('x'.repeat(255))).toBe(true);
  });

  test('with any other character are refused', () => {
    const others = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
      .filter((character) => !/^[A-Za-z0-9_-]$/.test(character));
    fc.assert(
      fc.property(tenantIds, others, fc.nat(300), (id, other, at) => {
        expect(isTenantId(id.slice(0, at) + other + id.slice(at))).toBe(false);
      }),
    );
  });

  test.each([
    '',
    ' ',
    'a b',
    'a@b',
    'a/b',
    "a'b",
    'a"b',
    'a;b',
    'a,b',
    '*',
    'a\n',
    '\na',
    'a\0',
    '-a',
    '_a',
    '../a',
    'é',
    'а', // a Cyrillic letter that looks like a Latin one
    'x'.repeat(256),
  ])('%j is refused, naming the field', (id) => {
    expect(() => requireTenantId(id, 'input.tenantId')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field: 'input.tenantId' }),
      }),
    );
  });
});
