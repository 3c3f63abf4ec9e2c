/**
 * Locks that processes share, for work that takes longer than a transaction: advisory locks of PostgreSQL
 * (section 13.3.5 of its documentation), each on a connection of its own. They end with their holder: the
 * server frees the lock of a process that died at once, and of one that is frozen when it has said nothing
 * for the lease's time (`idle_session_timeout`). Who was frozen may still believe that it holds the lease,
 * so what is done under it has to bear being done twice.
 */
import pg from 'pg';
import type { DatabaseAddress } from './database-url.ts';

export interface LeaseRequest {
  readonly name: string;
  /** After this long without `renew` it is over by itself; a whole number from 1. */
  readonly holdMs: number;
  /** How long to wait for one that another holds; 0: not at all. */
  readonly waitMs?: number;
}

export interface Lease extends AsyncDisposable {
  /** Holds it for as long again. False: it was over, and may be another's by now. */
  renew(): Promise<boolean>;
  /** Gives it up. False: it was over already, and whoever has it now keeps it. */
  release(): Promise<boolean>;
}

export interface Leases {
  /** Null when another holds it for longer than one waits. Errors: RangeError for times that are none. */
  acquire(request: LeaseRequest): Promise<Lease | null>;
  /** Whether somebody holds it now. */
  isHeld(name: string): Promise<boolean>;
}

const connectTimeoutMs = 5_000;
/** As large as PostgreSQL's settings of milliseconds are. */
const maxMs = 2_147_483_647;
/** Of PostgreSQL: a lock was waited for as long as `lock_timeout` says. */
const lockNotAvailable = '55P03';

/** The leases of everything that works in that database. */
export function createLeases(address: DatabaseAddress): Leases {
  return {
    async acquire({ name, holdMs, waitMs = 0 }) {
      requireMs('A lease is held', holdMs, 1);
      requireMs('A lease is waited for', waitMs, 0);
      const client = await connect(address);
      try {
        await client.query(`set idle_session_timeout = ${holdMs}; set lock_timeout = ${waitMs}`);
        if (await takeLock(client, name, waitMs > 0)) return leaseOf(client, name);
      } catch (error) {
        await end(client);
        throw error;
      }
      await end(client);
      return null;
    },
    async isHeld(name) {
      const client = await connect(address);
      try {
        const { rows } = await client.query(
          `select from pg_locks
           where locktype = 'advisory' and objsubid = 1 and granted
             and database = (select oid from pg_database where datname = current_database())
             and (classid::bigint << 32 | objid::bigint) = ${keyOf}`,
          [name],
        );
        return rows.length > 0;
      } finally {
        await end(client);
      }
    },
  };
}

const keyOf = "hashtextextended('lease ' || $1, 0)";

function requireMs(what: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= maxMs) return;
  throw new RangeError(`${what} for ${least} to ${maxMs} ms, not ${value}.`);
}

async function connect(address: DatabaseAddress): Promise<pg.Client> {
  const client = new pg.Client({
    ...address,
    application_name: 'arbiter lease',
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // The server ends the session of a lease that is over; the next query says so.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function takeLock(client: pg.Client, name: string, isWaiting: boolean): Promise<boolean> {
  if (!isWaiting) {
    const sql = `select pg_try_advisory_lock(${keyOf}) as taken`;
    const { rows } = await client.query<{ taken: boolean }>(sql, [name]);
    return rows[0]?.taken === true;
  }
  try {
    await client.query(`select pg_advisory_lock(${keyOf})`, [name]);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === lockNotAvailable) return false;
    throw error;
  }
}

function leaseOf(client: pg.Client, name: string): Lease {
  const succeeds = (sql: string, values: unknown[] = []) =>
    client.query<{ is: boolean }>(sql, values).then(
      ({ rows }) => rows[0]?.is === true,
      () => false,
    );
  const release = async () => {
    const isReleased = await succeeds(`select pg_advisory_unlock(${keyOf}) as is`, [name]);
    await end(client);
    return isReleased;
  };
  return {
    renew: () => succeeds('select true as is'),
    release,
    async [Symbol.asyncDispose]() {
      await release();
    },
  };
}

async function end(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined);
}

/** Renewed this often in its time, so that one renewal may come late. */
const renewals = 3;

/**
 * Does the work while nobody else does work of that name, and keeps the lease until it is done. Resolves
 * to false, with nothing done, when somebody does.
 */
export async function runAlone(
  leases: Leases,
  request: LeaseRequest,
  work: () => Promise<void>,
): Promise<boolean> {
  const lease = await leases.acquire(request);
  if (!lease) return false;
  const timer = setInterval(() => void lease.renew(), request.holdMs / renewals);
  try {
    await work();
    return true;
  } finally {
    clearInterval(timer);
    await lease.release();
  }
}
