/**
 * The command line on a real database, from an empty one to a key that lets a program in, and on a running
 * server. What it says on failure tells what to do next.
 */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { gatewayActor } from '@arbiter/kernel/actor/actor.ts';
import { hashOfSecret } from '@arbiter/registry/account/secret.rules.ts';
import { registry } from '@arbiter/registry/definition.ts';
import { startSubgraph } from '@arbiter/server/subgraph/start-subgraph.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';
import { createProgram } from './program.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'arbiter-cli-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database[Symbol.asyncDispose]();
});

/** Runs a command and gives the lines that it printed. */
async function arbiter(...args: string[]): Promise<string[]> {
  const printed: string[] = [];
  const program = createProgram({
    env: { DATABASE_URL: database.url },
    print: (line) => printed.push(line),
    note: () => undefined,
  });
  await program.parseAsync(args, { from: 'user' });
  return printed;
}

test('from nothing to a key that lets a program in, every act with its event', async () => {
  expect(await arbiter('tenant', 'create', 'lab')).toEqual(['lab']);
  await arbiter(
    'user',
    'create',
    '--tenant',
    'lab',
    '--email',
    'ada@lab.example',
    '--role',
    'ADMIN',
  );
  const key = ['key', 'create', '--tenant', 'lab', '--scopes', 'workflow:write,lineage:write'];
  const [training = ''] = await arbiter(...key, '--expires', '30d');
  const [ada = ''] = await arbiter(...key, '--user', 'ada@lab.example');
  expect(await actorOf(training)).toMatchObject({
    kind: 'SERVICE',
    tenantId: 'lab',
    accessLevel: 'ISOLATED',
    scopes: ['workflow:write', 'lineage:write'],
  });
  expect(await actorOf(ada)).toMatchObject({ kind: 'USER', email: 'ada@lab.example' });
  const events = await database.query<{ type: string; tenant_id: string }>(
    `select envelope ->> 'type' as type, tenant_id from registry.outbox order by ordinal`,
  );
  expect(new Set(events.map(({ tenant_id: tenant }) => tenant))).toEqual(new Set(['lab']));
  expect(events.map(({ type }) => type)).toEqual([
    'TENANT_CREATED',
    'USER_CREATED',
    'MEMBER_ADDED',
    // Whoever looks for the account reads in the tenant.
    'CROSS_TENANT_READ',
    'USER_CREATED',
    'MEMBER_ADDED',
    'API_KEY_CREATED',
    'CROSS_TENANT_READ',
    'API_KEY_CREATED',
  ]);
});

test('--json says the same in fields, a line for each result', async () => {
  const json = async (...args: string[]) =>
    (await arbiter('--json', ...args)).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(await json('tenant', 'create', 'fields')).toEqual([{ id: 'fields' }]);
  const person = ['--email', 'bob@lab.example', '--role', 'ENGINEER'];
  const [bob] = await json('user', 'create', '--tenant', 'fields', ...person);
  const key = ['key', 'create', '--tenant', 'fields', '--scopes', 'agent:write'];
  const [made] = await json(...key, '--user', 'bob@lab.example');
  expect(made).toMatchObject({ key: expect.stringMatching(/^ak_/), tenantId: 'fields' });
  expect(await json('user', 'list', '--tenant', 'fields')).toEqual([
    {
      id: bob?.['id'],
      username: 'bob@lab.example',
      role: 'ENGINEER',
      accessLevel: 'ISOLATED',
      isActive: true,
    },
  ]);
  expect(await json('key', 'list', '--tenant', 'fields')).toEqual([
    expect.objectContaining({ id: made?.['id'], scopes: ['agent:write'], revokedAt: null }),
  ]);
  expect(await json('tenant', 'list')).toContainEqual({
    id: 'fields',
    name: 'fields',
    isActive: true,
  });
});

test('a deleted account is gone with its key, and cannot be deleted again', async () => {
  await arbiter('tenant', 'create', 'leaving');
  const person = ['--tenant', 'leaving', '--email', 'eve@lab.example', '--role', 'ENGINEER'];
  const [id = ''] = await arbiter('user', 'create', ...person);
  const key = ['--tenant', 'leaving', '--user', id, '--scopes', 'agent:write'];
  const [secret = ''] = await arbiter('key', 'create', ...key);
  expect(await arbiter('user', 'delete', id)).toEqual([`${id}\tdeleted`]);
  expect(await actorOf(secret)).toBeUndefined();
  expect(await arbiter('user', 'list', '--tenant', 'leaving')).toEqual([]);
  await expect(arbiter('user', 'delete', id)).rejects.toThrow('arbiter user list');
  const [next = ''] = await arbiter('user', 'create', ...person);
  expect(next).not.toBe(id);
});

test('lists have all that there is, however many pages', async () => {
  await arbiter('tenant', 'create', 'many');
  await database.query(
    `with made as (
       insert into registry.users (id, tenant_id, username, display_name, is_service_account,
         is_active, created_at, updated_at)
       select gen_random_uuid(), 'many', 'bot-' || n, 'bot', true, true, now(), now()
       from generate_series(1, 450) n returning id)
     insert into registry.memberships (id, tenant_id, user_id, role, access_level, allowed_tenants,
       created_at, updated_at)
     select gen_random_uuid(), 'many', id, 'SERVICE', 'ISOLATED', '{}', now(), now() from made`,
  );
  const lines = await arbiter('user', 'list', '--tenant', 'many');
  expect(new Set(lines.map((line) => line.split('\t')[1])).size).toBe(450);
  const key = ['key', 'create', '--tenant', 'many', '--scopes', 'agent:write'];
  const secrets = await Promise.all(
    ['bot-1', 'bot-450'].map((user) => arbiter(...key, '--user', user)),
  );
  expect(secrets.flat()).toHaveLength(2);
});

