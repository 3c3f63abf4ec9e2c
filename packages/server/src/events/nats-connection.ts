/**
 * The way to NATS, always being restored. What is sent while there is no connection would wait in
 * the client's memory, so callers ask `requireConnected` first.
 */
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { type NatsConnection, type NodeConnectionOptions, connect } from '@nats-io/transport-node';
import type { Logger } from '../telemetry/logger.ts';
import { type BusPresence, type PresenceKeeper, keepPresence } from './bus-presence.ts';
import { pause } from './delivery.ts';

export interface NatsLink {
  readonly connection: NatsConnection;
  readonly streams: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly presence: BusPresence;
  /** Errors: that there is no connection now. */
  requireConnected(): void;
  close(): Promise<void>;
}

/** An answer that takes longer counts as none. */
export const answerTimeoutMs = 5_000;
/** A server that has not answered two pings is given up, and the connection made anew. */
const pingIntervalMs = 3_000;
const maxUnansweredPings = 2;
const reconnectDelayMs = 250;
/** Tries to connect at the start, about three seconds; a server that starts beside us is waited for. */
const maxFirstAttempts = 8;
const defaultPort = 4222;
/** Enough for an event whose change holds two of the largest values that one argument may be. */
const recommendedPayloadBytes = 4_000_000;

/** Connects. Errors: that NATS cannot be reached, or has no JetStream, naming host and port. */
export async function openNatsLink(url: string, logger: Logger): Promise<NatsLink> {
  const { host } = new URL(url);
  const connection = await connectPatiently(connectionOptions(url)).catch((error: unknown) => {
    throw new Error(`NATS cannot be reached at ${host}.`, { cause: error });
  });
  const options = { timeout: answerTimeoutMs };
  try {
    const manager = await jetstreamManager(connection, options);
    const presence = keepPresence(logger);
    const state = watch(connection, { presence, logger });
    return {
      connection,
      presence,
      manager,
      streams: jetstream(connection, options),
      requireConnected() {
        if (!state.connected) throw new Error('There is no connection to NATS now.');
      },
      close() {
        presence.close();
        return connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw new Error(`NATS at ${host} does not offer JetStream.`, { cause: error });
  }
}

function connectionOptions(url: string): NodeConnectionOptions {
  const { protocol, hostname, port, username, password } = new URL(url);
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  return {
    servers: `${hostname}:${port || defaultPort}`,
    name: 'arbiter-bus',
    timeout: answerTimeoutMs,
    maxReconnectAttempts: -1,
    reconnectTimeWait: reconnectDelayMs,
    pingInterval: pingIntervalMs,
    maxPingOut: maxUnansweredPings,
    // As NATS URLs are read everywhere: a user without a password is a token.
    ...(user && pass ? { user, pass } : {}),
    ...(user && !pass ? { token: user } : {}),
    ...(protocol === 'tls:' ? { tls: {} } : {}),
  };
}

async function connectPatiently(options: NodeConnectionOptions): Promise<NatsConnection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect(options);
    } catch (error) {
      if (attempt === maxFirstAttempts) throw error;
      await pause(Math.min(25 * 2 ** attempt, 1_000), new AbortController().signal);
    }
  }
}

/** Follows the state of the connection; says once that it is lost and once that it is back. */
function watch(
  connection: NatsConnection,
  { presence, logger }: { presence: PresenceKeeper; logger: Logger },
): { connected: boolean } {
  const state = { connected: true };
  const follow = async () => {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect' && state.connected) logger.warn('no connection to NATS');
      if (status.type === 'reconnect') logger.info('connected to NATS again');
      if (status.type === 'disconnect') presence.doubt();
      if (status.type === 'reconnect') presence.confirm();
      if (status.type === 'disconnect' || status.type === 'close') state.connected = false;
      if (status.type === 'reconnect') state.connected = true;
    }
    state.connected = false;
  };
  follow().catch((error: unknown) => logger.error({ err: error }, 'lost sight of NATS'));
  const limit = connection.info?.max_payload ?? recommendedPayloadBytes;
  if (limit < recommendedPayloadBytes) {
    logger.warn(
      { limit },
      `NATS may refuse large events (max_payload: ${recommendedPayloadBytes})`,
    );
  }
  return state;
}
