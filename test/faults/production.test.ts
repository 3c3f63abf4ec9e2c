/**
 * Goal: nobody can start production mode open. What is missing is told in one line, exit 1; with all of
 * it each program serves, and refuses whoever does not show who it is. Method: the real processes.
 */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';
import { freePort } from '@arbiter/testkit/server-process.ts';
import { spawnArbiter, startArbiter } from '../support/arbiter-process.ts';
import { ownLines } from '../support/npm-output.ts';

jest.setTimeout(120_000);

const started = new AsyncDisposableStack();
afterAll(() => started.disposeAsync());

const node = process.execPath;
const programs = {
  launcher: [node, 'packages/launcher/src/main.ts'],
  gateway: [node, 'gateway/src/main.ts'],
  subgraph: [node, 'subgraphs/xai/src/main.ts'],
} as const;
type Program = keyof typeof programs;

const signing = generateKeyPairSync('ed25519');
const signingKey = signing.privateKey.export({ type: 'pkcs8', format: 'pem' });
const verifyKey = signing.publicKey.export({ type: 'spki', format: 'pem' });
const issuerKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });

const complete = {
  ARBITER_MODE: 'production',
  ARBITER_SIGNING_KEY: signingKey,
  AUTH_PUBLIC_KEY: issuerKey,
  AUTH_OIDC_ISSUER: 'https://id.lab.example',
  AUTH_AUDIENCE: 'arbiter',
  DATABASE_URL: 'postgres://ada:hushhush@127.0.0.1:9/lab',
};
const supergraph = { SUPERGRAPH_FILE: 'schema/supergraph.graphql' };

async function refusalOf(program: Program, env: Readonly<Record<string, string>>) {
  const arbiter = started.use(spawnArbiter({ env, command: programs[program] }));
  const { code, stderr } = await arbiter.ended;
  expect(stderr).not.toContain('hushhush');
  return [code, ownLines(stderr)];
}

describe('one line, and exit 1', () => {
  const without = (name: keyof typeof complete) => ({ ...complete, [name]: '' });
  test.each<[Program, Readonly<Record<string, string>>, RegExp]>([
    [
      'launcher',
      { ...without('AUTH_PUBLIC_KEY'), AUTH_OIDC_ISSUER: '' },
      /needs AUTH_OIDC_ISSUER, AUTH_JWKS_URL or AUTH_PUB/,
    ],
    ['launcher', without('AUTH_OIDC_ISSUER'), /needs AUTH_OIDC_ISSUER \([^)]*\)\. See/],
    ['launcher', without('AUTH_AUDIENCE'), /needs AUTH_AUDIENCE \([^)]*\)\. See/],
    [
      'gateway',
      { ...supergraph, ARBITER_MODE: 'production', AUTH_JWKS_URL: 'https://id.lab.example/keys' },
      /needs AUTH_OIDC_ISSUER \([^)]*\); AUTH_AUDIENCE \([^)]*\)\. See/,
    ],
    ['launcher', without('DATABASE_URL'), /needs DATABASE_URL/],
    ['launcher', without('ARBITER_SIGNING_KEY'), /needs ARBITER_SIGNING_KEY/],
    [
      'launcher',
      { ...complete, DATABASE_URL: 'postgres://arbiter:arbiter@127.0.0.1/arbiter' },
      /needs DATABASE_URL with a password that is not the one of the examples/,
    ],
    ['launcher', { ...complete, ARBITER_SIGNING_KEY: 'hushhush' }, /^ARBITER_SIGNING_KEY: must be/],
    ['gateway', { ...supergraph, ARBITER_MODE: 'production' }, /needs AUTH_OIDC_ISSUER/],
    ['subgraph', { ARBITER_MODE: 'production' }, /needs DATABASE_URL or XAI_.*ARBITER_VERIFY_KEYS/],
    [
      'subgraph',
      { ...without('ARBITER_SIGNING_KEY'), ARBITER_VERIFY_KEYS: signingKey },
      /^ARBITER_VERIFY_KEYS: must be Ed25519 public keys/,
    ],
  ])('%s %#', async (program, env, line) => {
    expect(await refusalOf(program, env)).toEqual([1, [expect.stringMatching(line)]]);
  });
});

describe('complete', () => {
  const database = createTestDatabase().then((made: TestDatabase) => started.use(made));

  async function metricsOf(port: number): Promise<string> {
    return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  }

  test('npm start serves on every address, and metrics apart', async () => {
    const [port, { url: DATABASE_URL }] = [await freePort(), await database];
    const env = { ...complete, DATABASE_URL, HOST: '0.0.0.0', METRICS_PORT: String(port) };
    await using arbiter = await startArbiter({ env });
    expect(await metricsOf(port)).toMatch(/^process_cpu_seconds_total/m);
    for (const path of ['/', '/graphql', '/metrics', '/elsewhere']) {
      expect([path, (await fetch(`${arbiter.url}${path}`)).status]).toEqual([path, 401]);
    }
    expect((await fetch(`${arbiter.url}/ready`)).status).toBe(200);
  });

  test('a subgraph needs public keys only, and shows nothing but that it is up', async () => {
    const [port, { url: DATABASE_URL }] = [await freePort(), await database];
    const env = {
      ARBITER_MODE: 'production',
      ARBITER_VERIFY_KEYS: verifyKey,
      DATABASE_URL,
      METRICS_PORT: String(port),
    };
    await using arbiter = await startArbiter({ env, command: programs.subgraph });
    expect(await metricsOf(port)).toContain('arbiter_event_lag_seconds');
    for (const path of ['/graphql', '/metrics', '/elsewhere']) {
      expect([path, (await fetch(`${arbiter.url}${path}`)).status]).toEqual([path, 401]);
    }
    expect((await fetch(`${arbiter.url}/ready`)).status).toBe(200);
  });

  test('an issuer that is found by discovery needs nothing besides', async () => {
    const issuer = { AUTH_OIDC_ISSUER: 'https://id.lab.example' };
    const env = { ...supergraph, ARBITER_MODE: 'production', ...issuer };
    await using arbiter = await startArbiter({ env, command: programs.gateway });
    expect((await fetch(`${arbiter.url}/health`)).status).toBe(200);
  });

  test('npm run gateway needs no database', async () => {
    const { AUTH_PUBLIC_KEY, AUTH_OIDC_ISSUER, AUTH_AUDIENCE } = complete;
    const tokens = { AUTH_PUBLIC_KEY, AUTH_OIDC_ISSUER, AUTH_AUDIENCE };
    const env = { ...supergraph, ARBITER_MODE: 'production', ...tokens };
    await using arbiter = await startArbiter({ env, command: programs.gateway });
    expect((await fetch(`${arbiter.url}/graphql`)).status).toBe(401);
    expect((await fetch(`${arbiter.url}/health`)).status).toBe(200);
  });
});
