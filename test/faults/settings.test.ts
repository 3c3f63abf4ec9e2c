/**
 * Goal: a start that cannot succeed says why in one line that names the setting, and exits 1; a
 * given database is used, or waited for. Method: the real process.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { createEmptyDatabase } from '@arbiter/testkit/databases.ts';
import { freePort } from '@arbiter/testkit/server-process.ts';
import { type ArbiterProcess, spawnArbiter, startArbiter } from '../support/arbiter-process.ts';
import { ownLines } from '../support/npm-output.ts';

jest.setTimeout(120_000);

const goneAfterMs = 10_000;
/** What `npm start` runs; npm's own part in it is tested in start.test.ts. */
const command = [process.execPath, 'packages/launcher/src/main.ts'] as const;

const started = new AsyncDisposableStack();
afterAll(() => started.disposeAsync());

function spawnWith(env: Readonly<Record<string, string>>): ArbiterProcess {
  return started.use(spawnArbiter({ env, command }));
}

describe('one line, and exit 1', () => {
  test.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ ARBITER_DATADIR: '/tmp' }, /^ARBITER_DATADIR: no such setting; .*ARBITER_DATA_DIR/],
    [{ PORT: '4000x' }, /^PORT: must be a whole number from 0 to 65535/],
    [{ PORT: '65536' }, /^PORT: must be a whole number from 0 to 65535/],
    [{ HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0: .*only loopback.*HOST=127\.0\.0\.1/],
    [
      { ARBITER_MODE: 'production' },
      /^ARBITER_MODE=production needs AUTH_OIDC_ISSUER, AUTH_JWKS_URL or AUTH_PUBLIC_KEY .*DATABASE_URL .*ARBITER_SIGNING_KEY/,
    ],
    [{ AUTH_PUBLIC_KEY: 'hushhush' }, /^AUTH_PUBLIC_KEY: must be public keys as PEM/],
    [{ AUTH_JWKS_URL: 'http://id.lab.example/keys' }, /^AUTH_JWKS_URL: must be .*https:\/\//],
    [{ TRUST_PROXY: 'true' }, /^TRUST_PROXY: must be a number of proxies/],
    [{ ARBITER_MODE: 'prod' }, /^ARBITER_MODE: must be development or production/],
    [{ CORS_ORIGINS: 'lab.example' }, /^CORS_ORIGINS: must be origins .*https:\/\/lab\.example/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: must be one of .*info/],
    [{ DATABASE_URL: 'mysql://db/x' }, /^DATABASE_URL: must be a URL starting with postgres:\/\//],
    [{ REGISTRY_URL: 'http://127.0.0.1:4001' }, /set REDIS_URL or NATS_URL/],
    [{ REDIS_URL: 'redis://127.0.0.1:9' }, /^Redis cannot be reached at 127\.0\.0\.1:9/],
    [{ ARBITER_SIGNING_KEY: 'hushhush' }, /^ARBITER_SIGNING_KEY: must be /],
    [{ ARBITER_DATA_DIR: '/dev/null/data' }, /^The data directory \/dev\/null\/data cannot be/],
  ])('%j', async (env, line) => {
    const arbiter = spawnWith(env);
    const { code, stderr } = await arbiter.ended;
    expect([code, ownLines(stderr)]).toEqual([1, [expect.stringMatching(line)]]);
    expect(stderr).not.toContain('hushhush');
    expect(await arbiter.isGone(goneAfterMs)).toBe(true);
    expect(arbiter.holder()).toBeNull();
  });

  test('through npm, nothing is added but what npm says about every script', async () => {
    const arbiter = started.use(spawnArbiter({ env: { PORT: 'no' } }));
    const { code, stderr } = await arbiter.ended;
    expect([code, ownLines(stderr)]).toEqual([1, [expect.stringMatching(/^PORT: /)]]);
  });
});

describe('--help', () => {
  test.each([
    ['npm start', ['packages/launcher/src/main.ts'], 'REGISTRY_URL'],
    ['npm run start:xai', ['subgraphs/xai/src/main.ts'], 'XAI_DATABASE_URL'],
    ['npm run demo', ['tools/demo.ts'], '.arbiter/demo'],
  ])('%s', async (usage, script, word) => {
    const program = spawnArbiter({ command: [process.execPath, ...script, '--help'] });
    const { code, stdout, stderr } = await started.use(program).ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: ${usage}\n`);
    expect(stdout).toContain(word);
  });

  test('an argument that is none is not overlooked', async () => {
    const program = spawnArbiter({ command: [...command, '--port=5000'] });
    const { code, stderr } = await started.use(program).ended;
    expect([code, ownLines(stderr)]).toEqual([
      1,
      [expect.stringMatching(/^--port=5000: .*--help/)],
    ]);
  });
});

describe('a given database', () => {
  // Waits for as long as it takes to give up, while the other tests run.
  const unreachable = freePort().then((port) => ({
    port,
    arbiter: spawnWith({ DATABASE_URL: `postgres://ada:hushhush@127.0.0.1:${port}/lab` }),
  }));

  test('is used, and no other is made', async () => {
    await using database = await createEmptyDatabase();
    await using arbiter = await startArbiter({ env: { DATABASE_URL: database.url } });
    expect((await fetch(`${arbiter.url}/ready`)).status).toBe(200);
    expect(existsSync(join(arbiter.dataDir, 'postgres'))).toBe(false);
    const [found] = await database.query<{ tables: string }>(
      `select count(*) as tables from information_schema.tables where table_schema = 'registry'`,
    );
    expect(Number(found?.tables)).toBeGreaterThan(0);
    arbiter.signal('SIGTERM');
    expect(await arbiter.ended).toMatchObject({ code: 0 });
  });

  test('that refuses is reported at once', async () => {
    await using database = await createEmptyDatabase();
    const wrong = database.url.replace(/test_[0-9a-f]+/, 'no_such_database');
    const { code, stderr } = await spawnWith({ DATABASE_URL: wrong }).ended;
    expect([code, ownLines(stderr)]).toEqual([
      1,
      [
        expect.stringMatching(
          /refuses: database "no_such_database" does not exist\. Check DATABASE_URL/,
        ),
      ],
    ]);
  });

  test('whose role may do too little is reported, with what it must be able to do', async () => {
    await using database = await createEmptyDatabase();
    const [role] = await database.query<{ name: string }>(
      `select 'weak_' || replace(gen_random_uuid()::text, '-', '') as name`,
    );
    const name = role?.name ?? '';
    await database.query(`create role ${name} login password 'weak'`);
    try {
      const url = database.url.replace(/\/\/[^@]+@/, `//${name}:weak@`);
      const { code, stderr } = await spawnWith({ DATABASE_URL: url }).ended;
      expect([code, ownLines(stderr)]).toEqual([
        1,
        [expect.stringMatching(/permission denied.*must be able to create schemas and roles/)],
      ]);
    } finally {
      await database.query(`drop role ${name}`);
    }
  });

  test('that cannot be reached is waited for, for a time that is told, and then reported', async () => {
    const { port, arbiter } = await unreachable;
    const { code, stderr } = await arbiter.ended;
    expect([code, ownLines(stderr)]).toEqual([
      1,
      [
        expect.stringMatching(`^Waiting for the database at 127.0.0.1:${port}, at most 30 s`),
        expect.stringMatching(`^The database at 127.0.0.1:${port} cannot be reached.*DATABASE_URL`),
      ],
    ]);
    expect(stderr).not.toContain('hushhush');
  });
});
