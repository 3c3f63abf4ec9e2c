/**
 * Goal: each limit is held at the edge, the same over HTTP, WebSocket and event streams: as much as is
 * allowed passes, one more is refused with the limit's name and value, and no subgraph is asked.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import {
  type LimitedGateway,
  type LimitedGatewayOptions,
  startLimitedGateway,
} from './limited-gateway.fixture.ts';
import {
  type Answer,
  type Operation,
  repeat,
  socketClient,
  ways,
} from './send-operation.fixture.ts';
import { type OperationLimitName, limitSettingNames } from './operation-limits.ts';

const nested = (levels: number) =>
  `{ shelf ${'{ parent '.repeat(levels - 2)}{ id }${' }'.repeat(levels - 2)} }`;
const fragments = `fragment two on Shelf { a: id b: id } fragment four on Shelf { ...two ...two }`;
const on = '@include(if: true)';

/** An operation that needs exactly the amount, for each limit and way to spend it. */
const spending: [OperationLimitName, string, number, (amount: number) => Operation][] = [
  ['tokens', 'fields', 40, (n) => ({ query: `{ ${repeat(n - 2, () => 'tags')} }` })],
  ['depth', 'fields', 6, (n) => ({ query: nested(n) })],
  [
    'depth',
    'fragments',
    5,
    (n) => ({
      query: `{ shelf { ...f${n - 1} } } fragment f1 on Shelf { id }
        ${repeat(n - 2, (i) => `fragment f${i + 2} on Shelf { parent { ...f${i + 1} } }`)}`,
    }),
  ],
  ['aliases', 'fields', 7, (n) => ({ query: `{ ${repeat(n, (i) => `x${i}: tags`)} }` })],
  [
    'aliases',
    'fragments',
    9,
    (n) => ({
      query: `{ shelf { ...four ...four ${repeat(n - 8, (i) => `x${i}: id`)} } } ${fragments}`,
    }),
  ],
  ['rootFields', 'fields', 6, (n) => ({ query: `{ ${repeat(n, () => 'tags')} }` })],
  [
    'rootFields',
    'fragments',
    6,
    (n) => ({
      query: `{ ...r ...r ${repeat(n - 4, () => 'tags')} } fragment r on Query { tags __typename }`,
    }),
  ],
  ['directives', 'fields', 5, (n) => ({ query: `{ ${repeat(n, () => `tags ${on}`)} }` })],
  [
    'directives',
    'spreads',
    4,
    (n) => ({ query: `{ ${repeat(n, () => `...r ${on}`)} } fragment r on Query { tags }` }),
  ],
  [
    'directives',
    'fragments',
    6,
    (n) => ({
      query: `{ ...r ...r ${repeat(n - 4, () => `tags ${on}`)} }
        fragment r on Query { tags ${on} __typename ${on} }`,
    }),
  ],
  ['listSize', 'a literal', 30, (n) => ({ query: `{ shelves(first: ${n}) { total } }` })],
  [
    'listSize',
    'a variable',
    30,
    (n) => ({ query: 'query ($n: Int) { shelves(first: $n) { total } }', variables: { n } }),
  ],
  ['cost', 'a page', 51, (n) => ({ query: `{ shelves(first: ${n - 1}) { nodes { id } } }` })],
  [
    'cost',
    'a page of variable size',
    51,
    (n) => ({
      query: 'query ($n: Int) { shelves(first: $n) { nodes { id } } }',
      variables: { n: n - 1 },
    }),
  ],
  [
    'variables',
    'names',
    4,
    (n) => ({
      query: 'query ($n: Int) { shelves(first: $n) { total } }',
      variables: Object.fromEntries(Array.from({ length: n }, (_, i) => [`n${i}`, i])),
    }),
  ],
  [
    'variablesBytes',
    'a text',
    200,
    (n) => ({
      query: 'query ($id: ID) { shelf(id: $id) { id } }',
      variables: { id: 'x'.repeat(n - '{"id":""}'.length) },
    }),
  ],
];

describe.each(spending)('%s, spent on %s', (limit, _, maximum, spend) => {
  let gateway: LimitedGateway;
  beforeAll(async () => {
    gateway = await startLimitedGateway({ operation: { [limit]: maximum } });
  });
  afterAll(async () => gateway[Symbol.asyncDispose]());

  test.each(ways)('passes by %s up to the limit', async (_way, send) => {
    const before = gateway.asked();
    expect(await send(gateway.url, spend(maximum))).toMatchObject({ data: expect.anything() });
    expect(gateway.asked()).toBe(before + 1);
  });

  test.each(ways)('is refused by %s beyond, and nobody asked', async (_way, send) => {
    const before = gateway.asked();
    for (const amount of [maximum + 1, maximum * 3]) {
      const { errors } = await send(gateway.url, spend(amount));
      expect(errors).toHaveLength(1);
      const setting = `${limitSettingNames[limit]} is ${maximum}`;
      expect(errors![0]!.message).toContain(setting);
      expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', limit, maximum });
    }
    expect(gateway.asked()).toBe(before);
  });
});

async function withGateway(
  options: LimitedGatewayOptions,
  work: (gateway: LimitedGateway) => Promise<void>,
): Promise<void> {
  await using gateway = await startLimitedGateway(options);
  await work(gateway);
}

