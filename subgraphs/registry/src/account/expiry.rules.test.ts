import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalEmail } from './email.rules.ts';
import { dayMs, hasEnded, invitationExpiry, keyExpiry, overlapEnd } from './expiry.rules.ts';
import { hashOfSecret, isSecretHash, newSecret } from './secret.rules.ts';

const now = new Date('2026-01-01T00:00:00.000Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT' });

describe('a key', () => {
  test('ends after 90 days when nothing is said, and within 366 in any case', () => {
    expect(keyExpiry(null, now)).toEqual(after(90 * dayMs));
    fc.assert(
      fc.property(fc.integer({ min: -1_000, max: 1_000 }), (days) => {
        const wanted = after(days * dayMs);
        if (days >= 1 && days <= 366) expect(keyExpiry(wanted, now)).toBe(wanted);
        else expect(() => keyExpiry(wanted, now)).toThrow(badInput);
      }),
    );
  });

  test('that is replaced never lives longer than it would have', () => {
    const seconds = fc.integer({ min: 0, max: 604_800 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 1, max: 400 }), (overlap, days) => {
        const end = overlapEnd(after(days * dayMs), overlap, now);
        expect(end.getTime()).toBeLessThanOrEqual(after(days * dayMs).getTime());
        expect(end.getTime()).toBeLessThanOrEqual(after(overlap * 1000).getTime());
      }),
    );
    for (const overlap of [-1, 604_801]) {
      expect(() => overlapEnd(after(dayMs), overlap, now)).toThrow(badInput);
    }
  });

  test('has ended from its expiry on, and once it is revoked', () => {
    expect(hasEnded({ expiresAt: after(1), revokedAt: null }, now)).toBe(false);
    expect(hasEnded({ expiresAt: now, revokedAt: null }, now)).toBe(true);
    expect(hasEnded({ expiresAt: after(dayMs), revokedAt: now }, now)).toBe(true);
  });
});

test('an invitation is good for 1 to 30 days', () => {
  expect(invitationExpiry(30, now)).toEqual(after(30 * dayMs));
  for (const days of [0, 31, -1]) expect(() => invitationExpiry(days, now)).toThrow(badInput);
});

test('secrets are known by their hash, and no two are equal', () => {
  const secrets = Array.from({ length: 100 }, () => newSecret('apiKey'));
  expect(new Set(secrets.map(({ text }) => text)).size).toBe(100);
  for (const { text, tokenHash, prefix } of secrets) {
    expect(text).toMatch(/^ak_[\w-]{43}$/);
    expect(text.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(9);
    expect(hashOfSecret(text)).toBe(tokenHash);
    expect(isSecretHash(tokenHash)).toBe(true);
  }
  expect([isSecretHash('x'), isSecretHash(null)]).toEqual([false, false]);
});

test('addresses are compared in lower case, and what is none is refused', () => {
  expect(normalEmail(' Ada@Lab.Example ')).toBe('ada@lab.example');
  for (const none of [
    '',
    'ada',
    'ada@lab',
    '@lab.example',
    'a b@lab.example',
    'a@b@c.d',
    `a\0@b.c`,
    'fran\u212a@lab.example',
    'ada@\u0130b.example',
  ]) {
    expect(normalEmail(none)).toBeNull();
  }
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const normal = normalEmail(address);
      expect(normal === null ? null : normalEmail(normal)).toBe(normal);
    }),
  );
});

test('no letter of another script is taken for one of ASCII, so that nobody has the address of another', () => {
  const mistaken: string[] = [];
  for (let point = 0x80; point <= 0x10_ff_ff; point += 1) {
    const letter = String.fromCodePoint(point);
    if (/[a-z]/.test(letter.toLowerCase()) && normalEmail(`${letter}@lab.example`) !== null) {
      mistaken.push(point.toString(16));
    }
  }
  expect(mistaken).toEqual([]);
});
