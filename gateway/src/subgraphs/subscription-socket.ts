/**
 * The one WebSocket that carries all subscriptions to a subgraph. A peer whose machine has vanished
 * closes nothing, so it is asked for a sign of life; without one, and when it takes too long to answer
 * at the start, the socket counts as broken, and what it carried is continued on another.
 */
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** How often a sign of life is asked for, and how long it may take, as may a handshake. */
export interface SocketPatience {
  readonly keepAliveMs: number;
  readonly answerMs: number;
}

/** A vanished subgraph is noticed within 15 s; one that only stutters for less is not given up. */
const patienceOfSubgraphs: SocketPatience = { keepAliveMs: 10_000, answerMs: 5_000 };

/** `url` is that of the GraphQL endpoint over HTTP. */
export function createSubscriptionSocket(
  url: string,
  { keepAliveMs, answerMs }: SocketPatience = patienceOfSubgraphs,
): Client {
  let silence: NodeJS.Timeout | undefined;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: impatientSocket(answerMs),
    // Repeating an operation as it was would lose or double events; see follow-across-breaks.ts.
    retryAttempts: 0,
    connectionAckWaitTimeout: answerMs,
    keepAlive: keepAliveMs,
    on: {
      ping: (isReceived) => {
        if (isReceived) return;
        clearTimeout(silence);
        silence = setTimeout(() => client.terminate(), answerMs);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(silence);
      },
      closed: () => clearTimeout(silence),
    },
  });
  return client;
}

/** graphql-ws waits for the protocol's handshake, but for ever for that of the WebSocket. */
function impatientSocket(handshakeTimeout: number) {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { handshakeTimeout });
    }
  };
}
