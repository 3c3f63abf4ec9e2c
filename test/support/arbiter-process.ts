/**
 * `npm start` as a process of its own, as somebody types it: through npm, in a clean environment and
 * a process group of its own, on a free port and a data directory of its own. For tests and
 * benchmarks that stop, kill and measure the real thing. Disposing it leaves nothing behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataDirHolder } from '@arbiter/server/db/embedded/data-dir-lock.ts';
import { superuserUrl } from '@arbiter/server/db/embedded/endpoint.ts';
import { readPostmasterFile } from '@arbiter/server/db/embedded/postmaster-file.ts';
import { isRunning, waitUntilGone } from '@arbiter/server/db/embedded/process-identity.ts';
import { keepOutput, keepSecretSettings } from '@arbiter/testkit/test-logs.ts';
import { databaseProcesses, groupMembers, signalGroup } from './processes.ts';

export interface ArbiterOptions {
  /** Settings over `PORT=0` and `LOG_LEVEL=warn`. Nothing of this process's own reaches the server. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kept at the end. Without one, a temporary directory that other users can enter. */
  readonly dataDir?: string;
  /** The tree to start in. */
  readonly root?: string;
  /** `npm start`, unless something else of the tree is to run, e.g. `npm run start:registry`. */
  readonly command?: readonly [string, ...string[]];
  /** Whom to be, when this process is root. */
  readonly user?: { readonly uid: number; readonly gid: number; readonly home: string };
}

/** How a process ended, and everything it said. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ArbiterProcess extends AsyncDisposable {
  /** npm's, which leads the group of all but the database. */
  readonly pid: number;
  readonly dataDir: string;
  /**
   * Where it serves, once it says so, and how long after the command that was. Rejects, with all that
   * it said, when it ends before.
   */
  readonly ready: Promise<{ readonly url: string; readonly afterMs: number }>;
  readonly ended: Promise<Ending>;
  /** What it has said so far, on both streams. */
  output(): string;
  /** Who holds the data directory by `server.pid`; null when nobody does. */
  holder(): DataDirHolder | null;
  /** URL of the embedded database's superuser. */
  databaseUrl(): string;
  /** To npm alone, or as a terminal does to everybody in the group. */
  signal(name: NodeJS.Signals, to?: 'npm' | 'group'): void;
  /**
   * Whether after at most `timeoutMs` nothing of it runs any more, the database included; looks for
   * what ran at the time of the call.
   */
  isGone(timeoutMs: number): Promise<boolean>;
}

/** What a server that has already said that it serves adds. */
export interface ServingArbiter extends ArbiterProcess {
  readonly url: string;
  readonly readyAfterMs: number;
}

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** npm on a busy machine, initdb and every migration; a bound for hangs, no expectation. */
const readyTimeoutMs = 90_000;
const goneTimeoutMs = 10_000;

/** Runs the command and returns at once. */
export function spawnArbiter(options: ArbiterOptions = {}): ArbiterProcess {
  const { command = ['npm', 'start'], root = projectRoot, user } = options;
  const dataDir = options.dataDir ?? temporaryDataDir();
  const [program, ...args] = command;
  keepSecretSettings({ ...options.env });
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    env: { ...userEnvironment(user?.home), ARBITER_DATA_DIR: dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  const pid = child.pid ?? 0;
  const guard = endWithUs(pid);
  const said = listen(child);
  const ended = ending(child, said);
  const ready = whenReady(child, { said, ended });
  // Only whoever asks is told that it did not get ready.
  ready.catch(() => undefined);
  const running = () => runningProcesses(pid, dataDir);
  return {
    pid,
    dataDir,
    ready,
    ended,
    output: () => `${said.stdout}${said.stderr}`,
    holder: () => readHolder(dataDir),
    databaseUrl: () => databaseUrlOf(dataDir),
    signal: (name, to = 'group') => void (to === 'npm' ? child.kill(name) : signalGroup(pid, name)),
    isGone: (timeoutMs) => waitUntilGone(running(), timeoutMs),
    async [Symbol.asyncDispose]() {
      const left = running();
      signalGroup(pid, 'SIGKILL');
      const isGone = await waitUntilGone(left, goneTimeoutMs);
      guard.stdin.end();
      if (options.dataDir === undefined) removeDataDir(dataDir);
      if (!isGone) throw new Error(`Still running after ${goneTimeoutMs} ms: ${left.join(', ')}`);
    },
  };
}

/** Runs the command and waits until it serves; nothing is left behind when it does not. */
export async function startArbiter(options: ArbiterOptions = {}): Promise<ServingArbiter> {
  const arbiter = spawnArbiter(options);
  try {
    const { url, afterMs } = await arbiter.ready;
    return Object.assign(arbiter, { url, readyAfterMs: afterMs });
  } catch (error) {
    await arbiter[Symbol.asyncDispose]();
    throw error;
  }
}

/** Ends the group with this process, however that ends: only a test that finishes can dispose. */
function endWithUs(group: number) {
  const script = 'cat > /dev/null; kill -s KILL -- -"$0"';
  const guard = spawn('sh', ['-c', script, String(group)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return guard;
}

/** A directory for data that the system user of PostgreSQL, and any other, can enter. */
export function temporaryDataDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'arbiter-test-'));
  chmodSync(path, 0o777);
  return path;
}

