/** The client over HTTP, against a server of the real schema. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ArbiterClient, createArbiterClient } from './client.ts';
import type { TypedDocument } from './document.ts';
import { AgentDocument, AgentOverviewDocument } from './generated/operations.ts';
import { eachNode } from './pages.ts';
import { type ApiServer, startApiServer } from './testing/api-server.ts';
import { agent } from './testing/root-value.ts';
import { failure } from './testing/waiting.ts';

let server: ApiServer;
let client: ArbiterClient;

beforeAll(async () => {
  server = await startApiServer();
  client = createArbiterClient({ url: server.url, retry: { minDelayMs: 1, maxDelayMs: 5 } });
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  server.requests.length = 0;
  server.faults.length = 0;
});

describe('a method for each operation', () => {
  test('a query gives the value of its root field', async () => {
    expect(await client.agent({ id: 'agent-7' })).toEqual({ ...agent, id: 'agent-7' });
  });

  test('a mutation takes its input and gives its payload', async () => {
    const { agent: created } = await client.createAgent({ name: 'Bea', type: 'GENERAL_PURPOSE' });
    expect(created.name).toBe('Bea');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
      variables: { input: { name: 'Bea', type: 'GENERAL_PURPOSE' } },
    });
  });

  test('a missing value without an error is no answer', async () => {
    const error = await failure(client.agent({ id: 'without-reason' }));
    expect(error).toMatchObject({ code: 'PROTOCOL', retryable: false });
  });

  test('nodes of all pages, one after another', async () => {
    const ids = [];
    for await (const { id } of eachNode((after) => client.agents({ first: 2, after })))
      ids.push(id);
    expect(ids).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4', 'agent-5']);
    expect(server.requests).toHaveLength(3);
  });

  test('a page is asked for when it is needed', async () => {
    for await (const { id } of eachNode((after) => client.agents({ first: 2, after }))) {
      if (id === 'agent-2') break;
    }
    expect(server.requests).toHaveLength(1);
  });
});

describe('documents of one’s own', () => {
  test('typed ones', async () => {
    const data = await client.execute(AgentDocument, { id: 'agent-3' });
    expect(data.agent?.name).toBe('Ada');
  });

  test('plain text', async () => {
    expect(await client.execute('{ agents(first: 1) { nodes { id } } }')).toEqual({
      agents: { nodes: [{ id: 'agent-1' }] },
    });
  });

  test('text in an object, as GraphQL Code Generator makes it', async () => {
    const document = Object.assign(new String('{ agents(first: 1) { nodes { id } } }'), {});
    const typed = document as unknown as TypedDocument<{ agents: { nodes: { id: string }[] } }>;
    expect((await client.execute(typed)).agents.nodes).toHaveLength(1);
  });

  test('a parsed one is refused in words', async () => {
    const parsed = { kind: 'Document', definitions: [] };
    await expect(client.execute(parsed)).rejects.toThrow('documentMode');
  });
});

describe('what a request carries', () => {
  test.each([
    ['', ''],
    ['/', ''],
    ['/graphql', ''],
    ['/graphql/', ''],
    ['/behind/a/path', '/behind/a/path'],
    ['/behind/a/path/graphql?x#y', '/behind/a/path'],
  ])('%j is a URL of the server', async (suffix, path) => {
    server.faults.push((_request, response) => void response.end('{"data":{"ok":true}}'));
    await createArbiterClient({ url: `${server.url}${suffix}` }).execute('{ ok }');
    expect(server.requests[0]?.path).toBe(`${path}/graphql`);
  });

  test('the token of the moment, the client’s and the call’s headers, a request id', async () => {
    let calls = 0;
    const token = async () => `token-${(calls += 1)}`;
    const ours = createArbiterClient({ url: server.url, token, headers: { 'x-one': '1' } });
    await ours.agent({ id: 'a' }, { headers: { 'x-two': '2' }, requestId: 'mine' });
    await ours.agent({ id: 'a' });
    expect(server.requests.map(({ headers }) => headers)).toMatchObject([
      { authorization: 'Bearer token-1', 'x-one': '1', 'x-two': '2', 'x-request-id': 'mine' },
      {
        authorization: 'Bearer token-2',
        'x-one': '1',
        'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
    expect(server.requests[1]?.headers).not.toHaveProperty('x-two');
  });

  test('nothing that says who asks, when nothing was given', async () => {
    await client.agent({ id: 'a' });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('a fetch of one’s own is used', async () => {
    const urls: unknown[] = [];
    const ours = createArbiterClient({
      url: server.url,
      fetch: (input, init) => {
        urls.push(input);
        return fetch(input, init);
      },
    });
    await ours.agent({ id: 'a' });
    expect(urls).toEqual([`${server.url}/graphql`]);
  });

  test('a bad URL is refused at once', () => {
    expect(() => createArbiterClient({ url: 'nowhere' })).toThrow('Invalid URL');
  });
});

describe('errors', () => {
  test('a refusal has its code and facts, and is not repeated', async () => {
    const error = await failure(client.agent({ id: 'missing' }));
    expect(error).toMatchObject({
      name: 'ArbiterError',
      code: 'NOT_FOUND',
      message: 'Refused: NOT_FOUND.',
      field: 'id',
      path: ['agent'],
      requestId: 'server-1',
      retryable: false,
      data: { agent: null },
    });
    expect(error.errors).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  test('a document that is not valid', async () => {
    const error = await failure(client.execute('{ agent { nothing } }'));
    expect(error.retryable).toBe(false);
    expect(error.errors?.length).toBeGreaterThan(0);
    expect(error.message).toContain('nothing');
  });

  test('part of an answer failed: the rest is in the error', async () => {
    const never = { retry: false } as const;
    const error = await failure(client.execute(ratingsDocument, { id: 'agent-1' }, never));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', path: ['agent', 'ratings'], retryAfter: 2 });
    expect(error.data).toEqual({ agent: { id: 'agent-1', ratings: null } });
  });

  test('answer() has data and errors side by side', async () => {
    const never = { retry: false } as const;
    const whole = await client.answer(AgentDocument, { id: 'agent-1' });
    expect(whole).toMatchObject({ data: { agent: { id: 'agent-1' } }, errors: [] });
    const part = await client.answer(AgentOverviewDocument, { id: 'agent-1' }, never);
    expect(part.data).toMatchObject({ agent: { id: 'agent-1', name: 'Ada', ratings: null } });
    expect(part.errors.map(({ code }) => code)).toContain('UNAVAILABLE');
    expect(part.requestId).toBe(server.requests[1]?.headers['x-request-id']);
  });

  test('problem details of plain HTTP', async () => {
    server.faults.push((_request, response) => {
      response.writeHead(413, { 'content-type': 'application/problem+json', 'x-request-id': 'r' });
      response.end(JSON.stringify({ code: 'PAYLOAD_TOO_LARGE', detail: 'Too much.', status: 413 }));
    });
    expect(await failure(client.agent({ id: 'a' }))).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: 'Too much.',
      status: 413,
      requestId: 'r',
    });
  });

  test.each([
    ['a page of another server', 200, '<html>', 'PROTOCOL'],
    ['JSON of another server', 200, '{"hello":"world"}', 'PROTOCOL'],
    ['an empty answer', 200, '', 'PROTOCOL'],
    ['a list', 200, '[]', 'PROTOCOL'],
    ['no such path', 404, 'Not found', 'PROTOCOL'],
    ['a proxy that refuses', 403, '<html>', 'FORBIDDEN'],
    ['a server that broke', 500, '', 'INTERNAL'],
  ])('%s', async (_name, status, body, code) => {
    server.faults.push((_request, response) => void response.writeHead(status).end(body));
    expect(await failure(client.agent({ id: 'a' }))).toMatchObject({ code, retryable: false });
  });

  test('nobody is there', async () => {
    const url = 'http://127.0.0.1:1';
    const error = await failure(createArbiterClient({ url, retry: false }).agent({ id: 'a' }));
    expect(error).toMatchObject({ code: 'NETWORK', retryable: true });
    expect(error.cause).toMatchObject({ name: 'TypeError' });
  });
});

describe('time limit and abort', () => {
  const silence = () => {};

  test('no answer in time is a TIMEOUT', async () => {
    server.faults.push(silence);
    const error = await failure(client.agent({ id: 'a' }, { timeoutMs: 20, retry: false }));
    expect(error).toMatchObject({ code: 'TIMEOUT', retryable: true });
    expect(error.requestId).toBe(server.requests[0]?.headers['x-request-id']);
  });

  test('an answer that stops in the middle is a TIMEOUT too', async () => {
    server.faults.push((_request, response) => void response.writeHead(200).write('{"data":'));
    const error = await failure(client.agent({ id: 'a' }, { timeoutMs: 50, retry: false }));
    expect(error.code).toBe('TIMEOUT');
  });

  test('an abort rejects with its reason', async () => {
    const reason = new Error('Not needed any more.');
    const controller = new AbortController();
    server.faults.push(() => controller.abort(reason));
    await expect(client.agent({ id: 'a' }, { signal: controller.signal })).rejects.toBe(reason);
  });

  test('an abort while waiting for a repeat', async () => {
    const reason = new Error('Not needed any more.');
    const controller = new AbortController();
    const slow = { attempts: 1, minDelayMs: 60_000, maxDelayMs: 60_000 };
    server.faults.push((_request, response) => {
      response.writeHead(503, { 'retry-after': '60' }).end();
      setTimeout(() => controller.abort(reason), 20);
    });
    const work = client.agent({ id: 'a' }, { signal: controller.signal, retry: slow });
    await expect(work).rejects.toBe(reason);
  });

  test('nothing is sent when it was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('Never.'));
    await expect(client.agent({ id: 'a' }, { signal })).rejects.toThrow('Never.');
    expect(server.requests).toHaveLength(0);
  });
});

describe('repeats', () => {
  const unavailable = (
    _request: unknown,
    response: { writeHead(status: number): { end(): void } },
  ) => response.writeHead(503).end();

  test('a query is repeated until it succeeds, with the same request id', async () => {
    server.faults.push(unavailable, unavailable);
    expect(await client.agent({ id: 'a' })).toMatchObject({ id: 'a' });
    const ids = server.requests.map(({ headers }) => headers['x-request-id']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  test('a query is repeated so often and no more', async () => {
    server.faults.push(unavailable, unavailable, unavailable, unavailable, unavailable);
    const error = await failure(client.agent({ id: 'a' }, { retry: { attempts: 2 } }));
    expect(error.code).toBe('UNAVAILABLE');
    expect(server.requests).toHaveLength(3);
  });

  test('a broken connection', async () => {
    server.faults.push((request) => request.socket.destroy());
    expect(await client.agent({ id: 'a' })).toMatchObject({ id: 'a' });
  });

  test('a mutation without an idempotency key is sent once', async () => {
    server.faults.push(unavailable);
    const input = { name: 'Bea', type: 'GENERAL_PURPOSE' } as const;
    expect((await failure(client.createAgent(input))).code).toBe('UNAVAILABLE');
    expect(server.requests).toHaveLength(1);
  });

  test('a mutation without one is sent once even if the call asks for repeats', async () => {
    server.faults.push(unavailable);
    const input = { name: 'Bea', type: 'GENERAL_PURPOSE' } as const;
    expect((await failure(client.createAgent(input, { retry: { attempts: 5 } }))).code).toBe(
      'UNAVAILABLE',
    );
    expect(server.requests).toHaveLength(1);
  });

  test('a mutation with one is repeated', async () => {
    server.faults.push(unavailable);
    const input = { name: 'Bea', type: 'GENERAL_PURPOSE', idempotencyKey: 'k' } as const;
    expect((await client.createAgent(input)).agent.name).toBe('Bea');
    expect(server.requests).toHaveLength(2);
  });

  test('bad input is not', async () => {
    const input = { name: '', type: 'GENERAL_PURPOSE', idempotencyKey: 'k' } as const;
    expect(await failure(client.createAgent(input))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.name',
    });
    expect(server.requests).toHaveLength(1);
  });

  test('a server that asks for more patience than there is gets none', async () => {
    server.faults.push((_request, response) => {
      response.writeHead(429, { 'retry-after': '3600' }).end();
    });
    const error = await failure(client.agent({ id: 'a' }));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3600, retryable: true });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server that is newer than the SDK', () => {
  test('values and codes that nobody knew pass through', async () => {
    const future = { ...agent, status: 'HIBERNATING', inventedLater: [1] };
    server.faults.push((_request, response) => {
      response.end(JSON.stringify({ data: { agent: future }, extensions: { cost: 1 } }));
    });
    expect(await client.agent({ id: 'a' })).toEqual(future);
    server.faults.push((_request, response) => {
      const extensions = { code: 'INVENTED_LATER', field: 7, more: true };
      response.end(JSON.stringify({ errors: [{ message: 'New.', extensions }] }));
    });
    const error = await failure(client.agent({ id: 'a' }));
    expect(error).toMatchObject({ code: 'INVENTED_LATER', message: 'New.', retryable: false });
    expect(error).not.toHaveProperty('field');
    expect(error.errors?.[0]?.extensions).toMatchObject({ more: true });
  });
});

const ratingsDocument =
  'query($id: ID!) { agent(id: $id) { id ratings { id } } }' as unknown as TypedDocument<
    unknown,
    { id: string }
  >;
