/** Which tenants a list shows: what was asked for and may be read, and nothing about the rest. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Actor, accessLevels, containsTenant, readableTenants } from './actor.ts';
import { maxRequestedTenants, requireReadable } from './requested-tenants.ts';

const actorWith = (change: Partial<Actor>): Actor => ({
  kind: 'USER',
  id: 'u',
  tenantId: 'own',
  accessLevel: 'ISOLATED',
  scopes: [],
  allowedTenants: ['friend'],
  ...change,
});

describe('the tenants of a list', () => {
  test.each([
    ['ISOLATED', ['own']],
    ['READ_CROSS', ['own', 'friend']],
    ['WRITE_CROSS', ['own', 'friend']],
    ['ADMIN', ['own', 'friend', 'other']],
  ] as const)('of %s', (accessLevel, seen) => {
    const actor = actorWith({ accessLevel });
    expect(requireReadable(actor, ['own', 'friend', 'other', 'own'])).toEqual(seen);
    expect(requireReadable(actor, null)).toEqual(['own']);
    expect(requireReadable(actor, [])).toEqual([]);
  });

  test('of nobody in particular are none', () => {
    const nobody = actorWith({ isAnonymous: true, accessLevel: 'ADMIN' });
    expect(requireReadable(nobody, undefined)).toEqual([]);
    expect(requireReadable(nobody, ['own'])).toEqual([]);
  });

  test('are never more than were asked for, nor any that may not be read', () => {
    const ids = fc.array(fc.constantFrom('own', 'friend', 'other', 'x'), { maxLength: 8 });
    const levels = fc.constantFrom(...accessLevels);
    fc.assert(
      fc.property(levels, ids, (accessLevel, requested) => {
        const actor = actorWith({ accessLevel });
        const seen = requireReadable(actor, requested);
        expect(new Set(seen).size).toBe(seen.length);
        for (const id of ['own', 'friend', 'other', 'x'] as const) {
          const isSeen = requested.includes(id) && containsTenant(readableTenants(actor), id);
          expect(seen.includes(id)).toBe(isSeen);
        }
      }),
    );
  });

  test('are refused when they are too many or cannot be tenants', () => {
    const many = Array.from({ length: maxRequestedTenants + 1 }, (_, index) => `t${index}`);
    const details = { field: 'tenants' };
    expect(() => requireReadable(actorWith({}), many)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining(details),
      }),
    );
    expect(() => requireReadable(actorWith({}), ['own', "a' or 1=1"])).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: 'tenants[1]' }) }),
    );
  });
});
