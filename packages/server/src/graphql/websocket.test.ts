/**
 * Goal: an operation ends for its source when it ends for its client, whenever that is. Method: a real
 * endpoint and sockets that speak the protocol by hand.
 */
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type ExecutionResult, buildSchema } from 'graphql';
import WebSocket from 'ws';
import {
  type OperationOutcome,
  type WebSocketEndpoint,
  createWebSocketEndpoint,
} from './websocket.ts';

let endpoint: WebSocketEndpoint;
let server: Server;
let run: () => Promise<OperationOutcome>;

beforeEach(async () => {
  const schema = buildSchema('type Query { a: Int } type Subscription { a: Int }');
  endpoint = createWebSocketEndpoint({ schema, run: () => run() });
  server = createServer().on('upgrade', (request, socket, head) =>
    endpoint.handleUpgrade(request, socket, head),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  await endpoint.close();
  server.close();
});

/** A source that yields nothing until it is ended. */
function createSource() {
  let returned = 0;
  const ended = Promise.withResolvers<void>();
  const results: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      await ended.promise;
      return { done: true, value: undefined };
    },
    async return() {
      returned += 1;
      ended.resolve();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return { results, returned: () => returned };
}

/** Connects, is welcomed, and subscribes. */
async function subscribe(): Promise<WebSocket> {
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  const payload = { query: 'subscription { a }' };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  return socket;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test.each(['complete', 'close'])('%s: a source that waits is ended', async (how) => {
  const source = createSource();
  run = async () => ({ results: source.results });
  const socket = await subscribe();
  await once(socket, 'message');
  if (how === 'complete') socket.send('{"id":"1","type":"complete"}');
  else socket.close();
  await until(() => source.returned() > 0);
  socket.terminate();
});

test.each(['complete', 'close'])('%s before the source is there: it is ended', async (how) => {
  const source = createSource();
  const asked = Promise.withResolvers<void>();
  const outcome = Promise.withResolvers<OperationOutcome>();
  run = () => {
    asked.resolve();
    return outcome.promise;
  };
  const socket = await subscribe();
  await asked.promise;
  if (how === 'complete') {
    socket.send('{"id":"1","type":"complete"}');
    // What follows it has been read, so it has been too.
    socket.send('{"type":"ping"}');
    await once(socket, 'message');
  } else {
    socket.terminate();
    await until(() => endpoint.openSockets() === 0);
  }
  outcome.resolve({ results: source.results });
  await until(() => source.returned() > 0);
  expect(source.returned()).toBeGreaterThan(0);
  socket.terminate();
});
