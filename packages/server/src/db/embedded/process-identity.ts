/**
 * Tells whether a process that was written down earlier is still that process. A pid alone does not
 * say so: pids are given out again after a crash, and above all after a reboot or in a container,
 * where the new process often gets the very pid of the dead one.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process; `start` differs between any two processes of one machine that had the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** null where the system does not tell when processes were started. */
  readonly start: string | null;
}

/** How often a process that is not our child is asked whether it still runs. */
const POLL_MS = 5;

/** This process, to be written down and later given to isRunning. */
export function currentProcess(): ProcessIdentity {
  const found = inspect(process.pid);
  return { pid: process.pid, start: typeof found === 'string' ? null : found.start };
}

/**
 * Whether exactly this process still runs. A zombie does not. A process of another user about which
 * the system tells nothing counts as running, since stopping short is the safe mistake.
 */
export function isRunning({ pid, start }: ProcessIdentity): boolean {
  const found = inspect(pid);
  if (found === 'gone') return false;
  return found === 'hidden' || start === null || found.start === start;
}

/** Sends a signal; false when there is no such process (any more). */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until none of the processes runs; false when one still does after `timeoutMs`. */
export async function waitUntilGone(pids: readonly number[], timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (pids.some((pid) => inspect(pid) !== 'gone')) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

type Inspection = { readonly start: string } | 'gone' | 'hidden';

function inspect(pid: number): Inspection {
  if (!Number.isInteger(pid) || pid <= 0) return 'gone';
  const found = process.platform === 'linux' ? readProcStat(pid) : readPs(pid);
  return found ?? (answersSignals(pid) ? 'hidden' : 'gone');
}

/** /proc/<pid>/stat: the state is the first, the start in clock ticks since boot the 20th field
 * after the command, which stands in parentheses and may itself contain any character. */
function readProcStat(pid: number): Inspection | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'gone';
    return { start: `${bootId()}:${fields[19]}` };
  } catch {
    return undefined;
  }
}

/** Ticks since boot repeat after a reboot, so the boot belongs to the identity. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}

function readPs(pid: number): Inspection | undefined {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    env,
    encoding: 'utf8',
  });
  const [state, ...start] = (stdout ?? '').trim().split(/\s+/);
  if (!state) return undefined;
  return state.startsWith('Z') ? 'gone' : { start: start.join(' ') };
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
