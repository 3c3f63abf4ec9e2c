/**
 * Goal: an installation begins with nothing but its database and the command line, and programs then work
 * with keys. Method: the first tenant by the command line; then the whole of Arbiter in production mode, in
 * this process, over HTTP.
 */
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createArbiterClient } from '@arbiter/sdk/arbiter.ts';
import { SignJWT } from 'jose';
import WebSocket from 'ws';
import { projectRoot } from '../support/arbiter-process.ts';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { postBody } from '../support/http.ts';
import { lineageBody } from '../support/lineage-load.ts';
import { openEventStream } from '../support/streams.ts';
import { until } from '../support/until.ts';

jest.setTimeout(90_000);

const issuer = generateKeyPairSync('ed25519');
let arbiter: Constellation;
let admin: string;
beforeAll(async () => {
  arbiter = await startConstellation({
    ARBITER_MODE: 'production',
    ARBITER_SIGNING_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'debug',
    AUTH_PUBLIC_KEY: issuer.publicKey.export({ type: 'spki', format: 'pem' }),
    AUTH_OIDC_ISSUER: 'https://id.lab.example',
    AUTH_AUDIENCE: 'arbiter',
  });
  await commandLine('tenant', 'create', 'default');
  admin = await new SignJWT({ sub: 'root', aud: 'arbiter', tenant_id: 'default', roles: ['admin'] })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('https://id.lab.example')
    .setExpirationTime('10 minutes')
    .sign(issuer.privateKey);
});
afterAll(async () => {
  await arbiter[Symbol.asyncDispose]();
});

const runFile = promisify(execFile);

/** `arbiter …` on the database itself. */
async function commandLine(...args: string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: arbiter.database.url };
  const program = `${projectRoot}/packages/cli/src/main.ts`;
  return (await runFile(process.execPath, [program, ...args], { env })).stdout;
}

function operate(credential: string, query: string, variables: object = {}) {
  const headers = { authorization: `Bearer ${credential}` };
  return postBody(`${arbiter.url}/graphql`, JSON.stringify({ query, variables }), headers);
}

