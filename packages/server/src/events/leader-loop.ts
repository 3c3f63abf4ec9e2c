/**
 * A loop that runs in one process at a time: it connects, takes an advisory lock, and repeats one
 * step whenever it is woken or a poll interval has passed. Other processes stand by for the lock.
 * A failure ends the connection, and with it the lock; the loop then starts over.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseAddress } from '../db/database-url.ts';
import type { Logger } from '../telemetry/logger.ts';

export interface LeaderLoopOptions {
  /** Names the lock and the connection. */
  readonly name: string;
  readonly address: DatabaseAddress;
  readonly logger: Logger;
  /** Does all there is to do; runs only in the process that holds the lock. */
  readonly step: (client: pg.ClientBase) => Promise<void>;
}

export interface LeaderLoop {
  /** Says that there may be something to do; cheap, may be called at any rate. */
  wake(): void;
  /** Resolves when a step that began after the call has succeeded in this process. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Work made by other processes is found this soon; work of this process wakes the loop at once. */
const pollIntervalMs = 200;
/** A standby asks for the lock this often; also the wait after a failure. */
const retryIntervalMs = 1_000;

/** What the loop and its callers share: how many steps were asked for, and up to which one is done. */
interface Pace {
  requested: number;
  done: number;
  nudge: () => void;
  readonly waiters: Set<{ readonly from: number; readonly resolve: () => void }>;
}

export function startLeaderLoop(options: LeaderLoopOptions): LeaderLoop {
  const pace: Pace = { requested: 1, done: 0, nudge: () => {}, waiters: new Set() };
  const stopping = new AbortController();
  const running = keepLeading(options, pace, stopping.signal);
  const wake = () => {
    pace.requested += 1;
    pace.nudge();
  };
  return {
    wake,
    drain: () =>
      new Promise((resolve) => {
        wake();
        pace.waiters.add({ from: pace.requested, resolve });
      }),
    async stop() {
      stopping.abort();
      pace.nudge();
      await running;
      settle(pace, Number.POSITIVE_INFINITY);
    },
  };
}

async function keepLeading(
  options: LeaderLoopOptions,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  const { name, address, logger } = options;
  while (!signal.aborted) {
    const client = new pg.Client({ ...address, application_name: name, keepAlive: true });
    // The failure surfaces in the query under way; between queries the next one reports it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      if (await takeLock(client, name)) await lead(client, options, pace, signal);
    } catch (error) {
      if (!signal.aborted) logger.warn({ err: error, loop: name }, 'background loop starts over');
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(retryIntervalMs, undefined, { signal }).catch(() => undefined);
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
    await step(client);
    settle(pace, upTo);
    if (pace.requested === upTo && !signal.aborted) await idle(pace);
  }
}

function settle(pace: Pace, upTo: number): void {
  pace.done = upTo;
  for (const waiter of pace.waiters) {
    if (waiter.from > upTo) continue;
    pace.waiters.delete(waiter);
    waiter.resolve();
  }
}

/** Waits for a wake-up or for the poll interval. */
async function idle(pace: Pace): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pollIntervalMs);
    pace.nudge = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  pace.nudge = () => {};
}
