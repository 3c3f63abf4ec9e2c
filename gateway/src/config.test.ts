/** The settings of the gateway that runs alone. */
import { describe, expect, test } from '@jest/globals';
import { defaultLimits, readLimits } from './limits/settings.ts';
import { readGatewaySettings } from './config.ts';

test('a supergraph is all that it needs', () => {
  const settings = readGatewaySettings({ SUPERGRAPH_FILE: 'a.graphql', DATABASE_URL: 'anything' });
  expect(settings).not.toHaveProperty('DATABASE_URL');
  expect(readLimits(settings)).toEqual(defaultLimits);
  expect(settings).toMatchObject({
    SUPERGRAPH_FILE: 'a.graphql',
    ARBITER_MODE: 'development',
    AUTHORIZATION_REJECTS: false,
    HOST: '127.0.0.1',
    PORT: 4000,
    CORS_ORIGINS: [],
    OVERRIDE_LABELS: [],
    AUTH_TENANT_CLAIM: 'tenant_id',
    AUTH_ROLES_CLAIM: 'roles',
    AUTH_UNKNOWN_TENANTS: 'refuse',
    LOG_LEVEL: 'info',
    AUTH_GITHUB_URL: 'https://github.com',
    AUTH_GITHUB_API_URL: 'https://api.github.com',
    AUTH_SESSION_HOURS: 24,
    AUTH_SESSION_IDLE_MINUTES: 60,
    AUTH_SIGN_IN_DOMAINS: [],
    AUTH_SIGN_IN_TENANT: 'default',
  });
});

test.each([
  [{}, /^SUPERGRAPH_FILE: must be the path/],
  [{ SUPERGRAPH_FILE: '' }, /^SUPERGRAPH_FILE: must be the path/],
  [{ SUPERGRAPH_FILE: 'a', PORT: '-1' }, /^PORT: must be/],
  [{ SUPERGRAPH_FILE: 'a', CORS_ORIGINS: '*' }, /^CORS_ORIGINS: must be/],
  [{ SUPERGRAPH_FILE: 'a', OVERRIDE_LABELS: 'a=b' }, /^OVERRIDE_LABELS: must be labels/],
  [{ SUPERGRAPH_FILE: 'a', AUTH_AUDIENCE: ' , ' }, /^AUTH_AUDIENCE: must name/],
  [
    { SUPERGRAPH_FILE: 'a', AUTH_OIDC_ISSUER: 'id.lab.example' },
    /^AUTH_OIDC_ISSUER: must be a URL/,
  ],
  [
    { SUPERGRAPH_FILE: 'a', AUTH_OIDC_ISSUER: 'http://id.lab.example' },
    /^AUTH_OIDC_ISSUER: .*https/,
  ],
  [{ SUPERGRAPH_FILE: 'a', AUTH_UNKNOWN_TENANTS: 'yes' }, /^AUTH_UNKNOWN_TENANTS: must be/],
  [{ SUPERGRAPH_FILE: 'a', DEFAULT_TENANT_ID: 'a b' }, /^DEFAULT_TENANT_ID: must be/],
  [{ SUPERGRAPH_FILE: 'a', INTROSPECTION: 'yes' }, /^INTROSPECTION: must be true or false/],
  [{ SUPERGRAPH_FILE: 'a', METRICS_PORT: '70000' }, /^METRICS_PORT: must be a whole number/],
  [{ SUPERGRAPH_FILE: 'a', ARBITER_SUPERGRAPH: 'a' }, /^ARBITER_SUPERGRAPH: no such setting/],
])('%j is refused', (env, line) => {
  expect(() => readGatewaySettings(env)).toThrow(line);
});

describe('sign-in', () => {
  const oidc = {
    AUTH_BASE_URL: 'https://arbiter.lab.example',
    AUTH_OIDC_SIGN_IN_ISSUER: 'https://id.lab.example',
    AUTH_OIDC_CLIENT_ID: 'arbiter',
    AUTH_OIDC_CLIENT_SECRET: 'hushhush',
  };
  const own = { SUPERGRAPH_FILE: 'a', ARBITER_SIGNING_KEY: 'a key' };
  const without = (name: keyof typeof oidc) => ({ ...own, ...oidc, [name]: '' });

  test('is whole, or not there', () => {
    expect(readGatewaySettings({ ...own, ...oidc })).toMatchObject(oidc);
    const github = { AUTH_GITHUB_CLIENT_ID: 'a', AUTH_GITHUB_CLIENT_SECRET: 'b' };
    expect(readGatewaySettings({ ...own, ...oidc, ...github })).toMatchObject(github);
  });

  test.each([
    [without('AUTH_BASE_URL'), /^AUTH_BASE_URL: is missing beside AUTH_OIDC_SIGN_IN_ISSUER$/],
    [without('AUTH_OIDC_CLIENT_SECRET'), /^AUTH_OIDC_CLIENT_SECRET: is missing beside/],
    [without('AUTH_OIDC_SIGN_IN_ISSUER'), /^AUTH_OIDC_SIGN_IN_ISSUER: is missing beside/],
    [{ ...own, ...oidc, AUTH_GITHUB_CLIENT_ID: 'a' }, /^AUTH_GITHUB_CLIENT_SECRET: is missing/],
    [{ ...own, AUTH_BASE_URL: oidc.AUTH_BASE_URL }, /^AUTH_BASE_URL: nobody can sign in without/],
    [{ SUPERGRAPH_FILE: 'a', ...oidc }, /^AUTH_BASE_URL: people sign in where the registry is/],
    [{ ...own, ...oidc, AUTH_BASE_URL: 'http://arbiter.lab.example' }, /^AUTH_BASE_URL: .*https/],
  ])('%j is refused', (env, line) => {
    expect(() => readGatewaySettings(env)).toThrow(line);
  });
});
