/**
 * Deleting an account, on a real database: what it takes with it at once, what it leaves, who may, and that
 * nothing of it comes back by a sign-in, an invitation or a change that races it.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import type { SignedIn } from '../account/open-session.ts';
import {
  type Member,
  actorOf,
  askRoute,
  createMember,
  createTenant,
  eventsOf,
  narrowOperator,
  operator,
} from '../account/testing/accounts.ts';
import { scopesOf } from '../account/role.rules.ts';
import { registry } from '../definition.ts';

const remove = 'mutation ($input: DeleteUserInput!) { deleteUser(input: $input) { userId } }';
const update = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }`;
const create = `mutation ($input: CreateUserInput!) {
  createUser(input: $input) { user { id username } membership { id } } }`;
const createKey = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret apiKey { id } } }`;
const invite = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { secret } }';
const accept = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { membershipId } }`;

let run: RunningSubgraph;
let admin: Member;
let manager: Member;
beforeAll(async () => {
  run = await runSubgraph(registry);
  for (const tenant of ['alpha', 'beta']) await createTenant(run, tenant);
  admin = await createMember(run, 'alpha', 'ADMIN');
  manager = await createMember(run, 'alpha', 'MANAGER');
  await createMember(run, 'beta', 'ADMIN');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const codeOf = async (query: string, input: object, identity: RequestIdentity) =>
  (await run.refuse(query, { input }, identity)).extensions['code'];
const deleteUser = (id: string, identity = operator) =>
  run.ask(remove, { input: { id } }, identity);

const signIn = (name: string, change: object = {}) =>
  askRoute<SignedIn>(run.subgraph, '/internal/sign-in', {
    provider: 'OIDC',
    issuer: 'https://id.example',
    subject: name,
    verifiedEmail: `${name}@lab.example`,
    name,
    ...change,
  });

async function invitationFor(email: string, tenantId: string): Promise<string> {
  const input = { email, role: 'ADMIN', tenantId };
  const answer = await run.ask<{ inviteUser: { secret: string } }>(invite, { input }, operator);
  return answer.inviteUser.secret;
}

/** A service account of alpha, with a key. */
async function serviceOf(name: string, change: object = {}) {
  const account = { username: name, role: 'SERVICE', tenantId: 'alpha', ...change };
  const made = await run.ask<{
    createUser: { user: { id: string }; membership: { id: string } };
  }>(create, { input: account }, operator);
  const userId = made.createUser.user.id;
  const key = { name: 'k', scopes: ['agent:write'], userId, tenantId: 'alpha' };
  const { createApiKey } = await run.ask<{ createApiKey: { secret: string } }>(
    createKey,
    { input: key },
    operator,
  );
  return { userId, membershipId: made.createUser.membership.id, secret: createApiKey.secret };
}

const countOf = async (table: string, userId: string, condition = 'true') => {
  const [row] = await run.database.query<{ count: number }>(
    `select count(*)::int as count from registry.${table} where user_id = $1 and ${condition}`,
    [userId],
  );
  return row?.count;
};

/** A person of alpha and beta, with a session and a preference. */
async function personOfTwo(name: string) {
  const { body } = await signIn(name, { admitTo: 'alpha' });
  const { userId = '', token = '' } = body ?? {};
  const identity = testIdentity('alpha', { id: userId, scopes: scopesOf('ENGINEER') });
  const secret = await invitationFor(`${name}@lab.example`, 'beta');
  await run.ask(accept, { input: { token: secret } }, identity);
  const preference = `mutation ($input: SetUserPreferenceInput!) {
    setUserPreference(input: $input) { userPreference { id } } }`;
  await run.ask(preference, { input: { key: 'theme', value: 'dark' } }, identity);
  return { userId, token, identity };
}

