/**
 * The door of a subgraph that runs alone: every call carries a token of its gateway, and what is no
 * call is refused without harm. The subgraph behind it notes what gets through.
 */
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { WebSocket } from 'ws';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { sendUnfinished, unfinishedRequests } from '@arbiter/testkit/unfinished-requests.ts';
import { signActorToken } from '../auth/actor-token.ts';
import { parseSigningKey } from '../auth/signing-key.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { actorExtension, actorTokenHeader } from './call-guard.ts';
import { createBusinessMetrics } from '../telemetry/business-metrics.ts';
import { type SubgraphServer, startSubgraphServer } from './http-server.ts';
import type { RestRequest, Subgraph, SubgraphRequest } from './subgraph.ts';

const key = parseSigningKey(Buffer.alloc(32, 1).toString('base64'));
const otherKey = parseSigningKey(Buffer.alloc(32, 2).toString('base64'));
const clock = systemClock;
const identity = testIdentity('alpha');
const query = '{ __typename }';
const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
const subscription = 'subscription { things { id } }';

/** What the executor would say of it. */
const unreadable = '{ no end';
const unreadableError = new GraphQLError('Syntax Error', {
  extensions: { code: 'GRAPHQL_PARSE_FAILED' },
});

const calls: (SubgraphRequest | RestRequest)[] = [];

async function* things() {
  yield { data: { things: { id: '1' } } };
  yield { data: { things: { id: '2' } } };
}

const subgraph: Subgraph = {
  name: 'registry',
  async execute(request) {
    calls.push(request);
    if (request.query === unreadable) return { errors: [unreadableError] };
    return { data: { __typename: 'Query' } };
  },
  async subscribe(request) {
    calls.push(request);
    if (request.variables?.['refused']) return { errors: [new GraphQLError('not these')] };
    return things();
  },
  routes: [
    {
      method: 'POST',
      path: '/api/things',
      maxBodyBytes: 100,
      async handle(request) {
        calls.push(request);
        return { status: 201, headers: { 'x-kind': 'thing' }, body: String(request.body) };
      },
    },
  ],
  beginPublishing: () => undefined,
  drainEvents: async () => undefined,
  business: createBusinessMetrics(() => undefined),
  eventLag: async () => ({ numbering: 0, publishing: 3 }),
  connections: () => ({ active: 2, idle: 1, waiting: 0 }),
  check: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
};

let server: SubgraphServer;
let token: string;
beforeAll(async () => {
  const logger = testLogger();
  const options = { subgraph, keys: [key], clock, logger, metrics: createMetrics() };
  server = await startSubgraphServer({ ...options, host: '127.0.0.1', port: 0 });
  token = signActorToken(key, identity.actor, { audience: 'registry', clock });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});
beforeEach(() => void calls.splice(0));

/** The tokens that open nothing. */
const wrongTokens: readonly [string, () => string | undefined][] = [
  ['no token', () => undefined],
  ['an empty token', () => ''],
  ['something else', () => 'local-developer'],
  [
    'a token for another subgraph',
    () => signActorToken(key, identity.actor, { audience: 'xai', clock }),
  ],
  [
    'a token of another key',
    () => signActorToken(otherKey, identity.actor, { audience: 'registry', clock }),
  ],
  [
    'a token of yesterday',
    () =>
      signActorToken(key, identity.actor, {
        audience: 'registry',
        clock: () => new Date(Date.now() - 24 * 60 * 60 * 1000),
      }),
  ],
  [
    'a token with another tenant under the old signature',
    () => {
      const [header, , signature] = token.split('.');
      const other = testIdentity('beta').actor;
      const forged = signActorToken(otherKey, other, { audience: 'registry', clock });
      return [header, forged.split('.')[1], signature].join('.');
    },
  ],
];

async function post(path: string, body: string, given: string | undefined) {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-request-id': identity.requestId,
      'user-agent': 'curl/8',
      ...(given === undefined ? {} : { [actorTokenHeader]: given }),
    },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

