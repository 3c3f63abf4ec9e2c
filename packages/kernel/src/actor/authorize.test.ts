/** Who may do what, where: scopes and access levels together. */
import { describe, expect, test } from '@jest/globals';
import type { AccessLevel, Actor } from './actor.ts';
import { type Action, actions, authorize, isAuthorized } from './authorize.ts';

const actorWith = (accessLevel: AccessLevel, scopes: string[] = ['agent:write']): Actor => ({
  kind: 'USER',
  id: 'u',
  tenantId: 'own',
  accessLevel,
  scopes,
  allowedTenants: ['friend'],
});

describe('an action', () => {
  test.each([
    ['ISOLATED', 'own', true],
    ['ISOLATED', 'friend', false],
    ['ISOLATED', 'other', false],
    ['READ_CROSS', 'own', true],
    ['READ_CROSS', 'friend', false],
    ['READ_CROSS', 'other', false],
    ['WRITE_CROSS', 'own', true],
    ['WRITE_CROSS', 'friend', true],
    ['WRITE_CROSS', 'other', false],
    ['ADMIN', 'own', true],
    ['ADMIN', 'friend', true],
    ['ADMIN', 'other', true],
  ] as const)('of %s in the tenant "%s": %s', (level, tenant, allowed) => {
    expect(isAuthorized(actorWith(level), 'agent:write', tenant)).toBe(allowed);
  });

  test('needs its own scope, or the scope of all', () => {
    const names = Object.keys(actions) as Action[];
    for (const action of names) {
      expect(isAuthorized(actorWith('ISOLATED', [action]), action)).toBe(true);
      expect(isAuthorized(actorWith('ISOLATED', ['*']), action)).toBe(true);
      const others = names.filter((name) => name !== action);
      expect(isAuthorized(actorWith('WRITE_CROSS', others), action)).toBe(false);
      expect(isAuthorized(actorWith('ISOLATED', []), action)).toBe(false);
    }
  });

  test('of an ADMIN needs no scope', () => {
    expect(isAuthorized(actorWith('ADMIN', []), 'match:report', 'other')).toBe(true);
  });

  test('of nobody in particular is refused, whatever its level and scopes', () => {
    const nobody = { ...actorWith('ADMIN', ['*']), isAnonymous: true } as const;
    expect(isAuthorized(nobody, 'agent:write')).toBe(false);
  });

  test('that is refused is FORBIDDEN and names the scope', () => {
    expect(() => authorize(actorWith('ISOLATED'), 'agent:write')).not.toThrow();
    expect(() => authorize(actorWith('ISOLATED'), 'match:report')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN', details: { allowed: ['match:report'] } }),
    );
    expect(() => authorize(actorWith('READ_CROSS'), 'agent:write', 'friend')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
