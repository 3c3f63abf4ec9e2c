/**
 * Goal: nobody reaches what is out of their reach by acting as somebody who may do more, nor by an account
 * whose rights lie in another tenant. A key acts as its user, whose own credentials it may end. On a real
 * database, with keys as the gateway resolves them.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
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

const createApiKey = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret apiKey { id } } }`;
const createUser = `mutation ($input: CreateUserInput!) {
  createUser(input: $input) { user { id } membership { id } } }`;
const changeMembership = `mutation ($input: ChangeMembershipInput!) {
  changeMembership(input: $input) { membership { id } } }`;
const updateUser =
  'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { isActive } } }';
const inviteUser = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { secret } }';
const acceptInvitation = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { membershipId } }`;

let run: RunningSubgraph;
let manager: Member;
let admin: Member;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
  manager = await createMember(run, 'alpha', 'MANAGER');
  admin = await createMember(run, 'alpha', 'ADMIN');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const codeOf = async (query: string, input: object, identity: RequestIdentity) =>
  (await run.refuse(query, { input }, identity)).extensions['code'];

interface Made {
  readonly createUser: Record<'user' | 'membership', { id: string }>;
}

/** A service account of the level in alpha. */
async function service(accessLevel: Actor['accessLevel']): Promise<string> {
  const input = { username: `bot-${(bots += 1)}`, role: 'SERVICE', tenantId: 'alpha', accessLevel };
  return (await run.ask<Made>(createUser, { input }, operator)).createUser.user.id;
}
let bots = 0;

describe('a key that acts as somebody else', () => {
  const ofKey = (userId: string) => ({
    name: 'k',
    scopes: ['key:write'],
    userId,
    tenantId: 'alpha',
  });

  test('is not made by who may do less: it would end the keys of its user', async () => {
    expect(await codeOf(createApiKey, ofKey(await service('ADMIN')), manager.identity)).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(createApiKey, ofKey(admin.userId), narrowOperator)).toBe('FORBIDDEN');
    const keys = await run.database.query('select 1 from registry.api_keys');
    expect(keys).toEqual([]);
  });

  test('is made by who may do as much, and is that user', async () => {
    const weaker = { ...ofKey(await service('ISOLATED')), scopes: ['agent:write'] };
    const made = await run.ask<{ createApiKey: { secret: string } }>(
      createApiKey,
      { input: weaker },
      manager.identity,
    );
    expect(await actorOf(run, 'API_KEY', made.createApiKey.secret)).toMatchObject({
      id: weaker.userId,
    });
    await run.ask(createApiKey, { input: ofKey(await service('ADMIN')) }, admin.identity);
    await run.ask(createApiKey, { input: ofKey(admin.userId) }, operator);
  });
});

describe('a person who is an engineer at home, and administers everything from elsewhere', () => {
  let person: Member;
  beforeAll(async () => {
    person = await createMember(run, 'alpha', 'ENGINEER');
    const [row] = await run.database.query<{ email: string }>(
      'select email from registry.users where id = $1',
      [person.userId],
    );
    const invitation = { email: row?.email, role: 'ENGINEER', tenantId: 'beta' };
    const { inviteUser: made } = await run.ask<{ inviteUser: { secret: string } }>(
      inviteUser,
      { input: invitation },
      operator,
    );
    const { acceptInvitation: accepted } = await run.ask<{
      acceptInvitation: { membershipId: string };
    }>(acceptInvitation, { input: { token: made.secret } }, person.identity);
    const level = { id: accepted.membershipId, accessLevel: 'ADMIN' };
    await run.ask(changeMembership, { input: level }, operator);
  });

  test('is not locked out by who may do less', async () => {
    const input = { id: person.userId, isActive: false };
    expect(await codeOf(updateUser, input, narrowOperator)).toBe('FORBIDDEN');
    expect(await run.ask(updateUser, { input }, operator)).toEqual({
      updateUser: { user: { isActive: false } },
    });
    expect(await codeOf(updateUser, { ...input, isActive: true }, narrowOperator)).toBe(
      'FORBIDDEN',
    );
  });
});
