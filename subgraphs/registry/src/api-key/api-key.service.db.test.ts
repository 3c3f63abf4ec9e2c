/**
 * API keys through the executed schema on a real database: what a key may do, for how long, who may make,
 * see and end it, and that neither the secret nor its hash is anywhere but where it is needed.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import {
  type Member,
  actorOf,
  createMember,
  createTenant,
  eventsOf,
  operator,
} from '../account/testing/accounts.ts';
import { hashOfSecret } from '../account/secret.rules.ts';
import { registry } from '../definition.ts';

interface Made {
  readonly apiKey: { readonly id: string; readonly prefix: string; readonly expiresAt: Date };
  readonly secret: string;
}

const create = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret apiKey { id prefix expiresAt } } }`;
const rotate = `mutation ($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) { secret apiKey { id name scopes } replaced { replacedById } } }`;
const revoke = `mutation ($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) { apiKey { id revokedAt } } }`;
const list = '{ apiKeys { nodes { id name prefix lastUsedAt } } }';

let now = Date.parse('2026-01-01T00:00:00.000Z');
let run: RunningSubgraph;
let engineer: Member;
let manager: Member;
beforeAll(async () => {
  run = await runSubgraph(registry, { clock: () => new Date(now) });
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
  engineer = await createMember(run, 'alpha', 'ENGINEER');
  manager = await createMember(run, 'alpha', 'MANAGER');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function make(change: object = {}, identity = engineer.identity): Promise<Made> {
  const input = { name: 'training', scopes: ['agent:write'], ...change };
  return (await run.ask<{ createApiKey: Made }>(create, { input }, identity)).createApiKey;
}

describe('a key', () => {
  test('lets its user in with its scopes, and is stored by its hash', async () => {
    const { apiKey, secret } = await make();
    expect(secret).toMatch(/^ak_[\w-]{43}$/);
    expect(await actorOf(run, 'API_KEY', secret)).toMatchObject({
      kind: 'USER',
      id: engineer.userId,
      tenantId: 'alpha',
      accessLevel: 'ISOLATED',
      scopes: ['agent:write'],
    });
    expect(await eventsOf(run, apiKey.id)).toEqual(['API_KEY_CREATED']);
    const everything = JSON.stringify(
      await run.database.query('select envelope from registry.outbox'),
    );
    expect(everything).not.toContain(secret.slice(9));
    expect(everything).not.toContain(hashOfSecret(secret));
    expect(everything).not.toContain('@lab.example');
  });

  test('remembers its use, once a minute', async () => {
    const { apiKey, secret } = await make({ name: 'used' });
    const lastUsed = async () => {
      const { apiKeys } = await run.ask<{ apiKeys: { nodes: { id: string; lastUsedAt: Date }[] } }>(
        list,
        {},
        engineer.identity,
      );
      return apiKeys.nodes.find(({ id }) => id === apiKey.id)?.lastUsedAt;
    };
    expect(await lastUsed()).toBeNull();
    await actorOf(run, 'API_KEY', secret);
    const first = await lastUsed();
    expect(first).not.toBeNull();
    now += 59_000;
    await actorOf(run, 'API_KEY', secret);
    expect(await lastUsed()).toEqual(first);
    now += 2_000;
    await actorOf(run, 'API_KEY', secret);
    expect(await lastUsed()).not.toEqual(first);
  });

  test('ends when it expires, is revoked, or its user may do less', async () => {
    const expiring = await make({ expiresAt: new Date(now + 1_000).toISOString() });
    now += 1_000;
    expect(await actorOf(run, 'API_KEY', expiring.secret)).toBeNull();

    const revoked = await make();
    await run.ask(revoke, { input: { id: revoked.apiKey.id } }, engineer.identity);
    await run.ask(revoke, { input: { id: revoked.apiKey.id } }, engineer.identity);
    expect(await actorOf(run, 'API_KEY', revoked.secret)).toBeNull();
    const events = await eventsOf(run, revoked.apiKey.id);
    expect(events).toEqual(['API_KEY_CREATED', 'API_KEY_REVOKED']);

    const member = await createMember(run, 'alpha', 'MANAGER');
    const wide = await make({ scopes: ['user:admin', 'agent:write'] }, member.identity);
    const input = { id: member.membershipId, role: 'ENGINEER' };
    const change = `mutation ($input: ChangeMembershipInput!) {
      changeMembership(input: $input) { membership { role } } }`;
    await run.ask(change, { input }, operator);
    expect(await actorOf(run, 'API_KEY', wide.secret)).toMatchObject({ scopes: ['agent:write'] });

    const deactivate = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }`;
    await run.ask(deactivate, { input: { id: member.userId, isActive: false } }, operator);
    expect(await actorOf(run, 'API_KEY', wide.secret)).toBeNull();
  });

  test('is not another kind of credential, nor a piece of one', async () => {
    const { secret } = await make();
    expect(await actorOf(run, 'SESSION', secret)).toBeNull();
    expect(await actorOf(run, 'API_KEY', secret.slice(0, -1))).toBeNull();
  });
});

describe('making a key', () => {
  test.each([
    [{ scopes: ['user:admin'] }, 'FORBIDDEN'],
    [{ scopes: ['*'] }, 'FORBIDDEN'],
    [{ accessLevel: 'ADMIN' }, 'FORBIDDEN'],
    [{ accessLevel: 'READ_CROSS' }, 'FORBIDDEN'],
    [{ tenantId: 'beta' }, 'FORBIDDEN'],
    [{ tenantId: 'nowhere' }, 'FORBIDDEN'],
    [{ scopes: ['agent:fly'] }, 'BAD_USER_INPUT'],
    [{ scopes: [] }, 'BAD_USER_INPUT'],
    [{ name: ' ' }, 'BAD_USER_INPUT'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    [{ expiresAt: '2030-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    [{ userId: '00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND'],
  ])('as an engineer with %j is %s', async (change, code) => {
    const before = await run.database.query('select id from registry.api_keys');
    const input = { name: 'n', scopes: ['agent:write'], ...change };
    const { extensions } = await run.refuse(create, { input }, engineer.identity);
    expect(extensions).toMatchObject({ code });
    expect(await run.database.query('select id from registry.api_keys')).toHaveLength(
      before.length,
    );
  });

  test('for others: service accounts by managers, people by nobody but operators', async () => {
    const bot = await createMember(run, 'alpha', 'SERVICE');
    const input = { name: 'bot', scopes: ['agent:write'], userId: bot.userId };
    expect((await run.refuse(create, { input }, engineer.identity)).extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { secret } = await make({ userId: bot.userId }, manager.identity);
    expect(await actorOf(run, 'API_KEY', secret)).toMatchObject({
      kind: 'SERVICE',
      id: bot.userId,
    });
    const person = { name: 'n', scopes: ['agent:write'], userId: engineer.userId };
    expect(
      (await run.refuse(create, { input: person }, manager.identity)).extensions,
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    await make({ userId: engineer.userId, tenantId: 'alpha' }, operator);
  });

  test('needs an account of one’s own, or says whose', async () => {
    const stranger = testIdentity('alpha');
    const input = { name: 'n', scopes: ['agent:write'] };
    expect((await run.refuse(create, { input }, stranger)).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.userId',
    });
  });
});

describe('rotating a key', () => {
  test('gives another of the same rights, and both work for the overlap', async () => {
    const { apiKey, secret } = await make();
    const input = { id: apiKey.id, overlapSeconds: 60 };
    const { rotateApiKey } = await run.ask<{
      rotateApiKey: Made & { apiKey: { scopes: string[] }; replaced: { replacedById: string } };
    }>(rotate, { input }, engineer.identity);
    expect(rotateApiKey.apiKey.scopes).toEqual(['agent:write']);
    expect(rotateApiKey.replaced.replacedById).toBe(rotateApiKey.apiKey.id);
    expect(await eventsOf(run, rotateApiKey.apiKey.id)).toEqual(['API_KEY_ROTATED']);
    now += 59_000;
    expect(await actorOf(run, 'API_KEY', secret)).not.toBeNull();
    expect(await actorOf(run, 'API_KEY', rotateApiKey.secret)).not.toBeNull();
    now += 1_000;
    expect(await actorOf(run, 'API_KEY', secret)).toBeNull();
    const { extensions } = await run.refuse(rotate, { input }, engineer.identity);
    expect(extensions).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('others’ keys', () => {
  test('of another tenant are listed for the installation’s operator alone', async () => {
    await make();
    const ask = async (identity: typeof operator) => {
      const query = '{ apiKeys(tenantId: "alpha") { nodes { id } } }';
      const { apiKeys } = await run.ask<{ apiKeys: { nodes: object[] } }>(query, {}, identity);
      return apiKeys.nodes.length;
    };
    expect(await ask(operator)).toBeGreaterThan(0);
    const partner = testIdentity('beta', { accessLevel: 'WRITE_CROSS', allowedTenants: ['alpha'] });
    expect(await ask(partner)).toBe(0);
    const stranger = testIdentity('beta');
    const query = '{ apiKeys(tenantId: "alpha") { nodes { id } } }';
    expect((await run.refuse(query, {}, stranger)).extensions['code']).toBe('FORBIDDEN');
  });

  test('of who may do more are out of reach', async () => {
    const admin = await createMember(run, 'alpha', 'ADMIN');
    const { apiKey, secret } = await make({ scopes: ['*'] }, admin.identity);
    for (const query of [revoke, rotate]) {
      const refusal = await run.refuse(query, { input: { id: apiKey.id } }, manager.identity);
      expect(refusal.extensions['code']).toBe('FORBIDDEN');
    }
    expect(await actorOf(run, 'API_KEY', secret)).not.toBeNull();
    const other = await createMember(run, 'alpha', 'ADMIN');
    await run.ask(revoke, { input: { id: apiKey.id } }, other.identity);
    expect(await actorOf(run, 'API_KEY', secret)).toBeNull();
  });

  test('are seen and ended by those who administer users, and by nobody else', async () => {
    const { apiKey } = await make({ name: 'mine' }, manager.identity);
    const seen = async (identity: typeof operator) => {
      const { apiKeys } = await run.ask<{ apiKeys: { nodes: { id: string }[] } }>(
        list,
        {},
        identity,
      );
      return apiKeys.nodes.some(({ id }) => id === apiKey.id);
    };
    expect(await seen(engineer.identity)).toBe(false);
    expect(await seen(testIdentity('beta'))).toBe(false);
    const admin = await createMember(run, 'alpha', 'ADMIN');
    expect(await seen(admin.identity)).toBe(true);
    for (const identity of [engineer.identity, testIdentity('beta')]) {
      const { extensions } = await run.refuse(revoke, { input: { id: apiKey.id } }, identity);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
    }
    await run.ask(revoke, { input: { id: apiKey.id } }, admin.identity);
  });
});
