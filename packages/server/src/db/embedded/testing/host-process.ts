/**
 * Starts database-host.ts as a process group of its own and looks at the processes around it, for
 * the tests that kill them.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { readPostmasterFile } from '../postmaster-file.ts';
import { identityOf, type Runner } from '../run-command.ts';

export interface DatabaseHost {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Its first line: that it started, or why not. */
  readonly answer: Promise<HostAnswer>;
  /** Lets it end by itself, which stops its database. */
  end(): Promise<void>;
}

export interface HostAnswer {
  readonly adminUrl: string;
  readonly location: string;
  readonly name?: string;
  readonly error?: string;
}

const SCRIPT = fileURLToPath(new URL('./database-host.ts', import.meta.url));

/** A fresh directory, removed at the end of the scope. */
export function temporaryDirectory(mode = 0o755): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'arbiter-embedded-'));
  chmodSync(path, mode);
  return {
    path,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export function spawnHost(dataDir: string, runner: Runner = null): DatabaseHost {
  mkdirSync(dataDir, { recursive: true });
  const child = spawn(process.execPath, [SCRIPT, dataDir], {
    ...identityOf(runner),
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  });
  const exited = once(child, 'exit');
  const answer = new Promise<HostAnswer>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve(JSON.parse(line) as HostAnswer),
    );
  });
  return {
    process: child,
    pid: child.pid as number,
    answer,
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}

/** The postmaster and its parent, the supervisor. */
export function databaseProcesses(location: string): {
  readonly postmaster: number;
  readonly supervisor: number;
} {
  const postmaster = readPostmasterFile(join(location, 'data'))?.pid ?? 0;
  return { postmaster, supervisor: parentOf(postmaster) };
}

/** By /proc where there is one: small container images have no `ps`. */
function parentOf(pid: number): number {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
    return Number(stdout);
  }
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Runs statements on one connection; returns the rows of the last. */
export async function query(url: string, ...statements: string[]): Promise<object[]> {
  const client = new Client(url);
  await client.connect();
  try {
    let rows: object[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
