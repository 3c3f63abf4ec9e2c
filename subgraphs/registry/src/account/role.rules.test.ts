import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Actor, accessLevels } from '@arbiter/kernel/actor/actor.ts';
import { actions } from '@arbiter/kernel/actor/authorize.ts';
import { actorOfCredential } from './credential.rules.ts';
import {
  accountRoles,
  commonScopes,
  lowerLevel,
  mayInvite,
  requireGrantableLevel,
  requireGrantableRole,
  requireGrantableScopes,
  requireRightsOf,
  requireScopesOf,
  scopesOf,
  scopesOfMember,
} from './role.rules.ts';

const names = Object.keys(actions);
const scopeLists = fc.uniqueArray(fc.constantFrom('*', ...names), { maxLength: names.length });
const levels = fc.constantFrom(...accessLevels);
const roles = fc.constantFrom(...accountRoles);
const actorWith = (scopes: readonly string[], accessLevel: Actor['accessLevel'] = 'ISOLATED') =>
  ({ kind: 'USER', id: 'u', tenantId: 't', accessLevel, scopes, allowedTenants: [] }) as const;
const allows = (scopes: readonly string[], scope: string) =>
  scopes.includes('*') || scopes.includes(scope);
const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });

function isRefused(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    return true;
  }
}

describe('granting', () => {
  test('nobody gives a scope that they do not have', () => {
    fc.assert(
      fc.property(scopeLists, scopeLists, (held, wanted) => {
        fc.pre(wanted.length > 0);
        const refused = isRefused(() => requireGrantableScopes(actorWith(held), wanted, 'scopes'));
        const isCovered = wanted.every((scope) => held.includes('*') || held.includes(scope));
        expect(refused).toBe(!isCovered);
      }),
    );
  });

  test('nobody gives a role that allows what they may not do', () => {
    fc.assert(
      fc.property(scopeLists, roles, (held, role) => {
        const refused = isRefused(() => requireGrantableRole(actorWith(held), role, 'role'));
        const needed = scopesOf(role);
        expect(refused).toBe(!held.includes('*') && needed.some((scope) => !held.includes(scope)));
      }),
    );
  });

  test('only the level ADMIN gives access beyond a tenant', () => {
    fc.assert(
      fc.property(levels, levels, (own, given) => {
        const refused = isRefused(() => requireGrantableLevel(actorWith(['*'], own), given, 'x'));
        expect(refused).toBe(given !== 'ISOLATED' && own !== 'ADMIN');
      }),
    );
  });

  test('an unknown scope, and none, are bad input', () => {
    const admin = actorWith(['*'], 'ADMIN');
    for (const scopes of [['agent:fly'], ['agent:write', ''], []]) {
      expect(() => requireGrantableScopes(admin, scopes, 'input.scopes')).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      );
    }
    expect(() => requireGrantableScopes(actorWith([]), ['*'], 'x')).toThrow(forbidden);
  });
});

describe('roles', () => {
  test('each has what the one below it has', () => {
    const order = ['SERVICE', 'ENGINEER', 'MANAGER', 'ADMIN'] as const;
    for (const [index, role] of order.entries()) {
      const below = order[index - 1];
      if (below)
        for (const scope of scopesOf(below)) expect(allows(scopesOf(role), scope)).toBe(true);
    }
  });

  test('administration is not part of a group’s work', () => {
    for (const scope of ['tenant:admin', 'subject:erase']) {
      expect(accountRoles.filter((role) => allows(scopesOf(role), scope))).toEqual(['ADMIN']);
    }
    expect(scopesOf('SERVICE')).not.toContain('key:write');
  });
});

describe('a member', () => {
  test('of the level ADMIN may do all, others what their role allows', () => {
    for (const role of accountRoles) {
      expect(scopesOfMember(role, 'ADMIN')).toEqual(['*']);
      expect(scopesOfMember(role, 'WRITE_CROSS')).toEqual(scopesOf(role));
    }
  });

  test('is out of reach for who may do less, whatever the level of that one', () => {
    const admin = { role: 'ADMIN', accessLevel: 'ISOLATED' } as const;
    const manager = actorWith([...scopesOf('MANAGER')], 'ADMIN');
    expect(() => requireScopesOf(manager, admin, 'x')).toThrow(forbidden);
    const operator = { role: 'ENGINEER', accessLevel: 'ADMIN' } as const;
    expect(() => requireScopesOf(manager, operator, 'x')).toThrow(forbidden);
    const service = { role: 'SERVICE', accessLevel: 'READ_CROSS' } as const;
    expect(() => requireScopesOf(actorWith([...scopesOf('MANAGER')]), service, 'x')).not.toThrow();
  });
});

describe('a level', () => {
  test('is given or taken by nobody who may do less than who has it', () => {
    fc.assert(
      fc.property(scopeLists, levels, roles, levels, (held, own, role, accessLevel) => {
        const actor = actorWith(held, own);
        const refused = isRefused(() => requireRightsOf(actor, { role, accessLevel }, 'x'));
        const mayAll = scopesOfMember(role, accessLevel).every((scope) => allows(held, scope));
        const reaches = accessLevel === 'ISOLATED' || own === 'ADMIN';
        expect(refused).toBe(!(mayAll && reaches));
      }),
    );
  });
});

describe('a credential', () => {
  test('never allows more than it was given, nor more than its user may', () => {
    fc.assert(
      fc.property(scopeLists, levels, roles, levels, (scopes, level, role, memberLevel) => {
        const actor = actorOfCredential({
          tenantId: 't',
          userId: 'u',
          displayName: 'U',
          email: null,
          isServiceAccount: false,
          role,
          memberLevel,
          allowedTenants: ['other'],
          limit: { scopes, level },
        });
        for (const name of names) {
          const members = scopesOfMember(role, memberLevel);
          const both = allows(scopes, name) && allows(members, name);
          expect(allows(actor.scopes, name)).toBe(both);
        }
        expect(actor.accessLevel).toBe(lowerLevel(level, memberLevel));
        if (actor.accessLevel === 'ISOLATED') expect(actor.allowedTenants).toEqual([]);
      }),
    );
  });

  test('common scopes are the same from both sides', () => {
    fc.assert(
      fc.property(scopeLists, scopeLists, (one, other) => {
        const [there, back] = [commonScopes(one, other), commonScopes(other, one)];
        for (const name of names) expect(allows(there, name)).toBe(allows(back, name));
      }),
    );
  });
});

test('each role invites to those below it, and who administers users to its own', () => {
  const table = accountRoles.map((role) => [
    role,
    accountRoles.filter((to) => mayInvite(role, to)),
  ]);
  expect(Object.fromEntries(table)).toEqual({
    ADMIN: ['ADMIN', 'MANAGER', 'ENGINEER', 'SERVICE'],
    MANAGER: ['MANAGER', 'ENGINEER', 'SERVICE'],
    ENGINEER: [],
    SERVICE: [],
  });
});
