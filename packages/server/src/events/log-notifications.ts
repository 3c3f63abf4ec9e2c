/**
 * Wake-ups for the followers of event logs: one listening connection a process and subgraph. A
 * notification only says that a log of a tenant has grown; the follower then reads the log. When
 * the connection is lost, followers are woken now and then until it is back, so none waits forever.
 */
import pg from 'pg';
import type { DatabaseAddress } from '../db/database-url.ts';
import type { Logger } from '../telemetry/logger.ts';

/** The channel of a schema's logs; the payload is `<log> <tenant>`. */
export function notifyChannel(schema: string): string {
  return `arbiter_${schema}_log`;
}

export interface LogNotifications {
  /** Calls `listener` whenever the log of the tenant may have grown. Returns how to stop it. */
  follow(log: string, tenantId: string, listener: () => void): () => void;
  close(): Promise<void>;
}

/** While not listening, followers look this often; also the wait before connecting again. */
const fallbackIntervalMs = 1_000;

export async function listenToLogs(
  schema: string,
  address: DatabaseAddress,
  logger: Logger,
): Promise<LogNotifications> {
  const followers = new Map<string, Set<() => void>>();
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  const wakeAll = () => {
    for (const listeners of followers.values()) for (const listener of listeners) listener();
  };
  const connect = async () => {
    const next = new pg.Client({ ...address, application_name: `arbiter ${schema} notifications` });
    next.on('notification', ({ payload }) => {
      for (const listener of followers.get(payload ?? '') ?? []) listener();
    });
    next.on('error', (error) => lost(next, error));
    next.on('end', () => lost(next));
    await next.connect();
    await next.query(`listen ${notifyChannel(schema)}`);
    client = next;
    // Whatever was said while nobody listened is found by looking once.
    wakeAll();
  };
  const lost = (which: pg.Client, error?: Error) => {
    if (closed || (client !== which && client !== undefined)) return;
    client = undefined;
    if (error) logger.warn({ err: error }, 'lost the notification connection');
    clearTimeout(retry);
    retry = setTimeout(() => {
      wakeAll();
      connect().catch((failure: Error) => lost(which, failure));
    }, fallbackIntervalMs);
  };
  await connect();
  return {
    follow(log, tenantId, listener) {
      const key = `${log} ${tenantId}`;
      const listeners = followers.get(key) ?? new Set();
      followers.set(key, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) followers.delete(key);
      };
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
