/** From claims to rights: roles, scopes and levels, wherever a provider puts them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { operatorNames, serviceNames } from '@arbiter/kernel/actor/service-names.ts';
import { type ClaimNames, actorOfClaims } from './claims.ts';

const names: ClaimNames = { tenant: 'tenant_id', roles: 'roles' };
const actorOf = (change: object, claimNames = names) =>
  actorOfClaims({ sub: 'ada', tenant_id: 'alpha', ...change }, claimNames);

describe('roles and scopes', () => {
  test.each<[string, object, object]>([
    ['no role reads', {}, { accessLevel: 'ISOLATED', scopes: [], kind: 'USER' }],
    [
      'user does everything in its tenant',
      { roles: ['user'] },
      { accessLevel: 'ISOLATED', scopes: ['*'] },
    ],
    ['one role may be text', { roles: 'user' }, { scopes: ['*'] }],
    ['admin reaches every tenant', { roles: ['admin'] }, { accessLevel: 'ADMIN', scopes: ['*'] }],
    ['system is a program', { roles: ['system'] }, { kind: 'SERVICE', accessLevel: 'ISOLATED' }],
    ['account roles become token roles', { roles: ['ENGINEER'] }, { scopes: ['*'], kind: 'USER' }],
    ['roles of others mean nothing', { roles: ['toString', 'chef'] }, { scopes: [] }],
    ['scopes as a list', { roles: ['user'], scopes: ['a:b'] }, { scopes: ['a:b'] }],
    ['an empty list of scopes is none', { roles: ['user'], scopes: [] }, { scopes: [] }],
    ['scopes as text', { roles: ['user'], scope: 'a:b c:d' }, { scopes: ['a:b', 'c:d'] }],
    [
      'scopes of OpenID are not ours',
      { roles: ['user'], scope: 'openid email' },
      { scopes: ['*'] },
    ],
    [
      'the level of administrators stands for every scope',
      { access_level: 'ADMIN' },
      { accessLevel: 'ADMIN', scopes: ['*'] },
    ],
    [
      'unless the token names those that it has',
      { roles: ['admin'], scope: 'agent:write' },
      { accessLevel: 'ADMIN', scopes: ['agent:write'] },
    ],
    [
      'a level may lower a role',
      { roles: ['admin'], access_level: 'ISOLATED' },
      { accessLevel: 'ISOLATED' },
    ],
    [
      'a scope may widen the reach',
      { scopes: ['cross_tenant_read'] },
      { accessLevel: 'READ_CROSS' },
    ],
    ['to write, too', { scope: 'cross_tenant_write' }, { accessLevel: 'WRITE_CROSS' }],
  ])('%s', (_what, claims, expected) => {
    expect(actorOf(claims)).toMatchObject(expected);
  });

  test.each([{ roles: [7] }, { roles: { admin: true } }, { roles: [''] }])(
    '%j is refused',
    (claims) => {
      expect(() => actorOf(claims)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    },
  );
});

describe('the names of parts of Arbiter', () => {
  const claims = { roles: ['system'], access_level: 'ADMIN', isGateway: true, isAnonymous: false };

  test.each([
    ...serviceNames,
    ...operatorNames,
    'Gateway',
    ' gateway',
    'gateway\n',
    'AUDIT-LEDGER',
  ])('%j is nobody from outside', (sub) => {
    const refused = () => actorOf({ ...claims, sub });
    expect(refused).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });

  test('whatever the claims are, nobody becomes the gateway itself', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (others) => {
        const changes = { ...others, ...claims, sub: 'gateways', actor: { isGateway: true } };
        expect(admitted(changes)).not.toHaveProperty('isGateway');
      }),
      { examples: [[{}], [{ name: [] }]] },
    );
  });
});

/** The actor of these claims, or, as any of them may be malformed, nobody. */
function admitted(changes: object): Partial<Actor> {
  try {
    return actorOf(changes);
  } catch (error) {
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
    return {};
  }
}

describe('text that cannot be stored', () => {
  // What its holder did would else end in a fault, and what they were refused in no record.
  test.each(['a\0b', '\ud800', 'b\udc00'])('%j is refused, wherever it is', (text) => {
    for (const claims of [
      { sub: text },
      { name: text },
      { email: text },
      { roles: [text] },
      { scopes: [text] },
    ]) {
      expect(() => actorOf(claims)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    }
    expect(() => actorOf({ scope: `agent:write ${text}` })).toThrow('claim scope');
  });

  test('any other is taken as it is', () => {
    expect(actorOf({ sub: 'Ада\n', name: '😀' })).toMatchObject({ id: 'Ада\n', name: '😀' });
  });
});

describe('where claims are', () => {
  test('by a path, or by a name that has dots itself', () => {
    const names = { tenant: 'https://lab.example/tenant', roles: 'realm_access.roles' };
    const claims = { 'https://lab.example/tenant': 'beta', realm_access: { roles: ['admin'] } };
    expect(actorOf(claims, names)).toMatchObject({ tenantId: 'beta', accessLevel: 'ADMIN' });
  });

  test('nothing is found in what every object has', () => {
    const names = { tenant: 'constructor.name', roles: '__proto__.roles' };
    expect(() => actorOf({}, names)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });

  test('the default tenant is for tokens that name none, not for those that name a bad one', () => {
    const names = { tenant: 'org', roles: 'roles', defaultTenantId: 'default' };
    expect(actorOf({}, names)).toMatchObject({ tenantId: 'default' });
    expect(actorOf({ org: 'gamma' }, names)).toMatchObject({ tenantId: 'gamma' });
    for (const org of ['', 'a b', 7, null, {}]) {
      expect(() => actorOf({ org }, names)).toThrow('claim org');
    }
  });
});
