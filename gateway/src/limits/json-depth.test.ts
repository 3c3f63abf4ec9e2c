/**
 * Goal: JSON that is nested deeper than is allowed is refused before anybody reads it, wherever it can
 * come in, and as much as is allowed is read.
 */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { sendOdd } from '../http/odd-request.fixture.ts';
import { type LimitedGateway, startLimitedGateway } from './limited-gateway.fixture.ts';

const query = 'query ($id: ID) { shelf(id: $id) { id } }';
/** Each has `levels` levels. */
const lists = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const mixed = (levels: number) =>
  `${'[{"\\"]}":'.repeat(levels / 2)}${levels % 2 ? '[]' : '1'}${'}]'.repeat(levels / 2)}`;
const kinds: [string, (levels: number) => string][] = [
  ['lists', lists],
  ['objects', objects],
  ['both', mixed],
];

const json = { 'content-type': 'application/json' };
const safe = { 'apollo-require-preflight': '1' };
const events = { accept: 'text/event-stream' };

/** The ways of HTTP that JSON comes in; each adds `around` levels to what it carries. */
const ways: [string, number, (url: string, nested: string) => ReturnType<typeof sendOdd>][] = [
  ...['/graphql', '/graphql/stream'].flatMap((path): typeof ways => [
    [
      `extensions in a body at ${path}`,
      2,
      (url, nested) =>
        sendOdd(url, {
          ...{
            method: 'POST',
            target: path,
            headers: path === '/graphql' ? json : { ...json, ...events },
          },
          body: `{"query":${JSON.stringify(query)},"extensions":{"a":${nested}}}`,
        }),
    ],
    ...['variables', 'extensions'].map((name): (typeof ways)[number] => [
      `${name} in the URL of ${path}`,
      1,
      (url, nested) =>
        sendOdd(url, {
          method: 'GET',
          target: `${path}?${new URLSearchParams({ query: '{ tags }', [name]: `{"a":${nested}}` })}`,
          headers: path === '/graphql' ? safe : { ...safe, ...events },
          body: '',
        }),
    ]),
  ]),
];

describe.each([
  ['by default', 100, undefined],
  ['when it is set', 12, 12],
])('%s', (_, maximum, jsonDepth) => {
  let gateway: LimitedGateway;
  beforeAll(async () => {
    gateway = await startLimitedGateway(jsonDepth ? { edge: { jsonDepth } } : {});
  });
  afterAll(async () => gateway[Symbol.asyncDispose]());

  describe.each(ways)('%s', (_way, around, send) => {
    test.each(kinds)('pass up to the limit as %s, and no level more', async (_kind, nest) => {
      expect(await send(gateway.url, nest(maximum - around))).toMatchObject({ status: 200 });
      const before = gateway.asked();
      const answer = await send(gateway.url, nest(maximum - around + 1));
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text)).toMatchObject({
        code: 'BAD_USER_INPUT',
        detail: expect.stringContaining(`LIMIT_JSON_DEPTH is ${maximum}`),
        limit: 'jsonDepth',
        maximum,
        requestId: expect.any(String),
      });
      expect(gateway.asked()).toBe(before);
    });
  });

  test.each(kinds)('a message of a socket passes as %s, and no level more', async (_kind, nest) => {
    const say = async (levels: number) => {
      const socket = new WebSocket(
        `${gateway.url.replace('http', 'ws')}/graphql`,
        'graphql-transport-ws',
      );
      await once(socket, 'open');
      socket.send(`{"type":"connection_init","payload":{"a":${nest(levels - 2)}}}`);
      const told = once(socket, 'message') as Promise<[Buffer]>;
      const closed = once(socket, 'close') as Promise<[number, Buffer]>;
      const outcome = await Promise.race([
        told.then(([data]) => (JSON.parse(String(data)) as { type: string }).type),
        closed.then(([code, reason]) => `${code} ${String(reason)}`),
      ]);
      socket.close();
      return outcome;
    };
    expect(await say(maximum)).toBe('connection_ack');
    expect(await say(maximum + 1)).toBe(`4400 The message is nested deeper than ${maximum} levels`);
  });
});

describe('millions of levels', () => {
  const size = 9_900_000;
  test.each([
    ['closed', lists(size / 2)],
    ['never closed', '['.repeat(size)],
    ['of objects', '{"a":'.repeat(size / 5)],
  ])('%s are refused unread', async (_, nested) => {
    await using gateway = await startLimitedGateway();
    for (const target of ['/graphql', '/graphql/stream']) {
      const answer = await sendOdd(gateway.url, {
        ...{ method: 'POST', target, headers: { ...json, accept: '*/*' } },
        body: `{"query":"{ tags }","variables":{"a":${nested}}}`,
      });
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text)).toMatchObject({ limit: 'jsonDepth' });
    }
    expect(gateway.asked()).toBe(0);
  });
});
