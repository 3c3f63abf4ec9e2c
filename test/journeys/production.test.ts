/**
 * Goal: in production mode a member works in their tenant through the whole of Arbiter, and a stranger
 * gets nothing from any path that there is. Method: everything in this process, real database, tokens of
 * a key pair of the test.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { postBody } from '../support/http.ts';
import { lineageBody } from '../support/lineage-load.ts';

const issuer = 'https://id.lab.example';
const pair = generateKeyPairSync('ed25519');
let arbiter: Constellation;
beforeAll(async () => {
  arbiter = await startConstellation({
    ARBITER_MODE: 'production',
    ARBITER_SIGNING_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'debug',
    AUTH_PUBLIC_KEY: pair.publicKey.export({ type: 'spki', format: 'pem' }),
    AUTH_OIDC_ISSUER: issuer,
    AUTH_AUDIENCE: 'arbiter',
    AUTH_UNKNOWN_TENANTS: 'accept',
  });
});
afterAll(async () => {
  await arbiter[Symbol.asyncDispose]();
});

function token(claims: object): Promise<string> {
  return new SignJWT({ iss: issuer, aud: 'arbiter', roles: ['user'], ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setExpirationTime('5 minutes')
    .sign(pair.privateKey);
}

async function ask(claims: object, query: string, variables: object = {}) {
  const headers = { authorization: `Bearer ${await token(claims)}` };
  return postBody(`${arbiter.url}/graphql`, JSON.stringify({ query, variables }), headers);
}

const create = `mutation ($name: String!) {
  createAgent(input: { name: $name, type: GENERAL_PURPOSE }) { agent { id } }
}`;
const read = 'query ($id: ID!) { agent(id: $id) { name } }';

test('a member writes and reads in their tenant; a member of another finds nothing', async () => {
  const ada = { sub: 'ada', tenant_id: 'alpha' };
  const bob = { sub: 'bob', tenant_id: 'beta' };
  const created = await ask(ada, create, { name: 'Mine' });
  const { id } = (created.data as { createAgent: { agent: { id: string } } }).createAgent.agent;
  expect((await ask(ada, read, { id })).data).toEqual({ agent: { name: 'Mine' } });
  const { data, errors } = await ask(bob, read, { id });
  expect([data?.['agent'] ?? null, errors?.[0]?.extensions['code'] ?? 'NOT_FOUND']).toEqual([
    null,
    'NOT_FOUND',
  ]);
  const root = { sub: 'root', tenant_id: 'beta', roles: ['admin'] };
  expect((await ask(root, read, { id })).data).toEqual({ agent: { name: 'Mine' } });
});

test.each(['gateway', 'Gateway ', 'registry', 'audit-ledger'])(
  'a program that the provider calls %j is not the one here',
  async (sub) => {
    const claims = { sub, tenant_id: 'alpha', roles: ['system'], isGateway: true };
    const { errors } = await ask(claims, '{ __typename }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  },
);

test('a token without a role writes nothing', async () => {
  const { errors } = await ask({ sub: 'eve', tenant_id: 'alpha', roles: [] }, create, {
    name: 'x',
  });
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('a token of an operator for one scope does that one thing, everywhere', async () => {
  const narrow = { sub: 'root', tenant_id: 'beta', roles: ['admin'], scope: 'workflow:write' };
  const workflow = `mutation ($name: String!) {
    createWorkflow(input: { name: $name, tenantId: "alpha" }) { workflow { tenantId } } }`;
  expect((await ask(narrow, workflow, { name: 'there' })).data).toEqual({
    createWorkflow: { workflow: { tenantId: 'alpha' } },
  });
  const tenant = 'mutation { createTenant(input: { id: "gamma" }) { tenant { id } } }';
  for (const query of [create, tenant]) {
    const { data, errors } = await ask(narrow, query, query === create ? { name: 'x' } : {});
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(Object.values(data ?? {})).toEqual([null]);
  }
  const headers = { authorization: `Bearer ${await token(narrow)}` };
  const report = await postBody(`${arbiter.url}/api/v1/lineage`, lineageBody(1), headers);
  expect(report.status).toBe(403);
});

describe('a stranger', () => {
  const open = new Set(['/health', '/ready']);

  test('gets 401 from every route, whatever the method', async () => {
    const paths = new Set(arbiter.server.routes.map(({ path }) => path.replace('*', 'anything')));
    expect(paths.size).toBeGreaterThan(5);
    for (const path of paths) {
      if (open.has(path) || path.startsWith('/auth/')) continue;
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await fetch(`${arbiter.url}${path}`, { method });
        expect([method, path, status]).toEqual([method, path, 401]);
        expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
    }
  });

  test('learns from probes that it is up, and no more', async () => {
    for (const [path, status] of [
      ['/health', 'healthy'],
      ['/ready', 'ready'],
    ]) {
      expect(await (await fetch(`${arbiter.url}${path}`)).json()).toEqual({ status });
    }
  });
});
