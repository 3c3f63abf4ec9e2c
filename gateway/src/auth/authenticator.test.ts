/** Whom a credential makes of a request, in each mode. */
import { describe, expect, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type AuthenticatorOptions, createAuthenticator } from './authenticator.ts';
import type { Credential } from './credential.ts';
import type { RegistryCredentials } from './registry-credentials.ts';

const ada = { actor: testActor('alpha', { id: 'ada' }), expiresAt: null };
const jwt: Credential = { kind: 'JWT', token: 'a.b.c' };
const malformed: Credential = { kind: 'MALFORMED', token: '' };
const key: Credential = { kind: 'API_KEY', token: 'ak_x' };

const rateLimits = { perMinute: null, perHour: null, perDay: null, operations: {} };
const registry: RegistryCredentials = {
  resolve: async ({ token }) => (token === key.token ? ada : null),
  tenant: async (tenantId) => (tenantId === 'alpha' ? { tenantId, rateLimits } : null),
};

const authenticator = (change: Partial<AuthenticatorOptions>) =>
  createAuthenticator({
    verifyJwt: async () => ada,
    registry,
    acceptsUnknownTenants: false,
    isDevelopment: false,
    ...change,
  });
const refusal = { code: 'UNAUTHENTICATED' };

describe('in production', () => {
  const authenticate = authenticator({});

  test('a token and a key stand for their caller', async () => {
    expect(await authenticate(jwt)).toBe(ada);
    expect(await authenticate(key)).toBe(ada);
  });

  test.each<[string, Credential | null]>([
    ['nothing', null],
    ['what is no bearer token', malformed],
    ['a key that is not known', { kind: 'API_KEY', token: 'ak_y' }],
    ['a session that is not known', { kind: 'SESSION', token: 'as_y' }],
  ])('%s is refused', async (_what, credential) => {
    await expect(authenticate(credential)).rejects.toMatchObject(refusal);
  });

  test('nothing is accepted that nobody can verify', async () => {
    const nobody = authenticator({ verifyJwt: undefined, registry: undefined });
    for (const credential of [jwt, key, malformed, null]) {
      await expect(nobody(credential)).rejects.toMatchObject(refusal);
    }
  });

  test('a tenant that does not exist is refused, unless that is allowed', async () => {
    const verifyJwt = async () => ({ ...ada, actor: testActor('nowhere') });
    await expect(authenticator({ verifyJwt })(jwt)).rejects.toMatchObject(refusal);
    for (const change of [{ acceptsUnknownTenants: true }, { registry: undefined }]) {
      expect(await authenticator({ verifyJwt, ...change })(jwt)).toMatchObject({
        actor: { tenantId: 'nowhere' },
      });
    }
  });
});

describe('in development', () => {
  const isDevelopment = true;
  const developer = { actor: { id: 'local-developer', tenantId: 'default', accessLevel: 'ADMIN' } };

  test('nothing is shown, or what nobody could verify: the local developer', async () => {
    const authenticate = authenticator({ isDevelopment, verifyJwt: undefined });
    for (const credential of [null, jwt, malformed]) {
      expect(await authenticate(credential)).toMatchObject(developer);
    }
    expect(await authenticate(key)).toBe(ada);
  });

  test('a bad token where an issuer is set, and a bad key anywhere, is nobody', async () => {
    const verifyJwt = async () => {
      throw new AppError('UNAUTHENTICATED', 'expired');
    };
    const authenticate = authenticator({ isDevelopment, verifyJwt });
    for (const credential of [jwt, malformed, { ...key, token: 'ak_y' }]) {
      await expect(authenticate(credential)).rejects.toMatchObject(refusal);
    }
    expect(await authenticate(null)).toMatchObject(developer);
  });
});