/** Calls one mutation and gives its payload. */
async function change<T>(credential: string, mutation: string, input: object): Promise<T> {
  const [, field = ''] = /^(\w+)/.exec(mutation) ?? [];
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${mutation.replace(field, `${field}(input: $input)`)} }`;
  const { data, text } = await operate(credential, query, { input });
  const payload = data?.[field];
  if (!payload) throw new Error(text);
  return payload as T;
}

interface Key {
  readonly apiKey: { readonly id: string };
  readonly secret: string;
}

async function createKey(tenantId: string, scopes: readonly string[]): Promise<Key> {
  await change(admin, 'createTenant { tenant { id } }', { id: tenantId });
  const { user } = await change<{ user: { id: string } }>(admin, 'createUser { user { id } }', {
    tenantId,
    username: `trainer-of-${tenantId}`,
    role: 'SERVICE',
  });
  const input = { tenantId, userId: user.id, name: 'training', scopes };
  return change<Key>(admin, 'createApiKey { apiKey { id } secret }', input);
}

const createAgent = 'createAgent { agent { id } }';
const agent = (name: string) => ({ name, type: 'GENERAL_PURPOSE' });

test('a key works in its tenant alone, as far as its scopes reach', async () => {
  const { secret: alpha } = await createKey('alpha', ['agent:write', 'lineage:write']);
  const { secret: beta } = await createKey('beta', ['lineage:write']);
  expect(alpha).toMatch(/^ak_/);

  const created = await change<{ agent: { id: string } }>(alpha, createAgent, agent('ada'));
  const read = 'query ($id: ID!) { agent(id: $id) { name } }';
  expect((await operate(alpha, read, created.agent)).data).toEqual({ agent: { name: 'ada' } });
  expect((await operate(beta, read, created.agent)).errors?.[0]?.extensions['code']).toBe(
    'NOT_FOUND',
  );
  await expect(change(beta, createAgent, agent('bob'))).rejects.toThrow('FORBIDDEN');

  const viewer = '{ viewer { tenant { id } } }';
  expect((await operate(alpha, viewer)).data).toEqual({ viewer: { tenant: { id: 'alpha' } } });
});

test('a key of an operator for one scope does that one thing', async () => {
  const account = { username: 'operating', role: 'SERVICE', accessLevel: 'ADMIN' };
  const made = await change<{ user: { id: string } }>(admin, 'createUser { user { id } }', account);
  const input = { userId: made.user.id, name: 'agents', scopes: ['agent:write'] };
  const { secret } = await change<Key>(admin, 'createApiKey { apiKey { id } secret }', {
    ...input,
    accessLevel: 'ADMIN',
  });
  await change(secret, createAgent, agent('of an operator'));
  const refused = [
    ['createExperiment { experiment { id } }', { name: 'x' }],
    ['createTenant { tenant { id } }', { id: 'refused' }],
    ['createApiKey { secret }', { ...input, scopes: ['*'] }],
  ] as const;
  for (const [mutation, asked] of refused) {
    await expect(change(secret, mutation, asked)).rejects.toThrow('FORBIDDEN');
  }
  const headers = { authorization: `Bearer ${secret}` };
  const report = await postBody(`${arbiter.url}/api/v1/lineage`, lineageBody(1), headers);
  expect(report.status).toBe(403);
});

test('training code reports lineage by its key, and nobody without one', async () => {
  const { secret } = await createKey('gamma', ['lineage:write']);
  const report = (headers: Record<string, string>) =>
    postBody(`${arbiter.url}/api/v1/lineage`, lineageBody(1), headers);
  expect((await report({ authorization: `Bearer ${secret}` })).status).toBe(201);
  expect((await report({})).status).toBe(401);
  expect((await report({ authorization: `Bearer ${secret.slice(0, -1)}` })).status).toBe(401);
});

test('a key that is revoked ends, and each act is in the ledger of its tenant', async () => {
  const { secret, apiKey } = await createKey('delta', ['*']);
  expect((await operate(secret, '{ agents { nodes { id } } }')).status).toBe(200);
  await change(admin, 'revokeApiKey { apiKey { id } }', { id: apiKey.id });
  // The gateway remembers what it was told for 15 s.
  await until(
    'the key is refused',
    async () => (await operate(secret, '{ __typename }')).status === 401,
  );
  await arbiter.settle();
  const { rows } = await recordsOf('delta');
  expect(rows).toEqual(expect.arrayContaining(['API_KEY_CREATED', 'API_KEY_REVOKED']));
});

async function recordsOf(tenant: string) {
  const records = await arbiter.database.query<{ event_type: string }>(
    'select event_type from audit.ledger where tenant_id = $1',
    [tenant],
  );
  return { rows: records.map(({ event_type: type }) => type) };
}

test('a stream without a credential is refused', async () => {
  const stream = openEventStream(arbiter.url, 'subscription { workflowEvents { cursor } }');
  await expect(stream.next()).rejects.toThrow();
  await stream.close();
});

test('the SDK administers a tenant, its invitations and its keys', async () => {
  await using client = createArbiterClient({ url: arbiter.url, token: admin });
  const tenantId = 'epsilon';
  const { apiKey } = await createKey(tenantId, ['*']);
  expect(await client.tenant({ id: tenantId })).toMatchObject({ id: tenantId, isActive: true });
  const members = await client.memberships({ tenantId });
  expect(members.nodes).toEqual([expect.objectContaining({ tenantId, role: 'SERVICE' })]);

  const rotated = await client.rotateApiKey({ id: apiKey.id });
  expect(rotated.replaced).toMatchObject({ id: apiKey.id, replacedById: rotated.apiKey.id });
  const revoked = await client.revokeApiKey({ id: apiKey.id });
  expect(revoked.apiKey.revokedAt).not.toBeNull();

  const email = 'eve@lab.example';
  const { invitation } = await client.inviteUser({ tenantId, email, role: 'ENGINEER' });
  const ended = await client.revokeInvitation({ id: invitation.id });
  expect(ended.invitation).toMatchObject({ tenantId, email, acceptedAt: null });
  expect(ended.invitation.revokedAt).not.toBeNull();
});

test('an account that is deleted by the SDK is cut off, its open socket too', async () => {
  await using client = createArbiterClient({ url: arbiter.url, token: admin });
  const { secret } = await createKey('eta', ['*']);
  const [member] = (await client.memberships({ tenantId: 'eta' })).nodes;
  const userId = member?.user.id ?? '';
  const socket = await openSocket(secret);
  const end = once(socket, 'close', { signal: AbortSignal.timeout(60_000) });
  expect(await client.deleteUser({ id: userId })).toEqual({ userId });
  const [code] = (await end) as [number];
  expect(code).toBe(4401);
  expect((await operate(secret, '{ __typename }')).status).toBe(401);
  expect((await client.memberships({ tenantId: 'eta' })).nodes).toEqual([]);
  await expect(client.user({ id: userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(client.deleteUser({ id: userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await arbiter.settle();
  const { rows } = await recordsOf('eta');
  expect(rows).toEqual(expect.arrayContaining(['MEMBER_REMOVED', 'USER_DELETED']));
});

/** Let in, and acknowledged. */
async function openSocket(credential: string): Promise<WebSocket> {
  const address = `${arbiter.url.replace(/^http/, 'ws')}/graphql`;
  const headers = { authorization: `Bearer ${credential}` };
  const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  const [message] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(message.toString())).toMatchObject({ type: 'connection_ack' });
  return socket;
}

test('the command line asks a running server, as whoever has the key', async () => {
  await commandLine('tenant', 'create', 'zeta');
  const email = 'zoe@lab.example';
  const member = ['user', 'create', '--tenant', 'zeta', '--email', email, '--role', 'ADMIN'];
  const userId = (await commandLine(...member)).trim();
  const createKeyOfZoe = ['key', 'create', '--tenant', 'zeta', '--user', userId, '--scopes', '*'];
  const secret = (await commandLine(...createKeyOfZoe)).trim();

  const server = ['--url', arbiter.url, '--token', secret];
  expect(await commandLine(...server, 'user', 'list')).toContain(userId);
  const second = (await commandLine(...server, ...createKeyOfZoe)).trim();
  expect(second).toMatch(/^ak_/);
  expect(second).not.toBe(secret);
  const keys = await commandLine(...server, 'key', 'list');
  expect(keys.trim().split('\n')).toHaveLength(2);
});
