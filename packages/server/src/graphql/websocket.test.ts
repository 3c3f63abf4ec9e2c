/**
 * The protocol graphql-transport-ws at our endpoint, frame by frame: opening, what may be sent when,
 * and the close codes for what may not.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { binary, frame, text } from '@arbiter/testkit/raw-websocket.ts';
import {
  type ScriptedWebSocket,
  init,
  startScriptedWebSocket,
  subscribe,
  until,
} from '@arbiter/testkit/scripted-websocket.ts';

const query = 'subscription { events { value } }';

let ws: ScriptedWebSocket;
afterEach(async () => {
  await ws[Symbol.asyncDispose]();
});

describe('opening', () => {
  beforeEach(async () => {
    ws = await startScriptedWebSocket();
  });

  test('with the subprotocol', async () => {
    const { head } = await ws.open();
    expect(head).toMatch(/^HTTP\/1.1 101 /);
    expect(head.toLowerCase()).toContain('sec-websocket-protocol: graphql-transport-ws');
  });

  test('with one of several', async () => {
    const { head } = await ws.open({ protocol: 'other, graphql-transport-ws' });
    expect(head.toLowerCase()).toContain('sec-websocket-protocol: graphql-transport-ws');
  });

  test.each([
    ['no subprotocol', null],
    ['the older graphql-ws', 'graphql-ws'],
    ['an unknown one', 'chat'],
  ])('4406 with %s', async (_what, protocol) => {
    const socket = await ws.open({ protocol });
    socket.send(init);
    expect(await socket.closed()).toMatchObject({ code: 4406 });
    expect(socket.messages).toEqual([]);
  });

  test.each([
    ['without a key', { 'sec-websocket-key': '' }],
    ['with an old version', { 'sec-websocket-version': '7' }],
  ])('400 %s', async (_what, headers) => {
    const { head } = await ws.open({ headers });
    expect(head).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('connection_init', () => {
  test('is acknowledged', async () => {
    ws = await startScriptedWebSocket();
    await ws.openAcknowledged();
  });

  test('twice: 4429', async () => {
    ws = await startScriptedWebSocket();
    const socket = await ws.openAcknowledged();
    socket.send(init);
    expect(await socket.closed()).toEqual({
      code: 4429,
      reason: 'Too many initialisation requests',
    });
  });

  test('twice in one packet: 4429, though the first is still being decided', async () => {
    ws = await startScriptedWebSocket();
    ws.admit = () => new Promise(() => undefined);
    const socket = await ws.open();
    socket.send(init, init);
    expect(await socket.closed()).toMatchObject({ code: 4429 });
    expect(socket.messages).toEqual([]);
  });

  test('not in time: 4408', async () => {
    ws = await startScriptedWebSocket({ initTimeoutMs: 30 });
    const socket = await ws.open();
    expect(await socket.closed()).toEqual({
      code: 4408,
      reason: 'Connection initialisation timeout',
    });
  });

  test('not in time although it pings: 4408', async () => {
    ws = await startScriptedWebSocket({ initTimeoutMs: 30 });
    const socket = await ws.open();
    socket.send(text({ type: 'ping' }));
    expect(await socket.next()).toEqual({ type: 'pong' });
    expect(await socket.closed()).toMatchObject({ code: 4408 });
  });

  test.each([
    [4401, new AppError('UNAUTHENTICATED', 'The token has expired.'), 'The token has expired.'],
    [4403, new AppError('FORBIDDEN', 'Not for you.'), 'Not for you.'],
    [1013, new AppError('RATE_LIMITED', 'Too many keys.'), 'Too many keys.'],
    [1013, new AppError('UNAVAILABLE', 'Not now.'), 'Not now.'],
    [4500, new Error('secret'), 'Something went wrong in Arbiter.'],
  ])('refused: %i', async (code, error, reason) => {
    ws = await startScriptedWebSocket();
    ws.admit = () => Promise.reject(error);
    const socket = await ws.open();
    socket.send(init);
    expect(await socket.closed()).toEqual({ code, reason });
    expect(socket.messages).toEqual([]);
  });
});

describe('what may not be sent', () => {
  beforeEach(async () => {
    ws = await startScriptedWebSocket();
  });

  test.each([
    ['no JSON', text('{')],
    ['nothing', text('')],
    ['a list', text([])],
    ['null', text('null')],
    ['a word', text('"connection_init"')],
    ['no type', text({})],
    ['an unknown type', text({ type: 'start' })],
    ['what only servers send', text({ id: '1', type: 'next', payload: {} })],
    ['a payload that is no object', text({ type: 'connection_init', payload: 1 })],
    ['a ping with a word', text({ type: 'ping', payload: 'x' })],
    ['a subscription without id', text({ type: 'subscribe', payload: { query } })],
    ['one with an empty id', subscribe('')],
    ['one with a number as id', text({ id: 1, type: 'subscribe', payload: { query } })],
    ['one without payload', text({ id: '1', type: 'subscribe' })],
    ['one without query', subscribe('1', {})],
    ['variables that are a word', subscribe('1', { query, variables: 'x' })],
    ['a name that is a number', subscribe('1', { query, operationName: 1 })],
    ['a complete without id', text({ type: 'complete' })],
    ['a binary frame', binary(Buffer.from('{"type":"ping"}'))],
  ])('4400 for %s, and what follows is not heard', async (_what, wrong) => {
    const socket = await ws.openAcknowledged();
    socket.send(wrong, subscribe('2'));
    expect(await socket.closed()).toMatchObject({ code: 4400 });
    expect(ws.asked).toEqual([]);
    expect(socket.messages).toEqual([{ type: 'connection_ack' }]);
  });

  test('4401 for a subscription before connection_init', async () => {
    const socket = await ws.open();
    socket.send(subscribe('1'));
    expect(await socket.closed()).toEqual({ code: 4401, reason: 'Unauthorized' });
    expect(ws.asked).toEqual([]);
  });

  test('4401 for one before the acknowledgement', async () => {
    const admitted = Promise.withResolvers<void>();
    ws.admit = () => admitted.promise;
    const socket = await ws.open();
    socket.send(init, subscribe('1'));
    expect(await socket.closed()).toMatchObject({ code: 4401 });
    admitted.resolve();
    expect(ws.asked).toEqual([]);
  });

  test('4409 for an id that is in use, and the first operation ends too', async () => {
    const socket = await ws.openFollowing('7');
    socket.send(subscribe('7'));
    expect(await socket.closed()).toEqual({
      code: 4409,
      reason: 'Subscriber for 7 already exists',
    });
    await until(() => ws.source.returned() > 0);
  });

  test('4409 also while the first is still being made, and with an id of any length', async () => {
    ws.run = () => new Promise(() => undefined);
    const socket = await ws.openAcknowledged();
    const id = 'ü'.repeat(500);
    socket.send(subscribe(id), subscribe(id));
    expect(await socket.closed()).toMatchObject({ code: 4409 });
    expect(ws.asked).toHaveLength(1);
  });

  test('1007 for text that is no UTF-8, 1002 for a frame that is not masked', async () => {
    const garbled = await ws.openAcknowledged();
    garbled.send(frame(1, Buffer.from([0xff, 0xfe])));
    expect(await garbled.closed()).toMatchObject({ code: 1007 });
    const bare = await ws.openAcknowledged();
    bare.send(frame(1, Buffer.from('{}'), { isMasked: false }));
    expect(await bare.closed()).toMatchObject({ code: 1002 });
    // The server has survived both.
    await ws.openAcknowledged();
  });
});

describe('ping and pong', () => {
  beforeEach(async () => {
    ws = await startScriptedWebSocket();
  });

  test('a ping is answered with its payload, also before connection_init', async () => {
    const socket = await ws.open();
    socket.send(text({ type: 'ping', payload: { at: 1 } }));
    expect(await socket.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    socket.send(text({ type: 'ping' }));
    expect(await socket.next()).toEqual({ type: 'pong' });
  });

  test('a pong that nobody asked for is taken', async () => {
    const socket = await ws.openAcknowledged();
    socket.send(text({ type: 'pong' }), text({ type: 'pong', payload: {} }));
    socket.send(text({ type: 'ping' }));
    expect(await socket.next()).toEqual({ type: 'pong' });
  });
});
