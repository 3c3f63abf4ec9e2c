/**
 * Wake-ups for the followers of event logs: one listening connection a process and subgraph. A
 * notification only says that a log of a tenant has grown; the follower then reads the log. When
 * the connection is lost, all followers look once as soon as it is back, so none waits forever;
 * until then they are left alone, as the database is away.
 */
import pg from 'pg';
import type { DatabaseAddress } from '../db/database-url.ts';
import type { Logger } from '../telemetry/logger.ts';
import { pause } from './delivery.ts';

/** The channel of a schema's logs; the payload is `<log> <tenant>`. */
export function notifyChannel(schema: string): string {
  return `arbiter_${schema}_log`;
}

export interface LogNotifications {
  /** Calls `listener` whenever the log of the tenant may have grown. Returns how to stop it. */
  follow(log: string, tenantId: string, listener: () => void): () => void;
  close(): Promise<void>;
}

const reconnectIntervalMs = 500;
const connectTimeoutMs = 10_000;

/** Errors: those of PostgreSQL, when the first connection cannot be made. */
export async function listenToLogs(
  schema: string,
  address: DatabaseAddress,
  logger: Logger,
): Promise<LogNotifications> {
  const followers = new Map<string, Set<() => void>>();
  const wake = (key: string) => followers.get(key)?.forEach((listener) => listener());
  const stopping = new AbortController();
  const connect = () => openListener(schema, address, wake);
  const listening = keepListening(await connect(), {
    connect,
    // What was said while nobody listened is found by looking once.
    wakeAll: () => [...followers.keys()].forEach(wake),
    logger,
    signal: stopping.signal,
  });
  return {
    follow(log, tenantId, listener) {
      const key = `${log} ${tenantId}`;
      followers.set(key, (followers.get(key) ?? new Set()).add(listener));
      return () => {
        const listeners = followers.get(key);
        if (listeners?.delete(listener) && listeners.size === 0) followers.delete(key);
      };
    },
    async close() {
      stopping.abort();
      await listening;
    },
  };
}

/** A connection that listens, and whose loss is told by `lost`. */
interface Listener {
  readonly client: pg.Client;
  readonly lost: Promise<void>;
}

async function openListener(
  schema: string,
  address: DatabaseAddress,
  wake: (key: string) => void,
): Promise<Listener> {
  const client = new pg.Client({
    ...address,
    application_name: `arbiter ${schema} notifications`,
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // A lost connection always ends; the error before it says no more.
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => wake(payload ?? ''));
  const lost = new Promise<void>((resolve) => client.once('end', () => resolve()));
  try {
    await client.connect();
    await client.query(`listen ${notifyChannel(schema)}`);
    return { client, lost };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

interface Listening {
  readonly connect: () => Promise<Listener>;
  readonly wakeAll: () => void;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

async function keepListening(first: Listener, listening: Listening): Promise<void> {
  const { signal, logger } = listening;
  for (let current: Listener | undefined = first; current;) {
    await Promise.race([current.lost, aborted(signal)]);
    if (signal.aborted) return void (await current.client.end().catch(() => undefined));
    logger.warn('lost the notification connection');
    current = await reconnect(listening);
  }
}

/** The next connection, however long it takes; nothing when it is no longer wanted. */
async function reconnect({ connect, wakeAll, signal }: Listening): Promise<Listener | undefined> {
  while (!signal.aborted) {
    const next = await connect().catch(() => undefined);
    if (next) {
      wakeAll();
      return next;
    }
    await pause(reconnectIntervalMs, signal);
  }
  return undefined;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
