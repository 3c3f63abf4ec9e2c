/**
 * Servers that tests start as child processes: found on this machine, on a free port, in a
 * temporary directory, killed and restarted at will, and never left behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface ServerCommand {
  readonly binary: string;
  /** Arguments for a server that keeps its data in `dataDir` and listens on the port of 127.0.0.1. */
  readonly args: (place: { dataDir: string; port: number }) => readonly string[];
  /** What the server says, on either stream, when it takes connections. */
  readonly readyText: string;
}

export interface ServerProcess extends AsyncDisposable {
  readonly port: number;
  readonly dataDir: string;
  /** SIGKILL, as a crash: the process ends, its data stays. */
  kill(): Promise<void>;
  /** Removes the data of a server that was killed, as a disk that was replaced. */
  wipe(): Promise<void>;
  /** Stops the process without ending it, as a machine that hangs; `thaw` lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Starts the server again on the same port and data; resolves when it takes connections. */
  start(): Promise<void>;
}

/** Where servers live that an ordinary user's PATH may lack. */
const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin'];

/** The path of an installed program, or null. */
export function findBinary(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...systemFolders];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Longer than any machine needs to stop what runs; a bound for hangs. */
const stopTimeoutMs = 5_000;

/** Sends SIGSTOP and returns when every thread has stopped, which a busy machine may take a while for. */
function stop(child: ChildProcess): void {
  child.kill('SIGSTOP');
  const giveUpAt = Date.now() + stopTimeoutMs;
  while (!hasStopped(child.pid) && Date.now() < giveUpAt);
}

/** Whether all threads have; elsewhere than on Linux nobody says so. Source: proc(5), `stat`. */
function hasStopped(pid: number | undefined): boolean {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return true;
  return readdirSync(threads).every((thread) => {
    const stat = readFileSync(`${threads}/${thread}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
  });
}

/** Starts the server. Dispose it to kill it and to remove its data. */
export async function startServerProcess(command: ServerCommand): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arbiter-server-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const kill = async () => {
    await end(child);
    child = undefined;
  };
  const start = async () => {
    child = await spawnReady(command, { dataDir, port });
  };
  await start();
  return {
    port,
    dataDir,
    kill,
    start,
    async wipe() {
      await rm(dataDir, { recursive: true, force: true });
      await mkdir(dataDir);
    },
    freeze: () => child && stop(child),
    thaw: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function spawnReady(
  { binary, args, readyText }: ServerCommand,
  place: { dataDir: string; port: number },
): Promise<ChildProcess> {
  const child = spawn(binary, args(place), { stdio: ['ignore', 'pipe', 'pipe'] });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
      if (output.includes(readyText)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${binary} ended with ${code}:\n${output}`)));
  });
  return child;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
