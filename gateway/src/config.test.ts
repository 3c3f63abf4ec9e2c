/** The settings of the gateway that runs alone. */
import { expect, test } from '@jest/globals';
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
    AUTH_AUDIENCE: ['arbiter'],
    AUTH_TENANT_CLAIM: 'tenant_id',
    AUTH_ROLES_CLAIM: 'roles',
    AUTH_UNKNOWN_TENANTS: 'refuse',
    LOG_LEVEL: 'info',
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
