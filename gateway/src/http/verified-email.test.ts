/** Which address a provider has verified, where it speaks in two places. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PersonClaims, verifiedEmailOf } from './verified-email.ts';

const own = { email: 'eve@lab.example', email_verified: true };

describe('verifiedEmailOf', () => {
  test.each<[string, PersonClaims, PersonClaims, string | null]>([
    ['in the ID token', own, {}, own.email],
    ['at the endpoint', {}, own, own.email],
    ['in both', own, own, own.email],
    ['in one, of the same address', own, { email: own.email }, own.email],
    ['in one, as text in the other', own, { ...own, email_verified: 'true' }, own.email],
    ['nowhere', { email: own.email }, { email: own.email }, null],
    ['as text alone', {}, { ...own, email_verified: 'true' }, null],
    ['of no address', { email_verified: true }, { email_verified: true }, null],
    ['of another address', own, { email: 'ada@lab.example' }, null],
    ['of another address, the other way', { email: 'ada@lab.example' }, own, own.email],
    ['in the one, and denied in the other', own, { ...own, email_verified: false }, null],
    ['of what is no text', own, { email: ['ada@lab.example'] }, null],
    ['of an empty text', own, { email: '' }, null],
  ])('%s', (_where, idToken, userInfo, email) => {
    expect(verifiedEmailOf(idToken, userInfo)).toBe(email);
  });

  test('an address is never proved by what is said of another', () => {
    const place = fc.record(
      {
        email: fc.constantFrom('ada@lab.example', 'eve@lab.example'),
        email_verified: fc.constantFrom(true, false, 'true', null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(place, place, (idToken, userInfo) => {
        const email = verifiedEmailOf(idToken, userInfo);
        if (email === null) return;
        const provers = [idToken, userInfo].filter(
          (each) => each.email === email && each.email_verified === true,
        );
        expect(provers.length).toBeGreaterThan(0);
      }),
    );
  });
});
