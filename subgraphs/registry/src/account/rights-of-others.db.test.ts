/**
 * Goal: whoever administers users neither makes anybody stronger than they are themselves, nor switches off
 * who is, nor reads whom partners invite. A member of the access level ADMIN has every scope, whatever its
 * role, so that the level is a right as well as a reach. On a real database, with keys as the gateway resolves them.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import {
  type Member,
  actorOf,
  createMember,
  createTenant,
  narrowOperator,
  operator,
} from './testing/accounts.ts';

const changeMembership = `mutation ($input: ChangeMembershipInput!) {
  changeMembership(input: $input) { membership { accessLevel } } }`;
const removeMember = `mutation ($input: RemoveMemberInput!) {
  removeMember(input: $input) { membershipId } }`;
const createUser = `mutation ($input: CreateUserInput!) {
  createUser(input: $input) { user { id } membership { id } } }`;
const updateUser =
  'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';
const createApiKey =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }';

let run: RunningSubgraph;
let engineer: Member;
let manager: Member;
let admin: Member;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
  engineer = await createMember(run, 'alpha', 'ENGINEER');
  manager = await createMember(run, 'alpha', 'MANAGER');
  admin = await createMember(run, 'alpha', 'ADMIN');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const codeOf = async (query: string, input: object, identity: RequestIdentity) =>
  (await run.refuse(query, { input }, identity)).extensions['code'];

/** A service account of the level. */
async function service(accessLevel: Actor['accessLevel']) {
  const input = { username: `bot-${(bots += 1)}`, role: 'SERVICE', tenantId: 'alpha', accessLevel };
  const made = await run.ask<{ createUser: Record<'user' | 'membership', { id: string }> }>(
    createUser,
    { input },
    operator,
  );
  return { userId: made.createUser.user.id, membershipId: made.createUser.membership.id };
}
let bots = 0;

describe('who has the level ADMIN, and not every scope', () => {
  test('makes nobody somebody who has', async () => {
    const input = { id: engineer.membershipId, accessLevel: 'ADMIN' };
    expect(await codeOf(changeMembership, input, narrowOperator)).toBe('FORBIDDEN');
    const account = { username: 'stronger', role: 'SERVICE', accessLevel: 'ADMIN' };
    expect(await codeOf(createUser, account, narrowOperator)).toBe('FORBIDDEN');
    const [found] = await run.database.query<{ level: string }>(
      'select access_level as level from registry.memberships where id = $1',
      [engineer.membershipId],
    );
    expect(found).toEqual({ level: 'ISOLATED' });
  });

  test('gives the reach that takes no more scopes, as before', async () => {
    const { membershipId: id } = await service('ISOLATED');
    const input = { id, accessLevel: 'READ_CROSS' };
    expect(await run.ask(changeMembership, { input }, narrowOperator)).toEqual({
      changeMembership: { membership: { accessLevel: 'READ_CROSS' } },
    });
  });

  test('takes nothing from somebody who has', async () => {
    const { membershipId: id } = await service('ADMIN');
    expect(await codeOf(changeMembership, { id, accessLevel: 'ISOLATED' }, narrowOperator)).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(removeMember, { id }, narrowOperator)).toBe('FORBIDDEN');
    await run.ask(removeMember, { input: { id } }, operator);
  });
});

describe('an account that may do more', () => {
  test('is not switched off or renamed by a MANAGER', async () => {
    const { userId: id } = await service('ADMIN');
    expect(await codeOf(updateUser, { id, isActive: false }, manager.identity)).toBe('FORBIDDEN');
    const rename = { id: admin.userId, displayName: 'nobody' };
    expect(await codeOf(updateUser, rename, manager.identity)).toBe('FORBIDDEN');
    const rows = await run.database.query(
      'select 1 from registry.users where id = any($1) and is_active and display_name <> $2',
      [[id, admin.userId], rename.displayName],
    );
    expect(rows).toHaveLength(2);
  });

  test('is by who may do as much, and one’s own by oneself', async () => {
    const { userId: id } = await service('ADMIN');
    await run.ask(updateUser, { input: { id, isActive: false } }, admin.identity);
    const own = { id: manager.userId, displayName: 'Me' };
    await run.ask(updateUser, { input: own }, manager.identity);
    const weaker = { id: (await service('ISOLATED')).userId, isActive: false };
    await run.ask(updateUser, { input: weaker }, manager.identity);
  });
});

describe('a key for one thing', () => {
  test.each(['ISOLATED', 'ADMIN'] as const)(
    'of a member of the level ADMIN, at the level %s',
    async (level) => {
      const { userId } = await service('ADMIN');
      const input = {
        name: 'k',
        scopes: ['agent:write'],
        accessLevel: level,
        userId,
        tenantId: 'alpha',
      };
      const made = await run.ask<{ createApiKey: { secret: string } }>(
        createApiKey,
        { input },
        operator,
      );
      const actor = await actorOf(run, 'API_KEY', made.createApiKey.secret);
      expect(actor).toMatchObject({ accessLevel: level, scopes: ['agent:write'] });
      const holder: RequestIdentity = { actor: actor as Actor, requestId: 'narrow-key' };
      const agent =
        'mutation ($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }';
      await run.ask(agent, { input: { name: `of ${level}`, type: 'GENERAL_PURPOSE' } }, holder);
      const experiment =
        'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { experiment { id } } }';
      expect(await codeOf(experiment, { name: 'x' }, holder)).toBe('FORBIDDEN');
      expect(await codeOf(createApiKey, { ...input, scopes: ['*'] }, holder)).toBe('FORBIDDEN');
      const tenant =
        'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }';
      expect(await codeOf(tenant, { id: 'gamma' }, holder)).toBe('FORBIDDEN');
    },
  );
});

describe('invitations of a partner', () => {
  test('are shown to who administers there alone', async () => {
    const invite = `mutation ($input: InviteUserInput!) {
      inviteUser(input: $input) { invitation { id } } }`;
    const input = { email: 'guest@lab.example', role: 'ENGINEER', tenantId: 'beta' };
    const { inviteUser } = await run.ask<{ inviteUser: { invitation: { id: string } } }>(
      invite,
      { input },
      operator,
    );
    const query = `query ($of: [_Any!]!) {
      _entities(representations: $of) { ... on Invitation { email } } }`;
    const of = [{ __typename: 'Invitation', id: inviteUser.invitation.id }];
    const seenBy = async (change: Partial<Actor>) => {
      const data = await run.ask(query, { of }, testIdentity('alpha', change));
      return JSON.stringify(data).includes(input.email);
    };
    const friend = { allowedTenants: ['beta'] };
    expect(await seenBy({ ...friend, accessLevel: 'READ_CROSS' })).toBe(false);
    expect(await seenBy({ ...friend, accessLevel: 'WRITE_CROSS' })).toBe(false);
    expect(await seenBy({ accessLevel: 'ADMIN', scopes: ['agent:write'] })).toBe(false);
    expect(await seenBy({ accessLevel: 'ADMIN' })).toBe(true);
  });
});
