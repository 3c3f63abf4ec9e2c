/**
 * Makes sure that a given database can be used before anything is built upon it. Services that are
 * started together come up in any order, so one that cannot be reached yet is waited for a while;
 * one that answers and refuses is not.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type DatabaseAddress, parseDatabaseUrl } from '../db/database-url.ts';
import { StartError } from './lifecycle.ts';

export interface ReachOptions {
  /** Told once, when the database cannot be reached at first: one line for the operator. */
  readonly onWait: (line: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** A first start of PostgreSQL in a container takes some ten seconds. */
const defaultTimeoutMs = 30_000;
const firstPauseMs = 100;
const maxPauseMs = 1_000;
const connectTimeoutMs = 5_000;
/** PostgreSQL 15, as `server_version_num`. */
const oldestVersion = 150_000;

/**
 * Resolves when the database takes connections. Errors: StartError with one line, when it refuses us
 * (password, name, version) or cannot be reached in time; AbortError after the signal.
 */
export async function reachDatabase(url: string, options: ReachOptions): Promise<void> {
  const { onWait, signal, timeoutMs = defaultTimeoutMs } = options;
  const address = parseDatabaseUrl(url);
  const place = `${address.host}:${address.port}`;
  const deadline = performance.now() + timeoutMs;
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    const fault = await tryDatabase(address);
    if (!fault) return;
    if (!isTransient(fault)) {
      throw new StartError(`The database at ${place} refuses: ${textOf(fault)}. ${advice}`);
    }
    const pauseMs = Math.min(firstPauseMs * 2 ** attempt, maxPauseMs);
    if (performance.now() + pauseMs > deadline) {
      throw new StartError(
        `The database at ${place} cannot be reached, also after ${timeoutMs / 1_000} s: ` +
          `${textOf(fault)}. ${advice}`,
      );
    }
    if (attempt === 0) {
      onWait(
        `Waiting for the database at ${place}, at most ${timeoutMs / 1_000} s (${textOf(fault)}) …`,
      );
    }
    await sleep(pauseMs, undefined, { signal });
  }
}

const advice = 'Check DATABASE_URL, or unset it to use a private database.';

/** What keeps us from using it; null when nothing does. */
async function tryDatabase(address: DatabaseAddress): Promise<Error | null> {
  const client = new pg.Client({
    ...address,
    application_name: 'arbiter start',
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // A connection that breaks is told by the call under way.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string; number: number }>(
      `select current_setting('server_version') as server_version,
         current_setting('server_version_num')::int as number`,
    );
    const [found] = rows;
    if (found && found.number < oldestVersion) {
      return new StartError(`it is PostgreSQL ${found.server_version}, and 15 or later is needed`);
    }
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const transientCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  // A name that is not known yet; a socket that is not there yet.
  ...['ENOTFOUND', 'EAI_AGAIN', 'ENOENT'],
]);

/** Not there yet, starting, stopping or full: SQLSTATE classes 08 and 57P, code 53300. */
function isTransient(fault: Error): boolean {
  const { code = '' } = fault as NodeJS.ErrnoException;
  return (
    transientCodes.has(code) ||
    /^(08|57P|53300)/.test(code) ||
    /timeout expired|Connection terminated/.test(fault.message)
  );
}

/** Errors of several addresses (IPv4 and IPv6) have no message of their own. */
function textOf(fault: Error): string {
  return fault.message || ((fault as AggregateError).errors ?? []).map(textOf).join(', ');
}