const codesOf = (text: string) =>
  (JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors.map(
    ({ extensions }) => extensions.code,
  );

describe.each(wrongTokens)('with %s', (_name, wrongToken) => {
  test('GraphQL and REST are refused, before anything is read of the body', async () => {
    for (const path of ['/graphql', '/api/things']) {
      for (const body of [JSON.stringify({ query }), '{ no JSON', 'x'.repeat(1_000)]) {
        const { status, text } = await post(path, body, wrongToken());
        expect([path, status, codesOf(text)]).toEqual([path, 401, ['UNAUTHENTICATED']]);
      }
    }
    expect(calls).toEqual([]);
  });

  test('operations on a socket are refused', async () => {
    await using socket = await openSocket();
    const given = wrongToken();
    const representations = [{ __typename: 'Agent', id: '1' }];
    const payloads = [
      { query },
      { query: subscription },
      { query: entities, variables: { representations } },
    ];
    const places = [
      undefined,
      { [actorExtension]: given },
      { [actorExtension]: { [actorTokenHeader]: given } },
      { [actorTokenHeader]: given },
    ];
    for (const payload of payloads) {
      for (const extensions of places) {
        expect(await socket.run({ ...payload, extensions })).toEqual([
          ['error', 'UNAUTHENTICATED'],
        ]);
      }
    }
    expect(calls).toEqual([]);
  });
});

describe('with a token of the gateway', () => {
  test('GraphQL is answered for the identity in it', async () => {
    const variables = { a: [1, null] };
    const { status, text } = await post('/graphql', JSON.stringify({ query, variables }), token);
    expect([status, JSON.parse(text)]).toEqual([200, { data: { __typename: 'Query' } }]);
    const told = { ...identity, userAgent: 'curl/8' };
    expect(calls).toEqual([{ query, variables, operationName: undefined, identity: told }]);
  });

  test('a REST route gets the body as it was sent, and answers for itself', async () => {
    const { status, headers, text } = await post('/api/things', '{ not "JSON', token);
    expect([status, headers.get('x-kind'), text]).toEqual([201, 'thing', '{ not "JSON']);
    expect(calls).toMatchObject([{ identity }]);
  });

  test.each([
    ['no JSON', '{ no JSON'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a query that is no text', '{"query": 7}'],
    ['variables that are no object', '{"query": "{ a }", "variables": "v"}'],
  ])('%s is no request', async (_name, body) => {
    const answer = await post('/graphql', body, token);
    expect([answer.status, codesOf(answer.text)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(calls).toEqual([]);
  });

  test.each([
    ['/graphql', 21 * 1024 * 1024],
    ['/api/things', 101],
  ])('%s takes no body of %d bytes', async (path, size) => {
    const answer = await post(path, JSON.stringify({ query: 'x'.repeat(size) }), token);
    expect([answer.status, codesOf(answer.text)]).toEqual([413, ['PAYLOAD_TOO_LARGE']]);
    expect(calls).toEqual([]);
  });

  test('operations on a socket are run, whatever became of others on it', async () => {
    await using socket = await openSocket();
    const introduction = { [actorTokenHeader]: token, 'x-request-id': identity.requestId };
    const extensions = { [actorExtension]: introduction };
    const refused = { query: subscription, variables: { refused: true }, extensions };
    expect(await socket.run(refused)).toEqual([['error', undefined]]);
    expect(await socket.run({ query: unreadable, extensions })).toEqual([
      ['error', 'GRAPHQL_PARSE_FAILED'],
    ]);
    expect(await socket.run({ query: subscription, extensions })).toEqual([
      ['next', { data: { things: { id: '1' } } }],
      ['next', { data: { things: { id: '2' } } }],
      ['complete', undefined],
    ]);
    expect(await socket.run({ query, extensions })).toEqual([
      ['next', { data: { __typename: 'Query' } }],
      ['complete', undefined],
    ]);
    expect(calls.at(-1)).toMatchObject({ query, identity });
  });
});

test('probes and metrics need no token', async () => {
  for (const path of ['/health', '/ready', '/metrics']) {
    expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 200]);
  }
});

test('the metrics tell how far the events of the subgraph are behind', async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toContain('arbiter_event_lag_seconds{subgraph="registry",step="publishing"} 3');
});

describe('without a token', () => {
  const open = new Set(['/health', '/ready', '/metrics']);

  test('every route that there is refuses, whatever the method, but probes', async () => {
    const closed = server.routes.filter(({ path }) => !open.has(path));
    expect(closed.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining(['POST /graphql', 'POST /api/things']),
    );
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
    for (const path of new Set([...closed.map(({ path }) => path), '/', '/elsewhere', '/Health'])) {
      for (const method of methods) {
        const { status } = await fetch(`${server.url}${path}`, { method });
        expect([method, path, status]).toEqual([method, path, 401]);
      }
    }
    expect(calls).toEqual([]);
  });

  test('a server that shows neither metrics nor parts has no such path, and says only how it is', async () => {
    const logger = testLogger();
    const options = { subgraph, keys: [key], clock, logger, metrics: createMetrics() };
    await using closed = await startSubgraphServer({
      ...options,
      showsMetrics: false,
      showsParts: false,
      host: '127.0.0.1',
      port: 0,
    });
    const headers = { [actorTokenHeader]: token };
    expect((await fetch(`${closed.url}/metrics`)).status).toBe(401);
    expect((await fetch(`${closed.url}/metrics`, { headers })).status).toBe(404);
    expect(await (await fetch(`${closed.url}/health`)).json()).toEqual({ status: 'healthy' });
  });
});

test('an actor of hundreds of tenants passes', async () => {
  const allowedTenants = Array.from(
    { length: 500 },
    (_, index) => `tenant-${index}-${'x'.repeat(30)}`,
  );
  const actor = { ...identity.actor, allowedTenants };
  const wide = signActorToken(key, actor, { audience: 'registry', clock });
  expect((await post('/graphql', JSON.stringify({ query }), wide)).status).toBe(200);
});

test('a request that never ends is not waited for, whoever sends it', async () => {
  const logger = testLogger();
  const options = { subgraph, keys: [key], clock, logger, metrics: createMetrics() };
  const place = { host: '127.0.0.1', port: 0 };
  await using impatient = await startSubgraphServer({
    ...options,
    ...place,
    receiveTimeoutMs: 200,
  });
  for (const path of ['/graphql', '/api/things']) {
    for (const given of [token, 'wrong']) {
      const requests = unfinishedRequests(path, { [actorTokenHeader]: given });
      const said = await Promise.all(
        Object.values(requests).map((request) => sendUnfinished(impatient.url, request)),
      );
      for (const text of said) expect(text).toMatch(/^HTTP\/1.1 (408|401|413) /);
    }
  }
  expect(calls).toEqual([]);
});

test('there is nothing else', async () => {
  const headers = { [actorTokenHeader]: token };
  expect((await fetch(`${server.url}/elsewhere`, { headers })).status).toBe(404);
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/elsewhere`);
  await expect(once(socket, 'open')).rejects.toThrow();
});

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A socket that runs one operation after the other and gives the messages of each. */
async function openSocket() {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, [
    'graphql-transport-ws',
  ]);
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ type: 'connection_init' });
  await once(socket, 'message');
  let operations = 0;
  return {
    async run(payload: object): Promise<[string, unknown][]> {
      const id = String((operations += 1));
      const messages: [string, unknown][] = [];
      const listening = new AbortController();
      const over = new Promise<void>((resolve, reject) => {
        const onClose = (code: number) => reject(new Error(`closed: ${code}`));
        const onMessage = (data: Buffer) => {
          const message = JSON.parse(data.toString()) as Message;
          if (message.id !== id) return;
          messages.push([message.type, payloadOf(message)]);
          if (message.type !== 'next') resolve();
        };
        socket.on('close', onClose).on('message', onMessage);
        listening.signal.addEventListener('abort', () =>
          socket.off('close', onClose).off('message', onMessage),
        );
      });
      send({ id, type: 'subscribe', payload });
      await over.finally(() => listening.abort());
      return messages;
    },
    async [Symbol.asyncDispose]() {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** Of an error its code. */
function payloadOf({ type, payload }: Message): unknown {
  if (type !== 'error') return payload;
  return (payload as { extensions?: { code?: string } }[])[0]?.extensions?.code;
}
