/** Looks at the processes of this machine: who belongs to a group, who works in a directory. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readPostmasterFile } from '@arbiter/server/db/embedded/postmaster-file.ts';

/** The processes of a group. */
export function groupMembers(group: number): number[] {
  return listProcesses()
    .filter((each) => each.group === group)
    .map(({ pid }) => pid);
}

/** Sends a signal to a group, if there still is one. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * What works on the embedded database whose files are in `home`: PostgreSQL's processes, initdb, and
 * the supervisor. Where there is no /proc, only the postmaster and its parent.
 */
export function databaseProcesses(home: string): number[] {
  const all = listProcesses();
  const postmaster = readPostmasterFile(join(home, 'data'))?.pid;
  const working = all.filter(({ pid }) => pid === postmaster || directoryOf(pid).startsWith(home));
  const parent = working.find(({ pid }) => pid === postmaster)?.parent ?? 0;
  return [...working.map(({ pid }) => pid), ...(isSupervisor(parent) ? [parent] : [])];
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

function listProcesses(): ProcessEntry[] {
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(readStat);
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => {
    const [pid = 0, parent = 0, group = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, group };
  });
}

function readStat(name: string): ProcessEntry[] {
  if (!/^\d+$/.test(name)) return [];
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
    // The command before them is in parentheses and may hold anything.
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return [];
    return [{ pid: Number(name), parent: Number(parent), group: Number(group) }];
  } catch {
    return []; // It has ended meanwhile.
  }
}

function directoryOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** The parent of an orphan is init, or whoever stands in for it: nobody to wait for. */
function isSupervisor(pid: number): boolean {
  if (process.platform !== 'linux') return pid > 1;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('arbiter-database-supervisor');
  } catch {
    return false;
  }
}
