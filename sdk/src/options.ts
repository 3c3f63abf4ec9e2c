/** What a client can be told, once and with each call, and what it does when it is told nothing. */
import type { ArbiterError } from './error.ts';
import type { WebSocketConstructor } from './web-socket.ts';

export interface ArbiterClientOptions {
  /** Where Arbiter is, e.g. `http://127.0.0.1:4000`. */
  readonly url: string | URL;
  /** Bearer token, or a function that gives the present one; it is asked before every request. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /**
   * Class by which subscriptions connect, the global `WebSocket` when absent. Where there is none, or
   * with `false`, they are event streams over `fetch`.
   */
  readonly webSocket?: WebSocketConstructor | false | undefined;
  /** Time limit of one attempt of a request in milliseconds, 30,000 when absent. */
  readonly timeoutMs?: number | undefined;
  /** How requests, and the first connection of a subscription, are repeated; `false`: never. */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /** How subscriptions that were connected connect again; `false`: never. */
  readonly reconnect?: Partial<RetryPolicy> | false | undefined;
}

/** Before the nth repeat it waits up to `minDelayMs · 2ⁿ`, at most `maxDelayMs`, at random. */
export interface RetryPolicy {
  /** Repeats at most, in a row. */
  readonly attempts: number;
  readonly minDelayMs: number;
  /** A server that asks for a longer wait is not waited for. */
  readonly maxDelayMs: number;
}

export interface RequestOptions {
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** In place of the client's. */
  readonly timeoutMs?: number | undefined;
  /** Changes to the client's policy; `false`: no repeat. */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /** Beyond the client's, e.g. `traceparent`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** 1 to 128 letters, digits and `_.:-`; a random one when absent. Repeats carry the same. */
  readonly requestId?: string | undefined;
}

export interface SubscribeOptions {
  /** Ends the subscription; whoever waits for an event then gets the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every connection that broke, before the wait for the next one. */
  readonly onReconnect?: ((reconnect: Reconnect) => void) | undefined;
  /** Told of an event of which parts could not be had; the event itself arrives without them. */
  readonly onPartial?: ((error: ArbiterError) => void) | undefined;
}

/** Why and how a subscription connects again. */
export interface Reconnect {
  readonly error: ArbiterError;
  /** Counts the attempts since the last event, from 1. */
  readonly attempt: number;
  readonly waitMs: number;
  /** Cursor to continue after; null before the first event of a subscription without `after`. */
  readonly cursor: string | null;
}

/** The options of a client, complete. */
export interface Settings {
  /** Ends in a slash. */
  readonly baseUrl: string;
  readonly token: () => string | undefined | Promise<string>;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  readonly webSocket: WebSocketConstructor | undefined;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly reconnect: RetryPolicy;
}

const retry: RetryPolicy = { attempts: 3, minDelayMs: 200, maxDelayMs: 10_000 };
/** A listener waits for a server that is away, however long. */
const reconnect: RetryPolicy = { attempts: Infinity, minDelayMs: 200, maxDelayMs: 20_000 };
const timeoutMs = 30_000;

/** The options with every default filled in. Throws a TypeError for a bad URL. */
export function completeOptions(options: ArbiterClientOptions): Settings {
  const { token } = options;
  return {
    baseUrl: baseUrlOf(options.url),
    token: typeof token === 'function' ? token : () => token,
    headers: options.headers ?? {},
    // A browser's fetch refuses to be called as a method of something else.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    webSocket: webSocketOf(options),
    timeoutMs: options.timeoutMs ?? timeoutMs,
    retry: mergePolicy(retry, options.retry),
    reconnect: mergePolicy(reconnect, options.reconnect),
  };
}

/** The policy as one call wants it; `false` is no repeat at all. */
export function mergePolicy(
  policy: RetryPolicy,
  change: Partial<RetryPolicy> | false | undefined,
): RetryPolicy {
  return change === false ? { ...policy, attempts: 0 } : { ...policy, ...change };
}

/** The URL of the GraphQL endpoint is taken for the server's, too. */
function baseUrlOf(url: string | URL): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/(graphql\/?)?$/, '')}/`;
}

function webSocketOf({ webSocket }: ArbiterClientOptions): WebSocketConstructor | undefined {
  if (webSocket === false) return undefined;
  return webSocket ?? (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket;
}
