/**
 * A client of Redis for what may be lost, such as counts and copies: nothing waits for a Redis that is not
 * there, and little for one that hangs.
 */
import { type RedisClientType, createClient } from 'redis';

export interface ForgetfulRedis {
  readonly url: string;
  /** What Redis is told this connection is for. */
  readonly name: string;
  /** Commands that may wait for their answers; further ones are rejected. */
  readonly maxPending: number;
}

const connectTimeoutMs = 2_000;
const maxReconnectDelayMs = 1_000;
/** How often an idle connection is asked whether it is alive. */
const pingIntervalMs = 1_000;
/** A connection on which nothing moves for so long is given up: its server hangs, or another has taken over. */
const silenceMs = 3 * pingIntervalMs;

/** Not connected yet; its errors are for the caller to listen to. */
export function createForgetfulRedis({ url, name, maxPending }: ForgetfulRedis): RedisClientType {
  return createClient({
    url,
    name,
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxPending,
    pingInterval: pingIntervalMs,
    socket: {
      connectTimeout: connectTimeoutMs,
      socketTimeout: silenceMs,
      reconnectStrategy: (retries) => Math.min(25 * 2 ** retries, maxReconnectDelayMs),
    },
  }) as RedisClientType;
}
