/**
 * Tenants, members and invitations through the executed schema on a real database: who may change whom,
 * the last ADMIN, what another tenant sees, and who gets in.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import {
  type Member,
  actorOf,
  askRoute,
  createMember,
  createTenant,
  eventsOf,
  operator,
} from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

const change = `mutation ($input: ChangeMembershipInput!) {
  changeMembership(input: $input) { membership { role accessLevel version } } }`;
const remove =
  'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { membershipId } }';
const invite = `mutation ($input: InviteUserInput!) {
  inviteUser(input: $input) { secret invitation { id email } } }`;
const accept = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { membershipId tenantId } }`;
const update = `mutation ($input: UpdateTenantInput!) {
  updateTenant(input: $input) { tenant { name isActive version } } }`;

let run: RunningSubgraph;
let admin: Member;
let manager: Member;
let engineer: Member;
let stranger: Member;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
  admin = await createMember(run, 'alpha', 'ADMIN');
  manager = await createMember(run, 'alpha', 'MANAGER');
  engineer = await createMember(run, 'alpha', 'ENGINEER');
  stranger = await createMember(run, 'beta', 'ADMIN');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const codeOf = async (query: string, input: object, identity: typeof operator) =>
  (await run.refuse(query, { input }, identity)).extensions['code'];

describe('a tenant', () => {
  test('is created once, by operators, with its event in its own ledger', async () => {
    const create =
      'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }';
    expect(await codeOf(create, { id: 'alpha' }, operator)).toBe('CONFLICT');
    expect(await codeOf(create, { id: 'a b' }, operator)).toBe('BAD_USER_INPUT');
    expect(await codeOf(create, { id: 'other' }, admin.identity)).toBe('FORBIDDEN');
    const [event] = await run.database.query(
      `select tenant_id, envelope ->> 'type' as type from registry.outbox where aggregate_id = 'alpha'`,
    );
    expect(event).toEqual({ tenant_id: 'alpha', type: 'TENANT_CREATED' });
  });

  test('is seen by its members alone', async () => {
    const query = 'query ($id: ID!) { tenant(id: $id) { id } tenants { nodes { id } } }';
    expect(await run.ask(query, { id: 'alpha' }, engineer.identity)).toEqual({
      tenant: { id: 'alpha' },
      tenants: { nodes: [{ id: 'alpha' }] },
    });
    const { extensions } = await run.refuse(query, { id: 'beta' }, engineer.identity);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is named by its ADMIN; limits and closing are the operator’s', async () => {
    await run.ask(update, { input: { id: 'alpha', name: 'Alpha lab' } }, admin.identity);
    expect(await codeOf(update, { id: 'alpha', isActive: false }, admin.identity)).toBe(
      'FORBIDDEN',
    );
    expect(
      await codeOf(update, { id: 'alpha', rateLimits: { perMinute: 1 } }, admin.identity),
    ).toBe('FORBIDDEN');
    expect(await codeOf(update, { id: 'beta', name: 'x' }, admin.identity)).toBe('NOT_FOUND');
    const rateLimits = { perMinute: 5, operations: { compare: 2 } };
    await run.ask(update, { input: { id: 'alpha', rateLimits } }, operator);
    expect(await askRoute(run.subgraph, '/internal/tenants', { tenantId: 'alpha' })).toEqual({
      status: 200,
      body: {
        tenantId: 'alpha',
        isActive: true,
        rateLimits: { perMinute: 5, perHour: null, perDay: null, operations: { compare: 2 } },
      },
    });
  });

  test('that is closed lets nobody in', async () => {
    await createTenant(run, 'closing');
    const member = await createMember(run, 'closing', 'ENGINEER');
    const key = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }`;
    const input = { name: 'k', scopes: ['agent:write'] };
    const { createApiKey } = await run.ask<{ createApiKey: { secret: string } }>(
      key,
      { input },
      member.identity,
    );
    expect(await actorOf(run, 'API_KEY', createApiKey.secret)).not.toBeNull();
    await run.ask(update, { input: { id: 'closing', isActive: false } }, operator);
    expect(await actorOf(run, 'API_KEY', createApiKey.secret)).toBeNull();
    const tenant = await askRoute(run.subgraph, '/internal/tenants', { tenantId: 'closing' });
    expect(tenant.status).toBe(404);
  });
});

describe('members', () => {
  test('nobody gives or takes more than they have', async () => {
    const id = engineer.membershipId;
    expect(await codeOf(change, { id, role: 'ADMIN' }, manager.identity)).toBe('FORBIDDEN');
    expect(
      await codeOf(change, { id: admin.membershipId, role: 'ENGINEER' }, manager.identity),
    ).toBe('FORBIDDEN');
    expect(await codeOf(remove, { id: admin.membershipId }, manager.identity)).toBe('FORBIDDEN');
    expect(await codeOf(change, { id, accessLevel: 'ADMIN' }, admin.identity)).toBe('FORBIDDEN');
    expect(await codeOf(change, { id, allowedTenants: ['beta'] }, admin.identity)).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(change, { id, role: 'MANAGER' }, engineer.identity)).toBe('FORBIDDEN');
    expect(await codeOf(change, { id, role: 'MANAGER' }, stranger.identity)).toBe('NOT_FOUND');
    expect(await codeOf(change, { id, role: 'SERVICE' }, admin.identity)).toBe('BAD_USER_INPUT');
    expect(await codeOf(change, { id, role: 'MANAGER', expectedVersion: 9 }, admin.identity)).toBe(
      'CONFLICT',
    );
    expect(await eventsOf(run, id)).toEqual(['MEMBER_ADDED']);
  });

  test('the last ADMIN stays, also when two removals race', async () => {
    await createTenant(run, 'pair');
    const [one, two] = [
      await createMember(run, 'pair', 'ADMIN'),
      await createMember(run, 'pair', 'ADMIN'),
    ];
    const outcomes = await Promise.allSettled([
      run.ask(remove, { input: { id: one.membershipId } }, two.identity),
      run.ask(remove, { input: { id: two.membershipId } }, one.identity),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [left] = await run.database.query<{ id: string }>(
      `select id from registry.memberships where tenant_id = 'pair' and role = 'ADMIN'`,
    );
    expect(await codeOf(remove, { id: left?.id }, operator)).toBe('CONFLICT');
    expect(await codeOf(change, { id: left?.id, role: 'MANAGER' }, operator)).toBe('CONFLICT');
  });

  test('are seen in their own tenants alone', async () => {
    const query = '{ users { nodes { id } } memberships { nodes { user { id } } } }';
    const seenBy = async (identity: typeof operator) =>
      JSON.stringify(await run.ask(query, {}, identity));
    expect(await seenBy(engineer.identity)).toContain(admin.userId);
    expect(await seenBy(engineer.identity)).not.toContain(stranger.userId);
    const one = 'query ($id: ID!) { user(id: $id) { id } }';
    const { extensions } = await run.refuse(one, { id: stranger.userId }, engineer.identity);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('who am I', async () => {
    const query = '{ viewer { actorId scopes user { id email } tenant { id } } }';
    expect(await run.ask(query, {}, engineer.identity)).toMatchObject({
      viewer: { actorId: engineer.userId, user: { id: engineer.userId }, tenant: { id: 'alpha' } },
    });
    expect(await run.ask(query, {}, testIdentity('unknown'))).toMatchObject({
      viewer: { actorId: 'user-of-unknown', user: null, tenant: null },
    });
  });
});

describe('an invitation', () => {
  const emailOf = async ({ userId, identity }: Member) => {
    const query = 'query ($id: ID!) { user(id: $id) { email } }';
    return (await run.ask<{ user: { email: string } }>(query, { id: userId }, identity)).user.email;
  };
  const invited = async (email: string) =>
    (
      await run.ask<{ inviteUser: { secret: string; invitation: { id: string } } }>(
        invite,
        { input: { email, role: 'ENGINEER' } },
        manager.identity,
      )
    ).inviteUser;

  test('makes its address a member, once, and of nobody else', async () => {
    const { secret, invitation } = await invited((await emailOf(stranger)).toUpperCase());
    expect(await codeOf(accept, { token: secret }, engineer.identity)).toBe('NOT_FOUND');
    expect(await codeOf(accept, { token: 'ai_nothing' }, stranger.identity)).toBe('NOT_FOUND');
    const answer = await run.ask(accept, { input: { token: secret } }, stranger.identity);
    expect(answer).toMatchObject({ acceptInvitation: { tenantId: 'alpha' } });
    expect(await codeOf(accept, { token: secret }, stranger.identity)).toBe('NOT_FOUND');
    expect(await eventsOf(run, invitation.id)).toEqual([
      'INVITATION_CREATED',
      'INVITATION_ACCEPTED',
    ]);
  });

  test('that was taken back is good for nothing', async () => {
    const other = await createMember(run, 'beta', 'ENGINEER');
    const { secret, invitation } = await invited(await emailOf(other));
    const revoke = `mutation ($input: RevokeInvitationInput!) {
      revokeInvitation(input: $input) { invitation { revokedAt } } }`;
    expect(await codeOf(revoke, { id: invitation.id }, stranger.identity)).toBe('NOT_FOUND');
    await run.ask(revoke, { input: { id: invitation.id } }, manager.identity);
    expect(await codeOf(accept, { token: secret }, other.identity)).toBe('NOT_FOUND');
  });

  test('to a role above one’s own is refused, and leaves nothing', async () => {
    const input = { email: 'x@lab.example', role: 'ADMIN' };
    expect(await codeOf(invite, input, manager.identity)).toBe('FORBIDDEN');
    expect(await codeOf(invite, { ...input, role: 'SERVICE' }, admin.identity)).toBe(
      'BAD_USER_INPUT',
    );
    expect(await codeOf(invite, { ...input, email: 'x' }, admin.identity)).toBe('BAD_USER_INPUT');
    const rows = await run.database.query(
      `select 1 from registry.invitations where email = 'x@lab.example'`,
    );
    expect(rows).toEqual([]);
  });
});

test('preferences are the caller’s own, set and removed', async () => {
  const set = `mutation ($input: SetUserPreferenceInput!) {
    setUserPreference(input: $input) { userPreference { key value } } }`;
  const list = '{ userPreferences { nodes { key value } } }';
  await run.ask(set, { input: { key: 'theme', value: { dark: true } } }, engineer.identity);
  await run.ask(set, { input: { key: 'theme', value: { dark: false } } }, engineer.identity);
  const own = { userPreferences: { nodes: [{ key: 'theme', value: { dark: false } }] } };
  expect(await run.ask(list, {}, engineer.identity)).toEqual(own);
  expect(await run.ask(list, {}, admin.identity)).toEqual({ userPreferences: { nodes: [] } });
  expect(await codeOf(set, { key: 'a b', value: 1 }, engineer.identity)).toBe('BAD_USER_INPUT');
  await run.ask(set, { input: { key: 'theme', value: null } }, engineer.identity);
  expect(await run.ask(list, {}, engineer.identity)).toEqual({ userPreferences: { nodes: [] } });
});
