/**
 * The rules of graphql-transport-ws at the doors that have it: the gateway's, and a subgraph's that
 * runs alone. (Each rule by itself: packages/server/src/graphql/websocket.test.ts.)
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type RawSocket,
  type RawSocketOptions,
  binary,
  openRawSocket,
  text,
} from '@arbiter/testkit/raw-websocket.ts';
import {
  type RemoteConstellation,
  startRemoteConstellation,
} from '../support/remote-constellation.ts';
import { openSocketStream } from '../support/streams.ts';

const init = text({ type: 'connection_init' });
const subscribe = (id: string, query: string) =>
  text({ id, type: 'subscribe', payload: { query } });
const follow = 'subscription { workflowEvents { cursor } }';

let world: RemoteConstellation;
let opened: RawSocket[] = [];
beforeAll(async () => {
  world = await startRemoteConstellation();
}, 60_000);
afterEach(() => {
  for (const socket of opened) socket.destroy();
  opened = [];
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const doors: [string, () => string][] = [
  ['gateway', () => world.url],
  ['subgraph', () => new URL(world.endpoints.get('registry') ?? '').origin],
];

describe.each(doors)('%s', (_door, urlOf) => {
  async function open(options: RawSocketOptions & { readonly path?: string } = {}) {
    const socket = await openRawSocket(`${urlOf()}${options.path ?? '/graphql'}`, options);
    opened.push(socket);
    return socket;
  }

  test.each([
    ['no JSON', [init, text('{')], 4400],
    ['a binary frame', [init, binary(Buffer.from('{"type":"ping"}'))], 4400],
    ['an unknown type', [init, text({ type: 'start' })], 4400],
    ['a subscription first', [subscribe('1', follow)], 4401],
    ['one with the first message', [init, subscribe('1', follow)], 4401],
    ['two inits', [init, init], 4429],
    ['a message of 3 MB', [text({ type: 'ping', payload: { x: 'a'.repeat(3_000_000) } })], 1009],
  ])('closes on %s', async (_what, frames, code) => {
    const socket = await open();
    socket.send(...frames);
    expect(await socket.closed()).toMatchObject({ code });
  });

  test('closes on an id that is in use', async () => {
    const socket = await open();
    socket.send(init);
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    socket.send(subscribe('1', follow), subscribe('1', follow));
    expect(await socket.closed()).toMatchObject({ code: 4409 });
  });

  test.each([null, 'graphql-ws'])('closes a socket of subprotocol %s', async (protocol) => {
    const socket = await open({ protocol });
    expect(await socket.closed()).toMatchObject({ code: 4406 });
  });

  test('closes a socket that does not begin', async () => {
    const socket = await open();
    expect(await socket.closed()).toMatchObject({ code: 4408 });
  });

  test('answers pings', async () => {
    const socket = await open();
    socket.send(text({ type: 'ping', payload: { n: 1 } }));
    expect(await socket.next()).toEqual({ type: 'pong', payload: { n: 1 } });
  });

  test('refuses what cannot be answered, operation by operation', async () => {
    const socket = await open();
    socket.send(init);
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    socket.send(subscribe('a', '{'), subscribe('b', 'subscription { nope }'));
    const answers = [await socket.next(), await socket.next()] as { id: string; type: string }[];
    expect(answers.map(({ id, type }) => `${id} ${type}`).toSorted()).toEqual([
      'a error',
      'b error',
    ]);
  });

  test('has no sockets elsewhere', async () => {
    const socket = await open({ path: '/elsewhere' });
    expect(socket.head).not.toContain('101');
  });
});

describe('gateway', () => {
  test('refuses pages from elsewhere', async () => {
    const socket = await openRawSocket(`${world.url}/graphql`, {
      headers: { origin: 'https://example.com' },
    });
    expect(socket.head).toMatch(/^HTTP\/1.1 403 /);
  });

  test('serves queries too', async () => {
    const stream = openSocketStream(world.url, '{ __typename workflows { __typename } }');
    expect(await stream.next()).toMatchObject({ data: { __typename: 'Query' } });
    await stream.close();
  });

  test('a subscription completed by the client says nothing more', async () => {
    const socket = await openRawSocket(`${world.url}/graphql`);
    opened.push(socket);
    socket.send(init);
    await socket.next();
    socket.send(subscribe('1', follow));
    expect(await socket.next()).toEqual({ type: 'ping', payload: { subscribed: '1' } });
    socket.send(text({ id: '1', type: 'complete' }));
    const mutation = 'mutation { createWorkflow(input: { name: "w" }) { workflow { name } } }';
    socket.send(subscribe('2', mutation));
    expect(await socket.next()).toMatchObject({ id: '2', type: 'next' });
    expect(await socket.next()).toEqual({ id: '2', type: 'complete' });
    await world.settle();
    // The id is free: what comes now is of the new operation alone.
    socket.send(subscribe('1', '{ __typename }'));
    expect(await socket.next()).toMatchObject({
      id: '1',
      payload: { data: { __typename: 'Query' } },
    });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });
});
