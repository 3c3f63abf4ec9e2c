/**
 * Subscriptions over one WebSocket (protocol graphql-transport-ws): opened with the first, closed
 * with the last. It never subscribes again by itself, because only whoever reads the events knows
 * where to continue.
 */
import type { Settings } from './options.ts';
import { type Connection, openConnection } from './socket-connection.ts';
import type { OpenStream } from './stream.ts';
import type { WebSocketConstructor } from './web-socket.ts';

/** Opens every subscription over one shared connection, which is opened again when it is needed. */
export function socketStreams(settings: Settings, webSocket: WebSocketConstructor): OpenStream {
  const url = `${settings.baseUrl.replace(/^http/, 'ws')}graphql`;
  let shared: Connection | undefined;

  return async function* open(request, control) {
    const { signal } = control;
    if (signal.aborted) return;
    if (!shared || shared.isClosed()) {
      shared = openConnection(settings, new webSocket(url, 'graphql-transport-ws'));
    }
    const { results, leave } = shared.subscribe(request, control);
    // Also when nobody waits for the next result at that moment.
    signal.addEventListener('abort', leave, { once: true });
    try {
      yield* results.values();
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  };
}
