/**
 * Goal: it works for root, whose PostgreSQL runs as a system user, and for ordinary users, also one
 * after the other. The tests that change users need root; an ordinary user's run of the other files
 * is the test for ordinary users.
 */
import { cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { locateBinaries } from './binaries.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { choosePlace } from './place.ts';
import { type Runner, runCommand } from './run-command.ts';
import { isRoot, tryBinaries } from './system-user.ts';
import { databaseProcesses, query, spawnHost, temporaryDirectory } from './testing/host-process.ts';

const nobody: Runner = { name: 'nobody', uid: 65_534, gid: 65_534 };

test('the programs are those of PostgreSQL 18 and run', async () => {
  const { ok, output } = await tryBinaries(null, await locateBinaries());
  expect(output).toMatch(/^postgres \(PostgreSQL\) 18\./);
  expect(ok).toBe(true);
});

if (isRoot()) {
  describe('as root', () => {
    test('PostgreSQL runs as the system user, and its data lies in the data directory', async () => {
      using directory = temporaryDirectory();
      await using database = await startEmbeddedPostgres({
        dataDir: directory.path,
        durable: false,
      });
      const { postmaster } = databaseProcesses(database.location);
      const systemUser = await runCommand('id', ['-u', 'postgres']);
      expect(statSync(`/proc/${postmaster}`).uid).toBe(Number(systemUser.output));
      expect(database.location).toBe(join(directory.path, 'postgres'));
    });

    test('in a directory that others cannot enter, the data is kept elsewhere and found again', async () => {
      using closed = temporaryDirectory(0o700);
      using system = temporaryDirectory();
      const told: object[] = [];
      const options = {
        dataDir: join(closed.path, 'data'),
        systemDir: join(system.path, 'arbiter'),
        durable: false,
        logger: { ...silent, info: (attributes: object) => told.push(attributes) },
      };
      const first = await startEmbeddedPostgres(options);
      await query(first.adminUrl, 'create table kept ()');
      await first.stop();
      expect(first.location.startsWith(options.systemDir)).toBe(true);
      expect(told).toEqual([
        { location: first.location, instead: join(options.dataDir, 'postgres') },
      ]);
      expect(statSync(join(options.dataDir, 'postgres', 'password')).mode & 0o077).toBe(0);

      await using second = await startEmbeddedPostgres(options);
      expect(second.location).toBe(first.location);
      await expect(query(second.adminUrl, 'select from kept')).resolves.toEqual([]);

      // A copied data directory names the same files, and must not run a second server on them.
      const copy = join(closed.path, 'copy');
      cpSync(options.dataDir, copy, { recursive: true });
      await expect(startEmbeddedPostgres({ ...options, dataDir: copy })).rejects.toThrow(
        `in use by process ${process.pid}`,
      );
    });

    test('removing the data directory means a fresh database', async () => {
      using closed = temporaryDirectory(0o700);
      using system = temporaryDirectory();
      const dataDir = join(closed.path, 'data');
      const options = { dataDir, systemDir: system.path, durable: false };
      const binaries = await locateBinaries();
      const first = await choosePlace({ ...options, binaries });
      expect((await choosePlace({ ...options, binaries })).home).toBe(first.home);
      expect(readFileSync(join(first.home, 'used-by'), 'utf8')).toBe(`${first.base}\n`);
      rmSync(dataDir, { recursive: true });
      expect((await choosePlace({ ...options, binaries })).home).not.toBe(first.home);
    });

    test('programs that the system user cannot reach are copied once, and mended when broken', async () => {
      using closed = temporaryDirectory(0o700);
      using open = temporaryDirectory();
      const real = await locateBinaries();
      const hidden = {
        ...real,
        root: join(closed.path, 'native'),
        postgres: join(closed.path, 'native', 'bin', 'postgres'),
      };
      cpSync(real.root, hidden.root, { recursive: true, verbatimSymlinks: true });
      const options = { dataDir: join(open.path, 'data'), systemDir: join(open.path, 'system') };
      const place = await choosePlace({ ...options, binaries: hidden });
      const copy = place.binaries;
      expect(copy.root).toBe(join(options.systemDir, `postgresql-${real.version}`));
      expect((await tryBinaries(place.runner, copy)).ok).toBe(true);
      const made = statSync(copy.postgres).mtimeMs;
      await choosePlace({ ...options, binaries: hidden });
      expect(statSync(copy.postgres).mtimeMs).toBe(made);
      rmSync(join(copy.root, 'lib'), { recursive: true });
      await choosePlace({ ...options, binaries: hidden });
      expect((await tryBinaries(place.runner, copy)).ok).toBe(true);
    });
  });
}

if (isRoot() && (await tryNode()).ok) {
  describe('as an ordinary user', () => {
    test('the database is that user’s own, and root can start it too without taking it away', async () => {
      using directory = temporaryDirectory();
      await chown(directory.path, 65_534, 65_534);
      const dataDir = join(directory.path, 'data');
      await hostedAs(nobody, dataDir, 'create table kept ()');
      expect(statSync(join(dataDir, 'postgres', 'data')).uid).toBe(65_534);

      const byRoot = await startEmbeddedPostgres({ dataDir, durable: false });
      await query(byRoot.adminUrl, 'create table kept_by_root ()');
      await byRoot.stop();

      await hostedAs(nobody, dataDir, 'select from kept, kept_by_root');
    });

    test('another user’s data directory is left alone, with a word about what to do', async () => {
      using directory = temporaryDirectory();
      const dataDir = join(directory.path, 'data');
      await (await startEmbeddedPostgres({ dataDir, durable: false })).stop();
      const host = spawnHost(dataDir, nobody);
      expect((await host.answer).error).toMatch(/cannot be .*ARBITER_DATA_DIR/);
      await host.end();
      expect(existsSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'))).toBe(true);
    });
  });
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Whether an ordinary user can run this project at all: root's clone may be closed to others. */
async function tryNode(): Promise<{ readonly ok: boolean }> {
  const script = new URL('./testing/database-host.ts', import.meta.url).pathname;
  return runCommand(process.execPath, ['--check', decodeURIComponent(script)], { runner: nobody });
}

async function hostedAs(runner: Runner, dataDir: string, statement: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  if (runner) await chown(dataDir, runner.uid, runner.gid);
  const host = spawnHost(dataDir, runner);
  const { adminUrl, error } = await host.answer;
  expect(error).toBeUndefined();
  await query(adminUrl, statement);
  await host.end();
}
