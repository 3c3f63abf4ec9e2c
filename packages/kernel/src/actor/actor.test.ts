/** The matrix of access levels: whose rows an actor reads and whose it writes. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Actor,
  type TenantSet,
  accessLevels,
  containsTenant,
  readableTenants,
  serviceActor,
  writableTenants,
} from './actor.ts';

const actorWith = (change: Partial<Actor>): Actor => ({
  kind: 'USER',
  id: 'u',
  tenantId: 'own',
  accessLevel: 'ISOLATED',
  scopes: [],
  allowedTenants: ['friend'],
  ...change,
});

describe('access levels', () => {
  const matrix: [Actor['accessLevel'], reads: TenantSet, writes: TenantSet][] = [
    ['ISOLATED', ['own'], ['own']],
    ['READ_CROSS', ['own', 'friend'], ['own']],
    ['WRITE_CROSS', ['own', 'friend'], ['own', 'friend']],
    ['ADMIN', '*', '*'],
  ];

  test.each(matrix)('%s', (accessLevel, reads, writes) => {
    const actor = actorWith({ accessLevel });
    expect(readableTenants(actor)).toEqual(reads);
    expect(writableTenants(actor)).toEqual(writes);
  });

  test('the matrix has every level', () => {
    expect(matrix.map(([level]) => level)).toEqual([...accessLevels]);
  });

  test('the own tenant is there once, also when it is among the allowed', () => {
    const actor = actorWith({ accessLevel: 'WRITE_CROSS', allowedTenants: ['friend', 'own'] });
    expect(readableTenants(actor)).toEqual(['own', 'friend']);
  });

  const actors = fc.record({
    kind: fc.constantFrom('USER', 'AGENT', 'SERVICE'),
    id: fc.string(),
    tenantId: fc.constantFrom('a', 'b', 'c'),
    accessLevel: fc.constantFrom(...accessLevels),
    scopes: fc.constant([]),
    allowedTenants: fc.subarray(['a', 'b', 'c', 'd']),
  }) as fc.Arbitrary<Actor>;
  const tenants = ['a', 'b', 'c', 'd', 'e'];

  test('an actor always reaches its own tenant, and writes nowhere where it does not read', () => {
    fc.assert(
      fc.property(actors, (actor) => {
        const [reads, writes] = [readableTenants(actor), writableTenants(actor)];
        expect(containsTenant(writes, actor.tenantId)).toBe(true);
        for (const tenant of tenants) {
          if (containsTenant(writes, tenant)) expect(containsTenant(reads, tenant)).toBe(true);
        }
      }),
    );
  });

  test('its own tenant stands first: there alone the database lets accounts be written', () => {
    fc.assert(
      fc.property(actors, (actor) => {
        const first = actor.accessLevel === 'ADMIN' ? '*' : actor.tenantId;
        expect(writableTenants(actor)[0]).toBe(first);
        expect(readableTenants(actor)[0]).toBe(first);
      }),
    );
  });

  test('a tenant that is neither its own nor allowed is reached by ADMIN only', () => {
    fc.assert(
      fc.property(actors, (actor) => {
        expect(containsTenant(readableTenants(actor), 'e')).toBe(actor.accessLevel === 'ADMIN');
      }),
    );
  });
});

test('a service works in one tenant with all scopes', () => {
  const actor = serviceActor('metrics', 'alpha');
  expect(actor).toMatchObject({ kind: 'SERVICE', id: 'metrics', scopes: ['*'] });
  expect(readableTenants(actor)).toEqual(['alpha']);
  expect(writableTenants(actor)).toEqual(['alpha']);
});

test('nobody in particular reaches no tenant, not even the one that it names', () => {
  for (const accessLevel of accessLevels) {
    const nobody = actorWith({ accessLevel, isAnonymous: true, scopes: ['*'] });
    expect([readableTenants(nobody), writableTenants(nobody)]).toEqual([[], []]);
  }
});
