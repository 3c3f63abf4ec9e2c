/** A WebSocket endpoint whose operations are scripted, and raw clients of it, for tests of the protocol. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import {
  type OperationOutcome,
  type WebSocketEndpoint,
  type WebSocketLimits,
  createWebSocketEndpoint,
} from '@arbiter/server/graphql/websocket.ts';
import { testLogger } from './test-logs.ts';
import { type PushedResults, pushedResults } from './pushed-results.ts';
import { type RawSocket, type RawSocketOptions, openRawSocket, text } from './raw-websocket.ts';

export const init = text({ type: 'connection_init' });
const query = 'subscription { events { value } }';
export const subscribe = (id: string, payload: object = { query }) =>
  text({ id, type: 'subscribe', payload });

export interface ScriptedWebSocket extends AsyncDisposable {
  readonly url: string;
  readonly endpoint: WebSocketEndpoint;
  /** What subscriptions follow unless `run` says something else. */
  readonly source: PushedResults;
  /** Operations that reached `run`. */
  readonly asked: SubscribePayload[];
  run: (payload: SubscribePayload) => Promise<OperationOutcome> | OperationOutcome;
  admit: () => Promise<void>;
  open(options?: RawSocketOptions): Promise<RawSocket>;
  /** A socket whose `connection_init` has been acknowledged. */
  openAcknowledged(): Promise<RawSocket>;
  /** The same with a subscription that is followed. */
  openFollowing(id?: string): Promise<RawSocket>;
}

export async function startScriptedWebSocket(
  limits: Partial<WebSocketLimits> = {},
): Promise<ScriptedWebSocket> {
  const source = pushedResults();
  const opened: RawSocket[] = [];
  const endpoint = createWebSocketEndpoint({
    schema: new GraphQLSchema({}),
    logger: testLogger(),
    admit: () => scripted.admit(),
    async run(payload) {
      scripted.asked.push(payload);
      return scripted.run(payload);
    },
    limits,
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => endpoint.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scripted: ScriptedWebSocket = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    endpoint,
    source,
    asked: [],
    run: () => ({ results: source.results }),
    admit: async () => undefined,
    async open(options) {
      const socket = await openRawSocket(scripted.url, options);
      opened.push(socket);
      return socket;
    },
    async openAcknowledged() {
      const socket = await scripted.open();
      socket.send(init);
      await expectNext(socket, { type: 'connection_ack' });
      return socket;
    },
    async openFollowing(id = '1') {
      const socket = await scripted.openAcknowledged();
      socket.send(subscribe(id));
      await expectNext(socket, { type: 'ping', payload: { subscribed: id } });
      return socket;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of opened) socket.destroy();
      await endpoint.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return scripted;
}

async function expectNext(socket: RawSocket, expected: object): Promise<void> {
  const message = JSON.stringify(await socket.next());
  if (message !== JSON.stringify(expected)) throw new Error(`Unexpected message: ${message}.`);
}

/** Resolves when the condition holds; the test's own time limit bounds it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
