/**
 * Operations over graphql-transport-ws at our endpoint: results, refusals and faults, how either side
 * ends them, the limits, and a server that stops. What operations mean is scripted here.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { closeFrame, frame, text } from '@arbiter/testkit/raw-websocket.ts';
import {
  type ScriptedWebSocket,
  startScriptedWebSocket,
  subscribe,
  until,
} from '@arbiter/testkit/scripted-websocket.ts';
import type { OperationOutcome } from './websocket.ts';

const query = 'subscription { events { value } }';

let ws: ScriptedWebSocket;
afterEach(async () => {
  await ws[Symbol.asyncDispose]();
});

describe('operations', () => {
  beforeEach(async () => {
    ws = await startScriptedWebSocket();
  });

  const delivery = (value: number): ExecutionResult => ({ data: { events: { value } } });

  test('results in order, then complete; then the id is free again', async () => {
    const socket = await ws.openFollowing();
    ws.source.push(delivery(1));
    ws.source.push(delivery(2));
    ws.source.end();
    expect([await socket.next(), await socket.next(), await socket.next()]).toEqual([
      { id: '1', type: 'next', payload: delivery(1) },
      { id: '1', type: 'next', payload: delivery(2) },
      { id: '1', type: 'complete' },
    ]);
    ws.run = () => ({ result: { data: { a: 1 } } });
    socket.send(subscribe('1', { query: '{ a }' }));
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { a: 1 } } });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('a result with errors is a result', async () => {
    ws.run = () => ({ result: { data: null, errors: [new GraphQLError('No.')] } });
    const socket = await ws.openAcknowledged();
    socket.send(subscribe('1'));
    expect(await socket.next()).toEqual({
      id: '1',
      type: 'next',
      payload: { data: null, errors: [{ message: 'No.' }] },
    });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('a refusal is an error, after which nothing comes, and the socket stays', async () => {
    ws.run = () => ({ errors: [new GraphQLError('No.', { extensions: { code: 'NOT_FOUND' } })] });
    const socket = await ws.openAcknowledged();
    socket.send(subscribe('1'));
    expect(await socket.next()).toEqual({
      id: '1',
      type: 'error',
      payload: [{ message: 'No.', extensions: { code: 'NOT_FOUND' } }],
    });
    socket.send(text({ type: 'ping' }));
    expect(await socket.next()).toEqual({ type: 'pong' });
  });

  test('a stream that ends with errors says so', async () => {
    const socket = await ws.openFollowing();
    ws.source.push({ errors: [new GraphQLError('Gap.', { extensions: { cursor: 'c' } })] });
    expect(await socket.next()).toEqual({
      id: '1',
      type: 'error',
      payload: [{ message: 'Gap.', extensions: { cursor: 'c' } }],
    });
    expect(ws.source.returned()).toBe(1);
  });

  test.each([
    ['the operation', () => Promise.reject(new Error('secret'))],
    [
      'its stream',
      () => {
        ws.source.fail(new Error('secret'));
        return { results: ws.source.results };
      },
    ],
  ])('a fault of %s is told without its text, and the socket stays', async (_what, faulty) => {
    ws.run = faulty;
    const socket = await ws.openAcknowledged();
    socket.send(subscribe('1'));
    await until(() => JSON.stringify(socket.messages).includes('"error"'));
    expect(JSON.stringify(socket.messages)).not.toContain('secret');
    expect(socket.messages.at(-1)).toMatchObject({
      id: '1',
      payload: [{ extensions: { code: 'INTERNAL' } }],
    });
    ws.run = () => ({ result: { data: {} } });
    socket.send(subscribe('2'));
    await until(() => JSON.stringify(socket.messages).includes('"complete"'));
  });

  test('a refusal by the caller keeps its code and details', async () => {
    ws.run = () => Promise.reject(new AppError('RATE_LIMITED', 'Slowly.', { retryAfter: 3 }));
    const socket = await ws.openAcknowledged();
    socket.send(subscribe('1'));
    expect(await socket.next()).toMatchObject({
      type: 'error',
      payload: [{ message: 'Slowly.', extensions: { code: 'RATE_LIMITED', retryAfter: 3 } }],
    });
  });

  test('several at once do not wait for each other', async () => {
    const socket = await ws.openFollowing('slow');
    ws.run = () => ({ result: { data: { quick: true } } });
    socket.send(subscribe('quick', { query: '{ quick }' }));
    expect(await socket.next()).toMatchObject({ id: 'quick', type: 'next' });
    expect(await socket.next()).toEqual({ id: 'quick', type: 'complete' });
    ws.source.push(delivery(1));
    expect(await socket.next()).toMatchObject({ id: 'slow', type: 'next' });
  });
});

describe('a client that wants no more', () => {
  beforeEach(async () => {
    ws = await startScriptedWebSocket();
  });

  test('completes: the stream ends though no event comes, and nothing is said', async () => {
    const socket = await ws.openFollowing();
    socket.send(text({ id: '1', type: 'complete' }));
    await until(() => ws.source.returned() > 0);
    ws.source.push({ data: {} });
    socket.send(text({ type: 'ping' }));
    expect(await socket.next()).toEqual({ type: 'pong' });
  });

  test('completes before the stream is there: it ends when it comes', async () => {
    const made = Promise.withResolvers<OperationOutcome>();
    ws.run = () => made.promise;
    const socket = await ws.openAcknowledged();
    socket.send(subscribe('1'), text({ id: '1', type: 'complete' }), text({ type: 'ping' }));
    expect(await socket.next()).toEqual({ type: 'pong' });
    made.resolve({ results: ws.source.results });
    await until(() => ws.source.returned() > 0);
  });

  test('completes what is not there, and twice: nothing happens', async () => {
    const socket = await ws.openFollowing();
    const complete = text({ id: '1', type: 'complete' });
    socket.send(text({ id: 'nope', type: 'complete' }), complete, complete, text({ type: 'ping' }));
    expect(await socket.next()).toEqual({ type: 'pong' });
  });

  test.each([
    [1000, 'Normal closure'],
    [1001, 'Gone'],
    [4499, 'Terminated'],
  ])('closes with %i: its streams end, and the close is answered', async (code, reason) => {
    const socket = await ws.openFollowing();
    socket.send(closeFrame(code, reason));
    expect(await socket.closed()).toMatchObject({ code });
    await until(() => ws.source.returned() > 0);
    await until(() => ws.endpoint.openSockets() === 0);
  });

  test('is gone without a word: its streams end', async () => {
    const socket = await ws.openFollowing();
    socket.destroy();
    await until(() => ws.source.returned() > 0 && ws.endpoint.openSockets() === 0);
  });

  test('is gone before the stream is there: it ends when it comes', async () => {
    const made = Promise.withResolvers<OperationOutcome>();
    ws.run = () => made.promise;
    const socket = await ws.openAcknowledged();
    socket.send(subscribe('1'));
    await until(() => ws.asked.length === 1);
    socket.destroy();
    await until(() => ws.endpoint.openSockets() === 0);
    made.resolve({ results: ws.source.results });
    await until(() => ws.source.returned() > 0);
  });
});

describe('limits', () => {
  test('a message of the largest size is taken, a larger one closes the socket: 1009', async () => {
    const maxMessageBytes = 70_000;
    ws = await startScriptedWebSocket({ maxMessageBytes });
    const socket = await ws.openAcknowledged();
    const sized = (bytes: number) => {
      const empty = JSON.stringify({ type: 'ping', payload: { x: '' } }).length;
      return text({ type: 'ping', payload: { x: 'a'.repeat(bytes - empty) } });
    };
    socket.send(sized(maxMessageBytes));
    expect(await socket.next()).toMatchObject({ type: 'pong' });
    socket.send(sized(maxMessageBytes + 1));
    expect(await socket.closed()).toMatchObject({ code: 1009 });
    await ws.openAcknowledged();
  });

  test('a message too large in several frames closes the socket too', async () => {
    ws = await startScriptedWebSocket({ maxMessageBytes: 100 });
    const socket = await ws.openAcknowledged();
    const half = Buffer.alloc(80, 'a');
    const first = frame(1, half);
    first[0] = 1; // not the last
    socket.send(first, frame(0, half));
    expect(await socket.closed()).toMatchObject({ code: 1009 });
  });

  test('a socket too many is refused with 503, until another has gone', async () => {
    ws = await startScriptedWebSocket({ maxSockets: 2 });
    const first = await ws.openAcknowledged();
    await ws.openAcknowledged();
    const { head } = await ws.open();
    expect(head).toMatch(/^HTTP\/1.1 503 /);
    expect(head).toContain('retry-after: 5');
    first.destroy();
    await until(() => ws.endpoint.openSockets() === 1);
    await ws.openAcknowledged();
  });

  test('an operation too many on a socket is refused, until another has ended', async () => {
    ws = await startScriptedWebSocket({ maxOperationsPerSocket: 2 });
    const socket = await ws.openFollowing('1');
    socket.send(subscribe('2'));
    expect(await socket.next()).toMatchObject({ payload: { subscribed: '2' } });
    socket.send(subscribe('3'));
    expect(await socket.next()).toMatchObject({
      id: '3',
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 5 } }],
    });
    expect(ws.asked).toHaveLength(2);
    socket.send(text({ id: '2', type: 'complete' }), subscribe('3'));
    expect(await socket.next()).toMatchObject({ payload: { subscribed: '3' } });
  });
});

describe('a server that stops', () => {
  beforeEach(async () => {
    ws = await startScriptedWebSocket();
  });

  test('closes its sockets with 1001, ends their streams, and takes no new ones', async () => {
    const socket = await ws.openFollowing();
    const closing = ws.endpoint.close();
    expect(await socket.closed()).toMatchObject({ code: 1001 });
    await closing;
    expect(ws.source.returned()).toBeGreaterThan(0);
    const { head } = await ws.open();
    expect(head).toMatch(/^HTTP\/1.1 503 /);
  });
});

test('the reference client: results, an error, completion and leaving', async () => {
  ws = await startScriptedWebSocket();
  const client = createClient({ url: ws.url, webSocketImpl: WebSocket, retryAttempts: 0 });
  const stream = client.iterate({ query });
  ws.source.push({ data: { n: 1 } });
  expect(await stream.next()).toMatchObject({ value: { data: { n: 1 } } });
  await stream.return?.();
  await until(() => ws.source.returned() > 0);
  ws.run = () => ({ errors: [new GraphQLError('No.')] });
  await expect(client.iterate({ query }).next()).rejects.toEqual([{ message: 'No.' }]);
  ws.run = () => ({ result: { data: { a: 1 } } });
  const single = client.iterate({ query: '{ a }' });
  expect(await single.next()).toMatchObject({ value: { data: { a: 1 } } });
  expect(await single.next()).toMatchObject({ done: true });
  await client.dispose();
  await until(() => ws.endpoint.openSockets() === 0);
});
