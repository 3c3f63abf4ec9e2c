/**
 * Goal: what the reference says of people and tenants works on a server that has just been started for the
 * first time, with nothing set. Method: the whole of Arbiter in development mode on an empty database, over
 * HTTP, without a credential; and in production mode, where a tenant is nobody's to assume.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import { createArbiterClient } from '@arbiter/sdk/arbiter.ts';
import { startConstellation } from '../support/constellation.ts';

jest.setTimeout(60_000);

test('in development the tenant is there, and takes people, keys and choices at once', async () => {
  await using arbiter = await startConstellation();
  await using client = createArbiterClient({ url: arbiter.url });
  expect(await client.tenant({ id: 'default' })).toMatchObject({ isActive: true });
  const account = { email: 'ada@lab.example', role: 'ENGINEER' } as const;
  const { user, membership } = await client.createUser(account);
  expect(membership.tenantId).toBe('default');
  const service = await client.createUser({ username: 'training', role: 'SERVICE' });
  const key = { name: 'k', scopes: ['lineage:write'], userId: service.user.id };
  expect((await client.createApiKey(key)).secret).toMatch(/^ak_/);
  await client.inviteUser({ email: 'bob@lab.example', role: 'MANAGER' });
  const { userPreference } = await client.setUserPreference({ key: 'theme', value: 'dark' });
  expect((await client.userPreferences({})).nodes).toEqual([userPreference]);
  expect(await client.viewer()).toMatchObject({ tenant: { id: 'default' }, user: null });
  expect((await client.users({})).nodes.map(({ id }) => id)).toContain(user.id);
});

test('in production there is none before somebody creates it', async () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  await using arbiter = await startConstellation({
    ARBITER_MODE: 'production',
    ARBITER_SIGNING_KEY: randomBytes(32).toString('base64'),
    AUTH_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }),
    AUTH_OIDC_ISSUER: 'https://id.lab.example',
    AUTH_AUDIENCE: 'arbiter',
  });
  expect(await arbiter.database.query('select 1 from registry.tenants')).toEqual([]);
});