describe('a deleted person', () => {
  test('is let in nowhere, at once, and is nobody’s member; the row stays', async () => {
    const { userId, token } = await personOfTwo('ada');
    const key = { name: 'k', scopes: ['agent:write'], userId, tenantId: 'beta' };
    const { createApiKey } = await run.ask<{ createApiKey: { secret: string } }>(
      createKey,
      { input: key },
      operator,
    );
    expect(await actorOf(run, 'SESSION', token)).toMatchObject({ id: userId });
    expect(await actorOf(run, 'API_KEY', createApiKey.secret)).toMatchObject({ id: userId });

    expect(await deleteUser(userId)).toEqual({ deleteUser: { userId } });

    expect(await actorOf(run, 'SESSION', token)).toBeNull();
    expect(await actorOf(run, 'API_KEY', createApiKey.secret)).toBeNull();
    for (const table of ['memberships', 'user_identities', 'user_preferences', 'sessions']) {
      expect({ table, count: await countOf(table, userId) }).toEqual({ table, count: 0 });
    }
    expect(await countOf('api_keys', userId, 'revoked_at is null')).toBe(0);
    expect(await countOf('api_keys', userId)).toBe(1);
    const rows = await run.database.query(
      'select is_active, deleted_at is not null as is_deleted from registry.users where id = $1',
      [userId],
    );
    expect(rows).toEqual([{ is_active: false, is_deleted: true }]);
  });

  test('is read by nobody, the operator included, and named by nothing', async () => {
    const { userId, identity } = await personOfTwo('bob');
    await deleteUser(userId);
    const one = 'query ($id: ID!) { user(id: $id) { id } }';
    for (const reader of [operator, admin.identity]) {
      const { extensions } = await run.refuse(one, { id: userId }, reader);
      expect(extensions['code']).toBe('NOT_FOUND');
      const lists =
        '{ users(first: 200) { nodes { id } } memberships(first: 200) { nodes { id user { id } } } }';
      expect(JSON.stringify(await run.ask(lists, {}, reader))).not.toContain(userId);
    }
    const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { username } } }`;
    const of = [{ __typename: 'User', id: userId }];
    expect(await run.ask(entity, { of }, admin.identity)).toEqual({ _entities: [null] });
    expect(await run.ask('{ viewer { user { id } } }', {}, identity)).toEqual({
      viewer: { user: null },
    });
  });

  test('is a record in each of its tenants, without a word of the others', async () => {
    const { userId } = await personOfTwo('carol');
    await deleteUser(userId);
    expect((await eventsOf(run, userId)).at(-1)).toBe('USER_DELETED');
    const events = await run.database.query<{ tenant_id: string; type: string }>(
      `select tenant_id, envelope ->> 'type' as type from registry.outbox
       where envelope ->> 'type' in ('USER_DELETED', 'MEMBER_REMOVED')
         and envelope::text like '%' || $1 || '%' order by tenant_id, type`,
      [userId],
    );
    expect(events).toEqual([
      { tenant_id: 'alpha', type: 'MEMBER_REMOVED' },
      { tenant_id: 'alpha', type: 'USER_DELETED' },
      { tenant_id: 'beta', type: 'MEMBER_REMOVED' },
    ]);
    const [leak] = await run.database.query<{ count: number }>(
      `select count(*)::int as count from registry.outbox
       where tenant_id = 'alpha' and envelope ->> 'type' = 'USER_DELETED'
         and (envelope::text like '%beta%' or envelope::text like '%lab.example%')`,
    );
    expect(leak).toEqual({ count: 0 });
  });

  test('leaves address and identity to a new account, who is somebody else', async () => {
    const { userId } = await personOfTwo('dan');
    await deleteUser(userId);
    expect(await signIn('dan')).toEqual({ status: 403, body: { reason: 'NOT_INVITED' } });
    const again = await signIn('dan', { admitTo: 'alpha' });
    expect(again.status).toBe(200);
    expect(again.body?.userId).not.toBe(userId);
    expect((await signIn('dan')).body?.userId).toBe(again.body?.userId);
  });

  test('is not there for another deletion, or a change', async () => {
    const { userId, identity } = await personOfTwo('eve');
    const token = await invitationFor('eve@lab.example', 'alpha');
    await deleteUser(userId);
    const before = await eventsOf(run, userId);
    expect(await codeOf(remove, { id: userId }, operator)).toBe('NOT_FOUND');
    expect(await codeOf(update, { id: userId, isActive: true }, operator)).toBe('NOT_FOUND');
    expect(await codeOf(accept, { token }, identity)).toBe('NOT_FOUND');
    const key = { name: 'k', scopes: ['agent:write'], userId, tenantId: 'alpha' };
    expect(await codeOf(createKey, key, operator)).toBe('NOT_FOUND');
    expect(await eventsOf(run, userId)).toEqual(before);
  });
});

describe('a service account', () => {
  test('is deleted by who administers its tenant, and its name is free', async () => {
    const bot = await serviceOf('bot');
    await deleteUser(bot.userId, manager.identity);
    expect(await actorOf(run, 'API_KEY', bot.secret)).toBeNull();
    expect(await eventsOf(run, bot.userId)).toEqual(['USER_CREATED', 'USER_DELETED']);
    expect(await eventsOf(run, bot.membershipId)).toEqual(['MEMBER_ADDED', 'MEMBER_REMOVED']);
    const next = await serviceOf('bot');
    expect(next.userId).not.toBe(bot.userId);
    expect(
      await codeOf(create, { username: 'bot', role: 'SERVICE', tenantId: 'alpha' }, operator),
    ).toBe('CONFLICT');
  });

  test('that may do or reach more is out of reach', async () => {
    const strong = await serviceOf('strong', { accessLevel: 'ADMIN' });
    const far = await serviceOf('far', { accessLevel: 'READ_CROSS' });
    for (const { userId, secret } of [strong, far]) {
      expect(await codeOf(remove, { id: userId }, manager.identity)).toBe('FORBIDDEN');
      expect(await actorOf(run, 'API_KEY', secret)).toMatchObject({ id: userId });
    }
  });
});

describe('nobody deletes', () => {
  test('people, below the level ADMIN', async () => {
    const person = await createMember(run, 'alpha', 'ENGINEER');
    for (const { identity } of [admin, manager]) {
      expect(await codeOf(remove, { id: person.userId }, identity)).toBe('FORBIDDEN');
    }
    expect(await codeOf(remove, { id: person.userId }, person.identity)).toBe('FORBIDDEN');
    expect(await eventsOf(run, person.userId)).toEqual(['USER_CREATED']);
  });

  test('an ADMIN, with the level and fewer scopes', async () => {
    expect(await codeOf(remove, { id: admin.userId }, narrowOperator)).toBe('FORBIDDEN');
  });

  test('themselves, another tenant’s, or what is no user', async () => {
    const own = testIdentity('alpha', { id: admin.userId, accessLevel: 'ADMIN' });
    expect(await codeOf(remove, { id: admin.userId }, own)).toBe('CONFLICT');
    const stranger = await createMember(run, 'beta', 'ENGINEER');
    expect(await codeOf(remove, { id: stranger.userId }, admin.identity)).toBe('NOT_FOUND');
    const missing = '0198c0de-0000-7000-8000-000000000000';
    expect(await codeOf(remove, { id: missing }, operator)).toBe('NOT_FOUND');
    expect(await codeOf(remove, { id: 'nobody' }, operator)).toBe('NOT_FOUND');
  });

  test('the last ADMIN of any of its tenants, whichever is asked about', async () => {
    await createTenant(run, 'lone');
    const { userId, identity } = await personOfTwo('last');
    const token = await invitationFor('last@lab.example', 'lone');
    await run.ask(accept, { input: { token } }, identity);
    const before = await eventsOf(run, userId);
    expect(await codeOf(remove, { id: userId }, operator)).toBe('CONFLICT');
    expect(await countOf('memberships', userId)).toBe(3);
    expect(await countOf('user_identities', userId)).toBe(1);
    expect(await eventsOf(run, userId)).toEqual(before);
    await createMember(run, 'lone', 'ADMIN');
    await deleteUser(userId);
  });
});

describe('racing', () => {
  test('two deletions leave a tenant its last ADMIN', async () => {
    await createTenant(run, 'pair');
    const pair = [
      await createMember(run, 'pair', 'ADMIN'),
      await createMember(run, 'pair', 'ADMIN'),
    ];
    const outcomes = await Promise.allSettled(pair.map(({ userId }) => deleteUser(userId)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('deletions of one account are one', async () => {
    const { userId } = await serviceOf('once');
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => deleteUser(userId)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf(run, userId)).toEqual(['USER_CREATED', 'USER_DELETED']);
  });

  test('sign-ins and invitations leave nothing behind of the account', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = `racer-${round}`;
      const { userId, identity } = await personOfTwo(name);
      await createMember(run, 'lone', 'ADMIN');
      const token = await invitationFor(`${name}@lab.example`, 'lone');
      const [deletion] = await Promise.allSettled([
        deleteUser(userId),
        signIn(name, { admitTo: 'alpha' }),
        run.ask(accept, { input: { token } }, identity),
        signIn(name, { provider: 'GITHUB', issuer: 'https://github.com', admitTo: 'alpha' }),
      ]);
      expect(deletion).toMatchObject({ status: 'fulfilled' });
      expect(await countOf('memberships', userId)).toBe(0);
      expect(await countOf('user_identities', userId)).toBe(0);
      expect(await countOf('sessions', userId)).toBe(0);
    }
  });
});
