/**
 * The way to Redis, always being restored. A command fails at once while there is no connection and
 * within seconds when the server does not answer; nothing is queued for later. Notifications come
 * on a connection of their own: on a shared one, a server of version 7.0 writes them into the
 * middle of the answer to a transaction that publishes.
 */
import { createClient } from 'redis';
import type { Logger } from '../telemetry/logger.ts';
import { type BusPresence, type PresenceKeeper, keepPresence } from './bus-presence.ts';
import { laneScripts } from './redis-scripts.ts';

export type RedisClient = ReturnType<typeof newClient>;

export interface RedisConnection {
  readonly presence: BusPresence;
  /** Runs commands. Errors: the server's; that it cannot be reached; that it does not answer. */
  run<T>(commands: (client: RedisClient) => Promise<T>): Promise<T>;
  /** Calls `listener` with each message on the channel, also after the connection was restored. */
  listen(channel: string, listener: (message: string) => void): Promise<void>;
  /** Calls `listener` whenever the connection is there again. */
  onReady(listener: () => void): void;
  close(): Promise<void>;
}

const connectTimeoutMs = 5_000;
/** An answer that takes longer counts as none. */
const answerTimeoutMs = 5_000;
/** For the first connection in all, with a server that is busy with its own start. */
const firstAnswerTimeoutMs = 10_000;
/** A connection on which nothing comes back for about two of these is given up. */
const pulseIntervalMs = 5_000;
const maxReconnectDelayMs = 1_000;
/** Tries to connect at the start, about three seconds; a server that starts beside us is waited for. */
const maxFirstAttempts = 8;

/** `isFirst`: gives up when it never connects; later ones go on for ever. */
function newClient(url: string, isFirst: boolean) {
  let connected = !isFirst;
  const client = createClient({
    url,
    name: 'arbiter-bus',
    scripts: laneScripts,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: connectTimeoutMs,
      reconnectStrategy: (retries) =>
        !connected && retries >= maxFirstAttempts - 1
          ? false
          : Math.min(25 * 2 ** retries, maxReconnectDelayMs),
    },
  });
  client.once('ready', () => {
    connected = true;
  });
  return client;
}

/** Connects. Errors: that Redis cannot be reached, naming host and port. */
export async function openRedisConnection(url: string, logger: Logger): Promise<RedisConnection> {
  const listeners: Listeners = { channels: new Map(), ready: new Set() };
  const state: State = { closed: false, presence: keepPresence(logger) };
  const replace = async () => {
    const isFirst = state.pair === undefined;
    const pair = { commands: newClient(url, isFirst), notifications: newClient(url, isFirst) };
    state.pair = pair;
    watch(pair.commands, { state, listeners, logger });
    pair.notifications.on('error', () => undefined);
    const connected = connectPair(pair, listeners);
    // Later ones are waited for as long as it takes; a start is not.
    await (isFirst ? answered(connected, firstAnswerTimeoutMs) : connected);
  };
  try {
    await replace();
  } catch (error) {
    state.closed = true;
    state.presence.close();
    destroyPair(state);
    throw new Error(`Redis cannot be reached at ${new URL(url).host}: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  const pulse = setInterval(() => void checkPulse(state, replace, logger), pulseIntervalMs);
  return {
    presence: state.presence,
    run: (commands) => run(state, commands),
    async listen(channel, listener) {
      listeners.channels.set(channel, listener);
      await answered(requirePair(state).notifications.subscribe(channel, listener));
    },
    onReady: (listener) => void listeners.ready.add(listener),
    async close() {
      state.closed = true;
      clearInterval(pulse);
      state.presence.close();
      destroyPair(state);
    },
  };
}

/** Of several addresses of one name each may fail; the error then has a code and no message. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return (message || (code ?? 'it did not answer')).replace(/\.$/, '');
}

interface Pair {
  readonly commands: RedisClient;
  readonly notifications: RedisClient;
}

interface Listeners {
  readonly channels: Map<string, (message: string) => void>;
  readonly ready: Set<() => void>;
}

interface State {
  pair?: Pair;
  closed: boolean;
  readonly presence: PresenceKeeper;
}

async function connectPair(
  { commands, notifications }: Pair,
  { channels }: Listeners,
): Promise<void> {
  await commands.connect();
  await notifications.connect();
  for (const [channel, listener] of channels) await notifications.subscribe(channel, listener);
}

function destroyPair({ pair }: State): void {
  pair?.commands.destroy();
  pair?.notifications.destroy();
}

function requirePair({ pair, closed }: State): Pair {
  if (closed || !pair) throw new Error('The connection to Redis is closed.');
  return pair;
}

async function run<T>(state: State, commands: (client: RedisClient) => Promise<T>): Promise<T> {
  return answered(commands(requirePair(state).commands));
}

/** What the work resolves to. Errors: its own; that it took too long. */
async function answered<T>(work: Promise<T>, timeoutMs = answerTimeoutMs): Promise<T> {
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => silence.reject(new Error(`Redis did not answer within ${timeoutMs} ms.`)),
    timeoutMs,
  );
  try {
    return await Promise.race([work, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Says once that the connection is lost and once that it is back. */
function watch(
  client: RedisClient,
  { state, listeners, logger }: { state: State; listeners: Listeners; logger: Logger },
): void {
  let lost = false;
  client.on('error', (error: Error) => {
    if (!lost && !state.closed) logger.warn({ err: error }, 'no connection to Redis');
    lost = true;
    state.presence.doubt();
  });
  client.on('ready', () => {
    if (lost) logger.info('connected to Redis again');
    lost = false;
    state.presence.confirm();
    for (const listener of listeners.ready) listener();
  });
}

/** A client notices a closed connection by itself, but not a server that has fallen silent. */
async function checkPulse(
  state: State,
  replace: () => Promise<void>,
  logger: Logger,
): Promise<void> {
  const { pair } = state;
  if (!pair?.commands.isReady) return;
  state.presence.doubt();
  try {
    await run(state, (client) => client.ping());
    state.presence.confirm();
  } catch (error) {
    if (state.closed || state.pair !== pair || !pair.commands.isReady) return;
    logger.warn({ err: error }, 'Redis does not answer; connecting anew');
    destroyPair(state);
    await replace().catch(() => undefined);
  }
}
