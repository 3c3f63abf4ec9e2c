/** Goal: the ordinary life of the embedded database, as the user who runs the tests. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { DataDirInUseError } from './data-dir-lock.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { databaseProcesses, query, spawnHost, temporaryDirectory } from './testing/host-process.ts';
import { isRunning } from './process-identity.ts';

// One database for most tests, since making one takes most of a second. The name is an attack on
// every place that quotes a path: shells, lists, URLs.
const directory = temporaryDirectory();
const dataDir = join(directory.path, 'my data, "quoted" & é');
const options = { dataDir, durable: false };
afterAll(() => directory[Symbol.dispose]());

describe('startEmbeddedPostgres', () => {
  test('makes a database that the URL leads to, with durable settings unless told otherwise', async () => {
    await using database = await startEmbeddedPostgres({ dataDir, settings: { work_mem: '5MB' } });
    expect(database.phases.initMs).toBeGreaterThan(0);
    const rows = await query(
      database.adminUrl,
      'create table kept (what text)',
      "insert into kept values ('from the first start')",
      `select current_user, current_database(), current_setting('server_version_num')::int / 10000 as major,
         current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
         current_setting('max_connections') as connections, current_setting('work_mem') as work_mem,
         current_setting('listen_addresses') as addresses, current_setting('TimeZone') as zone,
         current_setting('idle_in_transaction_session_timeout') as idle,
         pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = current_database()`,
    );
    expect(rows).toEqual([
      {
        current_user: 'arbiter',
        current_database: 'arbiter',
        major: 18,
        fsync: 'on',
        commit: 'on',
        connections: '200',
        work_mem: '5MB',
        addresses: '',
        zone: 'UTC',
        idle: '1min',
        encoding: 'UTF8',
      },
    ]);
  });

  test('a restart keeps the data, makes nothing anew, and speed can be chosen over durability', async () => {
    await using database = await startEmbeddedPostgres(options);
    expect(database.phases).toEqual({ startMs: expect.any(Number) });
    const settings = "select current_setting('fsync') as fsync, what from kept";
    expect(await query(database.adminUrl, settings)).toEqual([
      { fsync: 'off', what: 'from the first start' },
    ]);
  });

  test('the password is needed, and only its owner can read it', async () => {
    await using database = await startEmbeddedPostgres(options);
    const file = join(dataDir, 'postgres', 'password');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(join(dataDir, 'postgres', 'postgres.log')).mode & 0o077).toBe(0);
    expect(database.adminUrl).toContain(readFileSync(file, 'utf8').trim());
    const wrong = new URL(database.adminUrl);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  test('nothing runs and nothing is locked after stop(), which may be called twice at once', async () => {
    const database = await startEmbeddedPostgres(options);
    const { postmaster, supervisor } = databaseProcesses(database.location);
    expect(isRunning({ pid: supervisor, start: null })).toBe(true);
    await Promise.all([database.stop(), database.stop()]);
    expect(isRunning({ pid: postmaster, start: null })).toBe(false);
    expect(isRunning({ pid: supervisor, start: null })).toBe(false);
    for (const left of ['server.pid', 'data/postmaster.pid', 'run/.s.PGSQL.5432']) {
      expect(existsSync(join(database.location, left))).toBe(false);
    }
    expect(readFileSync(join(database.location, 'postgres.log'), 'utf8')).toMatch(
      /database system is shut down\s*$/,
    );
  });

  test('a second start on the same directory is refused and names the holder', async () => {
    await using _database = await startEmbeddedPostgres(options);
    const second = startEmbeddedPostgres(options);
    await expect(second).rejects.toThrow(DataDirInUseError);
    await expect(second).rejects.toThrow(`in use by process ${process.pid}`);
    const host = spawnHost(dataDir);
    expect(await host.answer).toMatchObject({ name: 'DataDirInUseError' });
    await host.end();
  });

  test('of two simultaneous first starts one makes the database and the other is refused', async () => {
    using fresh = temporaryDirectory();
    const hosts = [spawnHost(fresh.path), spawnHost(fresh.path)];
    const answers = await Promise.all(hosts.map((host) => host.answer));
    expect(answers.map(({ name }) => name ?? 'started').toSorted()).toEqual([
      'DataDirInUseError',
      'started',
    ]);
    await Promise.all(hosts.map((host) => host.end()));
  });

  test('a path too long for a socket gets one in a private temporary directory', async () => {
    using fresh = temporaryDirectory();
    const long = join(fresh.path, 'a-rather-long-name-'.repeat(5));
    const database = await startEmbeddedPostgres({ dataDir: long, durable: false });
    try {
      expect(database.host.length).toBeLessThan(100);
      expect(statSync(database.host).mode & 0o777).toBe(0o700);
      expect(await query(database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await database.stop();
    }
    expect(existsSync(database.host)).toBe(false);
  });

  test('a long log is moved aside at the start', async () => {
    const log = join(dataDir, 'postgres', 'postgres.log');
    writeFileSync(log, 'x'.repeat(9 * 2 ** 20));
    await using _database = await startEmbeddedPostgres(options);
    expect(statSync(log).size).toBeLessThan(10_000);
    expect(statSync(`${log}.old`).size).toBe(9 * 2 ** 20);
  });
});

describe('a start that is not possible says why', () => {
  test('with the last words of PostgreSQL', async () => {
    const settings = { shared_buffers: 'plenty' };
    await expect(startEmbeddedPostgres({ ...options, settings })).rejects.toThrow(
      /did not start on .*postgres\.log:\n.*invalid value for parameter "shared_buffers": "plenty"/s,
    );
    // And leaves the directory free for the next.
    await using _database = await startEmbeddedPostgres(options);
  });

  test('when the database is of another version', async () => {
    const file = join(dataDir, 'postgres', 'data', 'PG_VERSION');
    const version = readFileSync(file);
    writeFileSync(file, '16\n');
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(
      /made by PostgreSQL 16, and this is PostgreSQL 18\. Dump it/,
    );
    writeFileSync(file, version);
  });

  test('when what is in the place of the database is something else', async () => {
    using fresh = temporaryDirectory();
    const strange = join(fresh.path, 'postgres', 'data', 'holiday-photos');
    mkdirSync(strange, { recursive: true });
    await expect(startEmbeddedPostgres({ dataDir: fresh.path })).rejects.toThrow(
      /should hold the database, but what lies in there is none/,
    );
    expect(existsSync(strange)).toBe(true);
  });

  test('when the password has been lost', async () => {
    const file = join(dataDir, 'postgres', 'password');
    const password = readFileSync(file);
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres(options)).rejects.toThrow(/password is no longer in/);
    writeFileSync(file, password);
    await using database = await startEmbeddedPostgres(options);
    expect(await query(database.adminUrl, 'select what from kept')).toHaveLength(1);
  });
});
