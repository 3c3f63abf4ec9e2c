/**
 * Goal: however the server ends, no PostgreSQL is left after five seconds, and the next start is
 * clean with everything that was committed. Method: a small host process is killed in each way.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { stopOrphan } from './orphan.ts';
import { isRunning, waitUntilGone } from './process-identity.ts';
import { databaseProcesses, query, spawnHost, temporaryDirectory } from './testing/host-process.ts';

/** What may lie between the end of the server and the end of its PostgreSQL. */
const NO_ORPHAN_AFTER_MS = 5_000;

const directory = temporaryDirectory();
const dataDir = directory.path;
afterAll(() => directory[Symbol.dispose]());

describe('after the server was killed', () => {
  test('alone, PostgreSQL ends and nothing committed is lost', async () => {
    const before = await startAndCommit('kill -9 of the server');
    process.kill(before.host.pid, 'SIGKILL');
    expect(await waitUntilGone([before.postmaster, before.supervisor], NO_ORPHAN_AFTER_MS)).toBe(
      true,
    );
    expect(await committedAfterRestart()).toContain('kill -9 of the server');
  });

  test('with its whole process group, PostgreSQL ends and nothing committed is lost', async () => {
    const before = await startAndCommit('kill -9 of the group');
    process.kill(-before.host.pid, 'SIGKILL');
    expect(await waitUntilGone([before.postmaster, before.supervisor], NO_ORPHAN_AFTER_MS)).toBe(
      true,
    );
    expect(await committedAfterRestart()).toContain('kill -9 of the group');
  });

  test('while a statement runs that no fast shutdown waits for', async () => {
    const before = await startAndCommit('kill -9 with an open transaction');
    const client = new Client(before.adminUrl);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin');
    await client.query("insert into events values ('never committed')");
    const lost = client.query('select pg_sleep(60)').catch((error: Error) => error);
    process.kill(before.host.pid, 'SIGKILL');
    expect(await waitUntilGone([before.postmaster], NO_ORPHAN_AFTER_MS)).toBe(true);
    expect(await lost).toBeInstanceOf(Error);
    const committed = await committedAfterRestart();
    expect(committed).toContain('kill -9 with an open transaction');
    expect(committed).not.toContain('never committed');
  });

  test('the next start need not wait for PostgreSQL to have ended', async () => {
    const before = await startAndCommit('immediate next start');
    process.kill(before.host.pid, 'SIGKILL');
    expect(await committedAfterRestart()).toContain('immediate next start');
    expect(isRunning({ pid: before.postmaster, start: null })).toBe(false);
  });

  test('together with the supervisor, the next start stops the orphan and takes its place', async () => {
    const before = await startAndCommit('orphan');
    process.kill(before.supervisor, 'SIGKILL');
    process.kill(before.host.pid, 'SIGKILL');
    await waitUntilGone([before.host.pid, before.supervisor], NO_ORPHAN_AFTER_MS);
    expect(isRunning({ pid: before.postmaster, start: null })).toBe(true);
    expect(await committedAfterRestart()).toContain('orphan');
    expect(isRunning({ pid: before.postmaster, start: null })).toBe(false);
  });

  test('and its postmaster too, the next start ends what went on working without them', async () => {
    const before = await startAndCommit('stray worker');
    const client = new Client(before.adminUrl);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const worker = rows[0]?.pid ?? 0;
    // Computes without ever looking whether its postmaster still lives.
    void client.query('select sum(n) from generate_series(1, 1e12) as n').catch(() => undefined);
    const working = `select 1 from pg_stat_activity where pid = ${worker} and state = 'active'`;
    while ((await query(before.adminUrl, working)).length === 0) await sleep(5);
    process.kill(before.host.pid, 'SIGKILL');
    process.kill(before.supervisor, 'SIGKILL');
    process.kill(before.postmaster, 'SIGKILL');
    await waitUntilGone([before.postmaster], NO_ORPHAN_AFTER_MS);
    expect(isRunning({ pid: worker, start: null })).toBe(process.platform === 'linux');
    expect(await committedAfterRestart()).toContain('stray worker');
    expect(isRunning({ pid: worker, start: null })).toBe(false);
  });

  test('in the middle of making the database, the next start makes it', async () => {
    using fresh = temporaryDirectory();
    const home = join(fresh.path, 'postgres');
    const host = spawnHost(fresh.path);
    await until(() => listing(home).some((name) => name.startsWith('data.new-')));
    process.kill(-host.pid, 'SIGKILL');
    await waitUntilGone([host.pid], NO_ORPHAN_AFTER_MS);
    expect(listing(home)).not.toContain('data');
    await using database = await startEmbeddedPostgres({ dataDir: fresh.path, durable: false });
    expect(await query(database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(listing(database.location).filter((name) => name.startsWith('data'))).toEqual(['data']);
  });
});

describe('while the server goes on', () => {
  test('signals for the supervisor do not reach the database', async () => {
    await using database = await startEmbeddedPostgres({ dataDir, durable: false });
    const { supervisor } = databaseProcesses(database.location);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(supervisor, signal);
    await sleep(100);
    expect(await query(database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(isRunning({ pid: supervisor, start: null })).toBe(true);
  });

  test('without its supervisor the database still stops with the server', async () => {
    const warned = Promise.withResolvers<string>();
    const logger = { ...silent, warn: (_: object, message: string) => warned.resolve(message) };
    const database = await startEmbeddedPostgres({ dataDir, durable: false, logger });
    const { supervisor, postmaster } = databaseProcesses(database.location);
    process.kill(supervisor, 'SIGKILL');
    expect(await warned.promise).toMatch(/supervisor of PostgreSQL was killed/);
    expect(await query(database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
    expect(isRunning({ pid: postmaster, start: null })).toBe(false);
  });

  test('a PostgreSQL that is killed is told of and started again, where clients know it', async () => {
    const told: string[] = [];
    const logger = { ...silent, error: (_: object, message: string) => void told.push(message) };
    const before = await startAndCommit('kill -9 of PostgreSQL');
    await before.host.end();
    await using database = await startEmbeddedPostgres({ dataDir, durable: false, logger });
    for (let time = 1; time <= 2; time += 1) {
      const { postmaster } = databaseProcesses(database.location);
      process.kill(postmaster, 'SIGKILL');
      await waitUntilGone([postmaster], NO_ORPHAN_AFTER_MS);
      const rows = await eventually(() => query(database.adminUrl, 'select what from events'));
      expect(rows).toContainEqual({ what: 'kill -9 of PostgreSQL' });
      expect(databaseProcesses(database.location).postmaster).not.toBe(postmaster);
      expect(told).toHaveLength(time);
    }
    expect(told[0]).toMatch(/ended unexpectedly and is started again/);
  });

  test('one that ends again and again is given up, and a next start works', async () => {
    let isGivenUp = false;
    const error = (_: object, message: string) => void (isGivenUp = /keeps ending/.test(message));
    const logger = { ...silent, error };
    const database = await startEmbeddedPostgres({ dataDir, durable: false, logger });
    while (!isGivenUp) {
      const { postmaster } = databaseProcesses(database.location);
      process.kill(postmaster, 'SIGKILL');
      await waitUntilGone([postmaster], NO_ORPHAN_AFTER_MS);
      await eventually(async () => isGivenUp || (await query(database.adminUrl, 'select 1')));
    }
    await database.stop();
    await expect(committedAfterRestart()).resolves.toEqual(expect.any(Array));
  });
});

describe('stopOrphan', () => {
  test('leaves a process alone that merely has the pid of the dead postmaster', async () => {
    using fresh = temporaryDirectory();
    const place = { dataPath: join(fresh.path, 'data'), runPath: join(fresh.path, 'run') };
    for (const path of Object.values(place)) mkdirSync(path);
    const bystander: ChildProcess = spawn('sleep', ['60'], { cwd: place.dataPath });
    await once(bystander, 'spawn');
    const lines = [bystander.pid, place.dataPath, 1, 5432, place.runPath, '', '', 'ready'];
    writeFileSync(join(place.dataPath, 'postmaster.pid'), `${lines.join('\n')}\n`);
    writeFileSync(join(place.runPath, '.s.PGSQL.5432.lock'), `${bystander.pid}\n`);
    expect(await stopOrphan(place)).toBe(false);
    expect(isRunning({ pid: bystander.pid as number, start: null })).toBe(true);
    expect([...readdirSync(place.dataPath), ...readdirSync(place.runPath)]).toEqual([]);
    bystander.kill();
  });
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function startAndCommit(what: string) {
  const host = spawnHost(dataDir);
  const { adminUrl, location, error } = await host.answer;
  if (error !== undefined) throw new Error(error);
  await query(
    adminUrl,
    'create table if not exists events (what text)',
    `insert into events values ('${what}')`,
  );
  return { host, adminUrl, ...databaseProcesses(location) };
}

async function committedAfterRestart(): Promise<string[]> {
  await using database = await startEmbeddedPostgres({ dataDir, durable: false });
  const rows = await query(database.adminUrl, 'select what from events');
  return rows.map((row) => (row as { what: string }).what);
}

function listing(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Waits for a state, at most ten seconds: then the test's expectations fail. */
async function until(condition: () => boolean): Promise<void> {
  for (let waitedMs = 0; !condition() && waitedMs < 10_000; waitedMs += 2) await sleep(2);
}

/** What succeeds in the end, within ten seconds. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += 20) {
    try {
      return await attempt();
    } catch (error) {
      if (waitedMs > 10_000) throw error;
      await sleep(20);
    }
  }
}
