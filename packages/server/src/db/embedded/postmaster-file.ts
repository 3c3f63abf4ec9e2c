/** Reads postmaster.pid, in which a PostgreSQL server says who it is and how far its start is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PostmasterFile {
  readonly pid: number;
  /** Empty when the server has no Unix socket. */
  readonly socketDirectory: string;
  /** starting, ready, stopping or standby; empty before the first of them. */
  readonly status: string;
}

/** Undefined when no server runs on the directory and the last one ended properly. */
export function readPostmasterFile(dataPath: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(dataPath, 'postmaster.pid'), 'utf8').split('\n');
    return {
      // Negative while PostgreSQL runs in single-user mode.
      pid: Math.abs(Number(lines[0])),
      socketDirectory: lines[4] ?? '',
      status: lines[7]?.trim() ?? '',
    };
  } catch {
    return undefined;
  }
}