test('a key is revoked by its id', async () => {
  await arbiter('tenant', 'create', 'other');
  const [secret = ''] = await arbiter(
    'key',
    'create',
    '--tenant',
    'other',
    '--scopes',
    'agent:write',
  );
  const [row] = await database.query<{ id: string }>(
    `select id from registry.api_keys where tenant_id = 'other'`,
  );
  expect(await arbiter('key', 'revoke', row?.id ?? '')).toEqual([`${row?.id}\trevoked`]);
  expect(await actorOf(secret)).toBeUndefined();
});

test.each([
  [['tenant', 'create', 'a b'], 'BAD_USER_INPUT'],
  [['key', 'create', '--tenant', 'nowhere', '--scopes', 'agent:write'], 'arbiter tenant list'],
  [['tenant', 'create', 'lab'], 'arbiter tenant list'],
  [['key', 'revoke', '019a0000-0000-7000-8000-000000000000'], 'arbiter key list'],
  [['key', 'create', '--tenant', 'lab', '--scopes', 'x'], 'Allowed: *, agent:write'],
  [['user', 'create', '--tenant', 'lab', '--email', 'e@x.example', '--role', 'x'], 'ENGINEER'],
  [['key', 'create', '--tenant', 'lab', '--scopes', '*', '--user', 'eve'], 'arbiter user create'],
  [['key', 'create', '--tenant', 'x', '--scopes', '*', '--user', 'eve'], 'arbiter tenant list'],
  [['user', 'list', '--tenant', 'x'], 'arbiter tenant list'],
  [['--url', 'nonsense', 'tenant', 'list'], 'is no URL'],
  [['--url', 'http://127.0.0.1:1', 'tenant', 'list'], 'is the server running there?'],
  [['token', 'sign', '--tenant', 'lab', '--key', '/nonsense'], 'arbiter token keys'],
])('%j is refused with what to do', async (args, message) => {
  await expect(arbiter(...args)).rejects.toThrow(message);
});

test('a server that is no Arbiter is refused with what to do', async () => {
  const server = createServer((_, response) => response.end('hello'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const listing = arbiter('--url', `http://127.0.0.1:${port}`, 'tenant', 'list');
  await expect(listing).rejects.toThrow('give the address of an Arbiter server');
  server.close();
});

describe('tokens', () => {
  test('are signed by a key whose public half the server gets', async () => {
    const file = join(folder, 'key.pem');
    const [settings = ''] = await arbiter('token', 'keys', '--out', file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(settings).not.toContain('PRIVATE');
    const { AUTH_PUBLIC_KEY, AUTH_OIDC_ISSUER, AUTH_AUDIENCE } = parseEnv(settings);
    const [token = ''] = await arbiter('token', 'sign', '--key', file, '--tenant', 'lab');
    const { payload } = await jwtVerify(token, createPublicKey(AUTH_PUBLIC_KEY ?? ''), {
      issuer: AUTH_OIDC_ISSUER ?? '',
      audience: AUTH_AUDIENCE ?? '',
    });
    expect(payload).toMatchObject({ tenant_id: 'lab', roles: ['user'], scopes: ['*'] });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3_600);
    await expect(arbiter('token', 'keys', '--out', file)).rejects.toThrow('exists');
    expect(readFileSync(file, 'utf8')).toContain('PRIVATE');
  });

  test('of an issuer that no server could be given are not begun', async () => {
    const file = join(folder, 'never.pem');
    for (const issuer of ['arbiter-cli', 'http://id.lab.example']) {
      const keys = arbiter('token', 'keys', '--out', file, '--issuer', issuer);
      await expect(keys).rejects.toThrow(`--issuer ${issuer} must be a URL`);
    }
    expect(existsSync(file)).toBe(false);
  });

  test('that would be good for long are refused, as they cannot be revoked', async () => {
    const sign = ['token', 'sign', '--key', 'x', '--tenant', 'lab', '--minutes', '2000'];
    await expect(arbiter(...sign)).rejects.toThrow('cannot be revoked');
  });
});

test('--help lists every command', () => {
  const program = createProgram({ env: {}, print: () => undefined, note: () => undefined });
  const help = program.helpInformation();
  for (const command of ['tenant', 'user', 'key', 'token']) expect(help).toContain(command);
});

/** Whom the registry lets in by the key. */
async function actorOf(secret: string): Promise<object | undefined> {
  const logger = testLogger();
  await using subgraph = await startSubgraph(registry, { databaseUrl: database.url, logger });
  const route = subgraph.routes.find(({ path }) => path === '/internal/credentials');
  const answer = await route?.handle({
    identity: { actor: gatewayActor('default'), requestId: 'test' },
    headers: {},
    body: Buffer.from(JSON.stringify({ kind: 'API_KEY', tokenHash: hashOfSecret(secret) })),
  });
  return (JSON.parse(answer?.body ?? '{}') as { actor?: object }).actor;
}
