/**
 * One server per data directory: `<directory>/server.pid` says as JSON who holds it. For the
 * launcher, which guards ARBITER_DATA_DIR with it, and for the embedded database, which guards its
 * own files. Races between simultaneous starts end with exactly one holder: the file appears with
 * its content in one step (link), and a dead holder's is replaced only under a second such file.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { currentProcess, isRunning, type ProcessIdentity } from './process-identity.ts';

/** Who holds a data directory. */
export interface DataDirHolder extends ProcessIdentity {
  /** The program and its script, without arguments, which may hold secrets. */
  readonly command: string;
  /** When the directory was taken (ISO 8601, UTC). */
  readonly startedAt: string;
  /** Where the holder serves, once it has announced it. */
  readonly url?: string;
}

export interface DataDirLock {
  /** Writes into the file where this process serves, for the message others then get. */
  announce(url: string): void;
  /** Gives the directory free. Calling it again does nothing. */
  release(): void;
  [Symbol.dispose](): void;
}

/** The directory belongs to a running process; the message says which, since when and where. */
export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
  readonly holder: DataDirHolder;

  constructor(directory: string, holder: DataDirHolder) {
    const serving = holder.url ? ` and serving at ${holder.url}` : '';
    super(
      `The data directory ${directory} is in use by process ${holder.pid} (${holder.command}), ` +
        `running since ${holder.startedAt}${serving}. Stop that process first, or give this one ` +
        'a directory of its own with ARBITER_DATA_DIR.',
    );
    this.holder = holder;
  }
}

/**
 * Takes the directory for this process, creating it when missing; a dead holder's file is taken
 * over. Throws DataDirInUseError when a running process (this one too) holds it or is just taking
 * it, and a plain Error when the directory cannot be written.
 */
export function acquireDataDirLock(directory: string): DataDirLock {
  const target = resolve(directory);
  const path = join(target, 'server.pid');
  const record: DataDirHolder = {
    ...currentProcess(),
    command: process.argv.slice(0, 2).join(' '),
    startedAt: new Date().toISOString(),
  };
  try {
    mkdirSync(target, { recursive: true });
    take({ target, path, text: format(record) });
  } catch (error) {
    if (error instanceof DataDirInUseError) throw error;
    throw new Error(
      `The data directory ${target} cannot be written (${(error as Error).message}). ` +
        'Make it writable for this user, or name another with ARBITER_DATA_DIR.',
      { cause: error },
    );
  }
  return heldLock(path, record);
}

function heldLock(path: string, record: DataDirHolder): DataDirLock {
  let text: string | null = format(record);
  const release = (): void => {
    // Whoever removed or replaced the file by hand keeps what is there now.
    if (text !== null && readText(path) === text) unlinkSync(path);
    text = null;
  };
  return {
    announce(url) {
      if (text === null) return;
      text = format({ ...record, url });
      withTemporary(path, text, (temporary) => renameSync(temporary, path));
    },
    release,
    [Symbol.dispose]: release,
  };
}

interface Claim {
  readonly target: string;
  readonly path: string;
  readonly text: string;
}

function take(claim: Claim): void {
  while (!createExclusively(claim)) {
    const found = readText(claim.path);
    if (found === undefined) continue; // Released between the two calls.
    const holder = parse(found);
    if (holder && isRunning(holder)) throw new DataDirInUseError(claim.target, holder);
    if (replaceDead(claim, found)) return;
  }
}

/**
 * Replaces the file of a dead holder. Two starts may both have read it; whoever holds the takeover
 * file may replace it, after making sure that it is still the one it read. A start that died in
 * here leaves a takeover file behind, which is taken over in the same way.
 */
function replaceDead(claim: Claim, dead: string): boolean {
  const takeover = { ...claim, path: `${claim.path}.takeover` };
  take(takeover);
  try {
    if (readText(claim.path) !== dead) return false;
    withTemporary(claim.path, claim.text, (temporary) => renameSync(temporary, claim.path));
    return true;
  } finally {
    unlinkSync(takeover.path);
  }
}

function createExclusively({ path, text }: Claim): boolean {
  return withTemporary(path, text, (temporary) => {
    try {
      linkSync(temporary, path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      unlinkSync(temporary);
    }
  });
}

function withTemporary<T>(path: string, text: string, use: (temporary: string) => T): T {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(temporary, text, { mode: 0o644 });
  return use(temporary);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function format(record: DataDirHolder): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Undefined for a file that no running process can have written, such as one cut short. */
function parse(text: string): DataDirHolder | undefined {
  try {
    const value = JSON.parse(text) as Partial<DataDirHolder> | null;
    return typeof value?.pid === 'number' ? (value as DataDirHolder) : undefined;
  } catch {
    return undefined;
  }
}