/** Removes a data directory with what root's database keeps for it elsewhere. */
export function removeDataDir(dataDir: string): void {
  for (const path of new Set([databaseHome(dataDir), dataDir])) {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * A login shell's environment: npm and jest have put much into ours, above all the Node of this tree
 * in front of the PATH. The registry cannot be reached, as a start must not need it.
 */
function userEnvironment(home = process.env['HOME']): NodeJS.ProcessEnv {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return {
    PATH: folders.filter((folder) => !folder.includes('node_modules')).join(delimiter),
    HOME: home,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_update_notifier: 'false',
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
}

interface Said {
  stdout: string;
  stderr: string;
}

function listen(child: ChildProcess): Said {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => void (said[stream] += text));
    child[stream]?.on('end', () => keepOutput(said[stream]));
  }
  return said;
}

async function ending(child: ChildProcess, said: Said): Promise<Ending> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...said };
}

async function whenReady(
  child: ChildProcess,
  { said, ended }: { said: Said; ended: Promise<Ending> },
): ReturnType<() => ArbiterProcess['ready']> {
  const begin = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fail = (what: string) => reject(new Error(`${what}\n${said.stdout}\n${said.stderr}`));
  const timer = setTimeout(() => fail(`Not ready after ${readyTimeoutMs} ms.`), readyTimeoutMs);
  child.stdout?.on('data', () => {
    const url = /\s(https?:\/\/\S+)\/graphql\s/.exec(said.stdout)?.[1];
    if (url) resolve(url);
  });
  void ended.then(({ code, signal }) => fail(`Ended with ${code ?? signal} before it was ready.`));
  try {
    const url = await promise;
    return { url, afterMs: Math.round(performance.now() - begin) };
  } finally {
    clearTimeout(timer);
  }
}

/** The group, and the database unless another server has the data directory. */
function runningProcesses(group: number, dataDir: string): number[] {
  const members = groupMembers(group);
  const holder = readHolder(dataDir);
  const isOthers = holder !== null && isRunning(holder) && !members.includes(holder.pid);
  return isOthers ? members : [...members, ...databaseProcesses(databaseHome(dataDir))];
}

function readHolder(dataDir: string): DataDirHolder | null {
  const file = join(dataDir, 'server.pid');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DataDirHolder) : null;
}

/** `<dataDir>/postgres`, or the directory of the system that is named there (see place.ts). */
function databaseHome(dataDir: string): string {
  const base = join(dataDir, 'postgres');
  const location = join(base, 'location');
  if (!existsSync(location)) return base;
  return join('/var/lib/arbiter', readFileSync(location, 'utf8').trim());
}

function databaseUrlOf(dataDir: string): string {
  const host = readPostmasterFile(join(databaseHome(dataDir), 'data'))?.socketDirectory;
  if (!host) throw new Error(`No embedded database runs in ${dataDir}.`);
  const password = readFileSync(join(dataDir, 'postgres', 'password'), 'utf8').trim();
  return superuserUrl({ host, port: 5432, isTemporary: false }, password);
}