describe('over HTTP', () => {
  const post = (url: string, body: string, accept = 'application/json') =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body,
    });
  const operation = JSON.stringify({ query: '{ tags }' });

  test('a body as large as allowed passes, one byte more is 413', () =>
    withGateway({ edge: { bodyBytes: 100 } }, async ({ url, asked }) => {
      const fitting = operation + ' '.repeat(100 - operation.length);
      expect((await post(url, fitting)).status).toBe(200);
      const answer = await post(url, `${fitting} `);
      expect(answer.status).toBe(413);
      expect(await answer.json()).toMatchObject({
        code: 'PAYLOAD_TOO_LARGE',
        limit: 'bodyBytes',
        maximum: 100,
      });
      expect(asked()).toBe(1);
    }));

  test('batches are refused clearly while they are off', () =>
    withGateway({}, async ({ url, asked }) => {
      const answer = await post(url, `[${operation}]`);
      expect(answer.status).toBe(400);
      const { errors } = (await answer.json()) as Answer;
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', limit: 'batch', maximum: 1 } },
      ]);
      expect(asked()).toBe(0);
    }));

  test('a batch as long as allowed passes', () =>
    withGateway({ edge: { batch: 2 } }, async ({ url, asked }) => {
      const answer = await post(url, `[${operation},${operation}]`);
      expect(await answer.json()).toMatchObject([{ data: {} }, { data: {} }]);
      expect(asked()).toBe(2);
      const refused = await post(url, `[${operation},${operation},${operation}]`);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { limit: 'batch' } }] });
      expect(asked()).toBe(2);
    }));

  test('each operation of a batch has its limits', () =>
    withGateway({ edge: { batch: 2 }, operation: { aliases: 0 } }, async ({ url, asked }) => {
      const other = JSON.stringify({ query: '{ a: tags }' });
      const answer = await post(url, `[${operation},${other}]`);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { limit: 'aliases' } }] });
      expect(asked()).toBe(0);
    }));

  test.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('a refusal of the document has a status that clients of %s understand', (accept, status) =>
    withGateway({ operation: { depth: 1 } }, async ({ url }) => {
      const answer = await post(url, JSON.stringify({ query: '{ shelf { id } }' }), accept);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toMatch(accept);
    }),
  );
});

test('an argument that does not fit is no matter of costs', async () => {
  await using gateway = await startLimitedGateway();
  const query = 'query ($n: Int = 3) { page(size: $n) { id } tags }';
  for (const [, send] of ways) {
    const { errors = [] } = await send(gateway.url, { query, variables: { n: null } });
    for (const { extensions } of errors) expect(extensions).not.toMatchObject({ code: 'INTERNAL' });
  }
});

describe('costs', () => {
  const ask = async (url: string, headers: Record<string, string>) => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ shelves(first: 10) { nodes { books { title } } } }' }),
    });
    return (await answer.json()) as { extensions?: object };
  };

  test('are told to those who ask, and to nobody else', async () => {
    await using gateway = await startLimitedGateway({ operation: { cost: 500 } });
    // A page, ten shelves and the ten books that each is thought to have; three with two there are.
    const cost = { estimated: 1 + 10 * (1 + 10), actual: 1 + 3 * (1 + 2), maximum: 500 };
    expect((await ask(gateway.url, { 'x-arbiter-cost': '1' })).extensions).toEqual({ cost });
    expect(await ask(gateway.url, {})).not.toHaveProperty('extensions');
    expect(await ask(gateway.url, { 'x-arbiter-cost': '0' })).not.toHaveProperty('extensions');
  });
});

describe('sockets', () => {
  const connect = (url: string) =>
    new Promise<{ status: number; close: () => void }>((resolve, reject) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.once('open', () => resolve({ status: 101, close: () => socket.close() }));
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        resolve({ status: response.statusCode ?? 0, close: () => undefined });
      });
      socket.once('error', reject);
    });

  test.each([
    ['in all', { sockets: 2 }, 503],
    ['from one address', { socketsPerAddress: 2 }, 429],
  ])('%s are no more than allowed', (_, edge, status) =>
    withGateway({ edge }, async ({ url }) => {
      const [first, second] = [await connect(url), await connect(url)];
      expect([first.status, second.status]).toEqual([101, 101]);
      expect((await connect(url)).status).toBe(status);
      first.close();
      // The place is free when the server has seen the end.
      let next = await connect(url);
      for (let tries = 0; next.status !== 101 && tries < 200; tries += 1) next = await connect(url);
      expect(next.status).toBe(101);
      next.close();
      second.close();
    }),
  );

  test('follow no more subscriptions of a tenant than allowed, on whichever socket', () =>
    withGateway({ edge: { subscriptionsPerTenant: 1 } }, async ({ url, asked }) => {
      await using first = follow(url);
      await eventually(() => asked() === 1);
      await using second = follow(url);
      expect(await second.refused).toMatchObject([
        { extensions: { code: 'RATE_LIMITED', limit: 'subscriptionsPerTenant', maximum: 1 } },
      ]);
      await first.end();
      await eventually(async () => {
        await using next = follow(url);
        const refusal = await Promise.race([next.refused, eventually(() => asked() === 2)]);
        return refusal === undefined;
      });
    }));
});

/** A subscription on a socket of its own. */
function follow(url: string) {
  const client = socketClient(url);
  const refused = Promise.withResolvers<unknown>();
  client.subscribe(
    { query: 'subscription { added { id } }' },
    { next: () => undefined, error: refused.resolve, complete: () => undefined },
  );
  const end = async () => client.dispose();
  return { refused: refused.promise, end, [Symbol.asyncDispose]: end };
}

async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come true.');
}
