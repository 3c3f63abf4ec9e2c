/**
 * A loop that runs in one process at a time: it connects, takes an advisory lock, and repeats one
 * step whenever it is woken or a poll interval has passed. Other processes stand by for the lock.
 * A failure ends the connection, and with it the lock; the loop then starts over.
 */
import pg from 'pg';
import type { DatabaseAddress } from '../db/database-url.ts';
import type { Logger } from '../telemetry/logger.ts';
import { type Bell, createBell } from './bell.ts';
import { pause } from './delivery.ts';

export interface LeaderLoopOptions {
  /** Names the lock and the connection. */
  readonly name: string;
  readonly address: DatabaseAddress;
  readonly logger: Logger;
  /** Does a part of the work and says whether there may be more; runs only where the lock is. */
  readonly step: (client: pg.ClientBase) => Promise<boolean>;
  /** Whether nothing is left to do; asked where another process holds the lock. */
  readonly isIdle: (client: pg.ClientBase) => Promise<boolean>;
}

export interface LeaderLoop {
  /** Says that there may be something to do; cheap, may be called at any rate. */
  wake(): void;
  /**
   * Resolves when what there was to do at the time of the call is done, here or by the process that
   * leads; or when the loop is stopped.
   */
  drain(): Promise<void>;
  /** Ends after the step under way, or without it when that takes too long. */
  stop(): Promise<void>;
}

/** Work made by other processes is found this soon; work of this process wakes the loop at once. */
const pollIntervalMs = 200;
/** A standby asks for the lock this often; also the wait after a failure. */
const retryIntervalMs = 1_000;
/** How often a standby looks whether the leader has done what drain() waits for. */
const drainIntervalMs = 50;
/** A step that hangs longer than this at the end is left to the next leader. */
const stopGraceMs = 5_000;
const connectTimeoutMs = 10_000;

/** What the loop and its callers share. */
interface Pace {
  /** How many steps were asked for. */
  requested: number;
  isLeading: boolean;
  readonly bell: Bell;
  readonly waiters: Set<{ readonly from: number; readonly resolve: () => void }>;
}

/** Starts the loop; it runs, or stands by for the lock, until stopped. */
export function startLeaderLoop(options: LeaderLoopOptions): LeaderLoop {
  const pace: Pace = { requested: 1, isLeading: false, bell: createBell(), waiters: new Set() };
  const stopping = new AbortController();
  const running = keepLeading(options, pace, stopping.signal);
  let stopped: Promise<void> | undefined;
  return {
    wake() {
      pace.requested += 1;
      if (pace.isLeading) pace.bell.ring();
    },
    drain: () =>
      new Promise((resolve) => {
        if (stopping.signal.aborted) return resolve();
        pace.requested += 1;
        pace.waiters.add({ from: pace.requested, resolve });
        pace.bell.ring();
      }),
    stop() {
      stopping.abort();
      pace.bell.ring();
      stopped ??= atMost(stopGraceMs, running).then(() => settle(pace, Number.POSITIVE_INFINITY));
      return stopped;
    },
  };
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work.finally(() => done.abort()), pause(ms, done.signal)]);
}

async function keepLeading(
  options: LeaderLoopOptions,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  const { name, logger } = options;
  while (!signal.aborted) {
    const client = createClient(options);
    try {
      await client.connect();
      await client.query(sessionSettings);
      await standBy(client, options, pace, signal);
      pace.isLeading = true;
      await lead(client, options, pace, signal);
    } catch (error) {
      if (!signal.aborted) logger.warn({ err: error, loop: name }, 'background loop starts over');
    } finally {
      pace.isLeading = false;
      await client.end().catch(() => undefined);
    }
    await pause(retryIntervalMs, signal);
  }
}

/** The server ends the session, and frees the lock, of a machine that vanished, in half a minute. */
const sessionSettings = `
  set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4`;

function createClient({ address, name }: LeaderLoopOptions): pg.Client {
  const client = new pg.Client({
    ...address,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // The failure surfaces in the query under way; between queries the next one reports it.
  client.on('error', () => undefined);
  return client;
}

/** Resolves when the lock is taken, or at the end. */
async function standBy(
  client: pg.Client,
  { name, isIdle }: LeaderLoopOptions,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && !(await takeLock(client, name))) {
    const upTo = pace.requested;
    if (pace.waiters.size > 0 && (await isIdle(client))) settle(pace, upTo);
    await pace.bell.wait(pace.waiters.size > 0 ? drainIntervalMs : retryIntervalMs);
  }
}

async function takeLock(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock(hashtext($1)) as taken',
    [name],
  );
  return rows[0]?.taken === true;
}

async function lead(
  client: pg.Client,
  { step }: LeaderLoopOptions,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const upTo = pace.requested;
    if (await step(client)) continue;
    settle(pace, upTo);
    if (pace.requested === upTo && !signal.aborted) await pace.bell.wait(pollIntervalMs);
  }
}

function settle(pace: Pace, upTo: number): void {
  for (const waiter of pace.waiters) {
    if (waiter.from > upTo) continue;
    pace.waiters.delete(waiter);
    waiter.resolve();
  }
}
