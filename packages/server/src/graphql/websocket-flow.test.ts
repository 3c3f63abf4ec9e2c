/** What a peer that does not read can make a server keep for it: a bounded amount, whatever it asks. */
import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { frame, text } from '@arbiter/testkit/raw-websocket.ts';
import { until } from '@arbiter/testkit/scripted-websocket.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { maxUnreadBytes } from './websocket-flow.ts';
import { type SocketExtra, bindSocket } from './websocket-transport.ts';

const pingBytes = 500_000;
const pings = 100;
const ping = text({ type: 'ping', payload: { x: 'a'.repeat(pingBytes) } });
const pingOfProtocol = frame(9, Buffer.alloc(125, 'a'));

let server: WebSocketServer;
let peer: Socket;
let socket: WebSocket;

/** A peer that has been upgraded, and reads nothing from then on. */
async function openPeer(keepAliveMs: number): Promise<void> {
  const protocol = makeServer<never, SocketExtra>({});
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
  await once(server, 'listening');
  const opened = once(server, 'connection');
  peer = connect((server.address() as AddressInfo).port, '127.0.0.1');
  peer.on('error', () => undefined);
  const lines = ['GET / HTTP/1.1', 'host: x', 'connection: Upgrade', 'upgrade: websocket'];
  const key = `sec-websocket-key: ${Buffer.alloc(16).toString('base64')}`;
  const words = 'sec-websocket-protocol: graphql-transport-ws';
  peer.write([...lines, 'sec-websocket-version: 13', key, words, '', ''].join('\r\n'));
  const [client, request] = (await opened) as [WebSocket, SocketExtra['request']];
  socket = client;
  const options = { keepAliveMs, maxMessageDepth: 10, logger: testLogger() };
  bindSocket(protocol, { socket, request }, options);
}

const readAll = () => {
  let bytes = 0;
  peer.on('data', (data) => (bytes += data.length));
  return () => bytes;
};

afterEach(async () => {
  peer.destroy();
  socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

test('a peer that pings and does not read is not read, until it does', async () => {
  await openPeer(60_000);
  for (let sent = 0; sent < pings; sent += 1) peer.write(ping);
  await until(() => socket.isPaused);
  // What was being read when it was decided is answered too.
  expect(socket.bufferedAmount).toBeLessThan(maxUnreadBytes + 2 * pingBytes);
  const read = readAll();
  await until(() => read() > pings * pingBytes);
  await until(() => !socket.isPaused);
});

test('the same holds for pings of WebSocket itself', async () => {
  await openPeer(60_000);
  const many = Buffer.concat(Array.from({ length: 80_000 }, () => pingOfProtocol));
  peer.write(many);
  await until(() => socket.isPaused);
  expect(socket.bufferedAmount).toBeLessThan(2 * maxUnreadBytes);
  const read = readAll();
  await until(() => read() > 80_000 * 125);
  await until(() => !socket.isPaused);
});

test('a peer that takes nothing any more is cut off', async () => {
  await openPeer(50);
  for (let sent = 0; sent < pings; sent += 1) peer.write(ping);
  await until(() => socket.isPaused);
  await until(() => socket.readyState === socket.CLOSED);
});
