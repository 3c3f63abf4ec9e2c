/**
 * Stops a PostgreSQL that runs on a data directory without a supervisor: one whose server and
 * supervisor were both killed, or processes that outlived their killed postmaster. Only for whoever
 * holds the lock of that directory. It never touches a process that merely has a recorded pid.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TEMPORARY_PREFIX } from './endpoint.ts';
import type { Place } from './place.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { sendSignal, waitUntilGone } from './process-identity.ts';
import { CLEAN_ENVIRONMENT } from './run-command.ts';

/** How long each way of stopping may take; the longest part is the checkpoint of the first. */
const STOP_MS = 5_000;

/**
 * Leaves the data directory without any process and without files that would keep PostgreSQL from
 * starting; true when something had to be stopped. Harmless when nothing is there. Throws a plain
 * Error when processes survive every signal.
 */
export async function stopOrphan({
  dataPath,
  runPath,
}: Pick<Place, 'dataPath' | 'runPath'>): Promise<boolean> {
  const recorded = readPostmasterFile(dataPath);
  if (!recorded) return false;
  const { pid, socketDirectory } = recorded;
  const found = postgresProcesses(dataPath, pid);
  if (!(await stopAll(found, pid))) {
    throw new Error(
      `PostgreSQL of an earlier run still runs on ${dataPath} (process ${found.join(', ')}) and ` +
        'cannot be stopped. Stop it (kill -9), then start Arbiter again.',
    );
  }
  // PostgreSQL would take any living process with this pid for another postmaster.
  rmSync(join(dataPath, 'postmaster.pid'), { force: true });
  removeSocketFiles(runPath);
  if (basename(socketDirectory).startsWith(TEMPORARY_PREFIX)) {
    removeTemporary(socketDirectory);
  }
  return found.length > 0;
}

/** Fast shutdown first, which spares the next start a recovery; then immediate; then the kernel's. */
async function stopAll(pids: readonly number[], postmaster: number): Promise<boolean> {
  if (pids.length === 0) return true;
  if (pids.includes(postmaster)) {
    sendSignal(postmaster, 'SIGINT');
    if (await waitUntilGone(pids, STOP_MS)) return true;
  }
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of pids) sendSignal(pid, signal);
    if (await waitUntilGone(pids, STOP_MS)) return true;
  }
  return false;
}

/** PostgreSQL's processes work in their data directory, which tells them from all others. */
function postgresProcesses(dataPath: string, recordedPid: number): number[] {
  if (process.platform !== 'linux') {
    return commandOf(recordedPid).includes(dataPath) ? [recordedPid] : [];
  }
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && worksIn(pid, dataPath));
}

function worksIn(pid: number, dataPath: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === dataPath &&
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    );
  } catch {
    return false; // Gone meanwhile, or another user's, hence not ours.
  }
}

function commandOf(pid: number): string {
  if (!(pid > 0)) return '';
  const args = ['-o', 'command=', '-p', String(pid)];
  const { stdout } = spawnSync('ps', args, { env: CLEAN_ENVIRONMENT, encoding: 'utf8' });
  return /postgres/.test(stdout ?? '') ? stdout : '';
}

/** The lock beside a socket names a pid too, and would be misread in the same way. */
function removeSocketFiles(directory: string): void {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const sockets = names.filter((name) => name.startsWith('.s.'));
  for (const name of sockets) rmSync(join(directory, name), { force: true });
}

function removeTemporary(directory: string): void {
  try {
    removeSocketFiles(directory);
    rmdirSync(directory);
  } catch {
    // Something else lies in there, or it belongs to another user: it stands in nobody's way.
  }
}
