/**
 * The matrix of access levels for what administers people, keys and tenants: every level, in its own tenant,
 * in one that it is allowed and in a foreign one. Beyond the own tenant that is for the level ADMIN alone; for
 * the others nothing changes there. What administers is what the schema says, so that a new mutation without
 * a case fails.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccessLevel, type Actor, accessLevels } from '@arbiter/kernel/actor/actor.ts';
import { administeringMutations } from '../support/administering-mutations.ts';
import { type AskAs, askAs } from '../support/ask-as.ts';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { signIn } from '../support/fill-tables.ts';
import { rowsOf } from './isolation/tenant-rows.ts';

const tenants = ['own', 'friend', 'foreign'] as const;
type Tenant = (typeof tenants)[number];

let world: Constellation;
let ask: AskAs;
beforeAll(async () => {
  world = await startConstellation();
  ask = askAs(world);
  for (const id of tenants) await call(operator, ['createTenant', { id }]);
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

type Caller = Partial<Actor> & Pick<Actor, 'tenantId'>;

const operator: Caller = { tenantId: 'default', id: 'operator', accessLevel: 'ADMIN' };

/** A person of `own` with every scope, who is allowed to reach `friend`, as far as the level lets them. */
const person = (accessLevel: AccessLevel): Caller => ({
  tenantId: 'own',
  id: `person-${accessLevel}`,
  accessLevel,
  scopes: ['*'],
  allowedTenants: ['friend'],
});

type Command = readonly [field: string, input: object];

/** The code of the answer, and what was selected of it. */
async function call(actor: Caller, [field, input]: Command, selection = '__typename') {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;
  const { data, errors } = await ask(actor, document, { input });
  return { code: errors?.[0]?.extensions['code'] ?? 'OK', payload: data?.[field] };
}

let count = 0;
/** A name that was not there. */
const fresh = (what: string) => `${what}-${(count += 1)}`;

interface Id {
  readonly id: string;
}

/** A service account of the tenant, with a key. */
async function serviceOf(tenantId: Tenant): Promise<Record<'user' | 'membership' | 'apiKey', Id>> {
  const account = { username: fresh('service'), role: 'SERVICE', tenantId };
  const { payload } = await call(
    operator,
    ['createUser', account],
    'user { id } membership { id }',
  );
  const made = payload as Record<'user' | 'membership', Id>;
  const key = { name: 'k', scopes: ['*'], userId: made.user.id, tenantId };
  const answer = await call(operator, ['createApiKey', key], 'apiKey { id }');
  return { ...made, ...(answer.payload as { apiKey: Id }) };
}

const invitationTo = async (tenantId: Tenant): Promise<Id> => {
  const input = { email: 'ada@lab.example', role: 'ENGINEER', tenantId };
  const { payload } = await call(operator, ['inviteUser', input], 'invitation { id }');
  return (payload as { invitation: Id }).invitation;
};

/** The session of a person of the tenant. */
async function sessionOf(tenantId: Tenant): Promise<Id> {
  const subject = fresh('person');
  const email = `${subject}@lab.example`;
  await call(operator, ['createUser', { email, role: 'ENGINEER', tenantId }]);
  const { sessionId } = await signIn(world, { issuer: 'https://id.example', subject, email });
  return { id: sessionId };
}

/** What is asked for, in the tenant. */
const administration: Readonly<Record<string, (tenantId: Tenant) => Promise<object>>> = {
  inviteUser: async (tenantId) => ({ email: 'eve@lab.example', role: 'ADMIN', tenantId }),
  revokeInvitation: invitationTo,
  createUser: async (tenantId) => ({ username: fresh('service'), role: 'SERVICE', tenantId }),
  updateUser: async (tenantId) => ({ id: (await serviceOf(tenantId)).user.id, isActive: false }),
  deleteUser: async (tenantId) => ({ id: (await serviceOf(tenantId)).user.id }),
  changeMembership: async (tenantId) => {
    const { membership } = await serviceOf(tenantId);
    return { id: membership.id, allowedTenants: [] };
  },
  removeMember: async (tenantId) => ({ id: (await serviceOf(tenantId)).membership.id }),
  createApiKey: async (tenantId) => {
    const { user } = await serviceOf(tenantId);
    return { name: 'mine', scopes: ['agent:write'], userId: user.id, tenantId };
  },
  rotateApiKey: async (tenantId) => ({ id: (await serviceOf(tenantId)).apiKey.id }),
  revokeApiKey: async (tenantId) => ({ id: (await serviceOf(tenantId)).apiKey.id }),
  revokeSession: sessionOf,
  updateTenant: async (tenantId) => ({ id: tenantId, name: fresh('Lab') }),
};

const cells = accessLevels.flatMap((level) => tenants.map((tenant) => ({ level, tenant })));

describe.each(cells)('$level in the tenant $tenant', ({ level, tenant }) => {
  const isAllowed = tenant === 'own' || level === 'ADMIN';
  // What may not be read is not there.
  const isHidden = tenant === 'foreign' || level === 'ISOLATED';
  const refusals = isHidden ? ['FORBIDDEN', 'NOT_FOUND'] : ['FORBIDDEN'];

  test.each(Object.keys(administration))(`%s: ${isAllowed ? 'done' : 'refused'}`, async (field) => {
    const input = await administration[field]!(tenant);
    const stored = () => rowsOf(world, tenant);
    await world.settle();
    const before = await stored();
    const { code } = await call(person(level), [field, input]);
    expect(isAllowed ? ['OK'] : refusals).toContain(code);
    await world.settle();
    if (!isAllowed) expect(await stored()).toEqual(before);
  });
});

/** Of the own account and tenant, whatever they are told; and for the level ADMIN alone, by a policy. */
const elsewhere = [
  ...['acceptInvitation', 'revokeAllSessions', 'setUserPreference'],
  ...['createTenant', 'resetRateLimit', 'updateRateLimitConfig'],
];

test('every mutation that administers has a case here, or reaches no tenant of others', () => {
  const cases = [...Object.keys(administration), ...elsewhere];
  expect(cases.toSorted()).toEqual([...administeringMutations()].toSorted());
});
