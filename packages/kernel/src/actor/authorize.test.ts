/** Who may do what, where: scopes and access levels together. */
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type AccessLevel, type Actor, accessLevels } from './actor.ts';
import { type Action, actions, authorize, isAuthorized } from './authorize.ts';

const actorWith = (accessLevel: AccessLevel, scopes: string[] = ['agent:write']): Actor => ({
  kind: 'USER',
  id: 'u',
  tenantId: 'own',
  accessLevel,
  scopes,
  allowedTenants: ['friend'],
});

/** What only the level ADMIN does beyond its own tenant. */
const administration: readonly Action[] = [
  'tenant:admin',
  'user:admin',
  'key:write',
  'account:write',
  'subject:erase',
];

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

  test('of an ADMIN needs its scope as well: a narrow key stays narrow', () => {
    expect(isAuthorized(actorWith('ADMIN', []), 'match:report', 'other')).toBe(false);
    expect(isAuthorized(actorWith('ADMIN', ['match:report']), 'match:report', 'other')).toBe(true);
  });

  test('of administration reaches other tenants with the level ADMIN alone', () => {
    for (const action of administration) {
      for (const level of accessLevels) {
        const actor = actorWith(level, ['*']);
        expect(isAuthorized(actor, action, 'own')).toBe(true);
        for (const tenant of ['friend', 'other']) {
          expect(isAuthorized(actor, action, tenant)).toBe(level === 'ADMIN');
        }
      }
    }
  });

  test('needs a scope and a tenant, whatever the rest', () => {
    const all = Object.keys(actions) as Action[];
    const actors = fc.record({
      level: fc.constantFrom(...accessLevels),
      scopes: fc.subarray(['*', ...all]),
      action: fc.constantFrom(...all),
      tenant: fc.constantFrom('own', 'friend', 'other'),
    });
    fc.assert(
      fc.property(actors, ({ level, scopes, action, tenant }) => {
        const crosses = level === 'WRITE_CROSS' && tenant === 'friend';
        const reaches =
          tenant === 'own' || level === 'ADMIN' || (crosses && !administration.includes(action));
        const holds = scopes.includes('*') || scopes.includes(action);
        expect(isAuthorized(actorWith(level, scopes), action, tenant)).toBe(reaches && holds);
      }),
    );
  });

  test('of administration elsewhere is refused for the level, where the scope is there', () => {
    const refusal = (scopes: string[]) => {
      try {
        authorize(actorWith('WRITE_CROSS', scopes), 'user:admin', 'friend');
        return null;
      } catch (error) {
        return error;
      }
    };
    expect(refusal(['*'])).toMatchObject({ code: 'FORBIDDEN', details: { allowed: ['ADMIN'] } });
    expect(refusal([])).toMatchObject({ code: 'FORBIDDEN', details: { allowed: ['user:admin'] } });
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
