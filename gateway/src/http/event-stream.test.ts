/** The event stream on the wire: its form, how it ends, what it refuses, and clients that are slow. */
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { OperationOutcome } from '@arbiter/server/graphql/websocket.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type PushedResults, pushedResults } from '@arbiter/testkit/pushed-results.ts';
import { toAppError } from '@arbiter/server/graphql/http-refusal.ts';
import { keepCursor } from '../subscriptions/resume.ts';
import type { OperationPayload } from '../subscriptions/operation-payload.ts';
import { type EventStreams, mountEventStream } from './event-stream.ts';
import { sendProblem } from './problem.ts';
import { setRequestIdentity } from './request-context.ts';

/** A result of which the gateway knows where the stream continues. */
function delivery(value: unknown, cursor: string): ExecutionResult {
  return keepCursor(
    { data: { events: { value } } },
    { data: { events: { arbiterCursor: cursor } } },
  );
}

const query = 'subscription ($after: String) { events(after: $after) { value } }';

let http: FastifyInstance;
let streams: EventStreams;
let port: number;
let asked: OperationPayload[];
let run: (payload: OperationPayload) => Promise<OperationOutcome> | OperationOutcome;
let source: PushedResults;

beforeEach(async () => {
  source = pushedResults();
  run = () => ({ results: source.results });
  asked = [];
  http = fastify({ forceCloseConnections: true });
  http.addHook('onRequest', async (incoming, reply) => {
    setRequestIdentity(incoming, testIdentity('tenant'));
    void reply.header('x-request-id', 'request-1');
  });
  http.setErrorHandler<Error>((error, _request, reply) =>
    sendProblem(reply, 'request-1', toAppError(error)),
  );
  streams = mountEventStream(http, async (payload) => {
    asked.push(payload);
    return run(payload);
  });
  await http.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = http.server.address() as AddressInfo);
});
afterEach(() => http.close());

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Sends a request and gives the response as soon as its head is there. */
async function ask({ method = 'POST', path = '', headers = {}, body }: Ask = {}) {
  const outgoing = request({
    port,
    method,
    path: `/graphql/stream${path}`,
    headers: { 'content-type': 'application/json', ...headers },
  });
  outgoing.on('error', () => undefined);
  outgoing.end(method === 'POST' ? JSON.stringify(body ?? { query }) : undefined);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  return { response, abort: () => outgoing.destroy() };
}

/** Everything up to the end of the stream. */
async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('form', () => {
  test('headers, a comment at once, events with their cursor as id, and the end', async () => {
    const { response } = await ask();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-request-id': 'request-1',
    });
    expect(await once(response, 'data')).toEqual([':\n\n']);
    source.push(delivery('a\nb', 'c1'));
    source.push({ data: { events: { value: 2 } } });
    source.end();
    expect(await textOf(response)).toBe(
      'event: next\nid: c1\ndata: {"data":{"events":{"value":"a\\nb"}}}\n\n' +
        'event: next\ndata: {"data":{"events":{"value":2}}}\n\n' +
        'event: complete\ndata:\n\n',
    );
  });

  test('a refusal is one event without a comment before it, then the end', async () => {
    run = () => ({ errors: [new GraphQLError('No.', { extensions: { code: 'NOT_FOUND' } })] });
    const { response } = await ask();
    expect(await textOf(response)).toBe(
      'event: next\ndata: {"errors":[{"message":"No.","extensions":{"code":"NOT_FOUND"}}]}\n\n' +
        'event: complete\ndata:\n\n',
    );
  });

  test('a stream that ends for now says where it continues, and when to come back', async () => {
    const { response } = await ask();
    source.push(delivery(1, 'c1'));
    const extensions = { code: 'UNAVAILABLE', retryAfter: 5, cursor: 'c2' };
    source.push({ errors: [new GraphQLError('Later.', { extensions })] });
    source.end();
    expect(await textOf(response)).toMatch(
      /\n\nevent: next\nid: c2\nretry: 5000\ndata: \{"errors":.*\}\n\nevent: complete\ndata:\n\n$/,
    );
  });

  test('a refusal for now says when to come back, and keeps the client’s own place', async () => {
    const extensions = { code: 'UNAVAILABLE', retryAfter: 2 };
    run = () => ({ errors: [new GraphQLError('Later.', { extensions })] });
    const { response } = await ask();
    expect(await textOf(response)).toMatch(/^event: next\nretry: 2000\ndata: /);
  });

  test('a query is answered like a stream of one', async () => {
    run = () => ({ result: { data: { a: 1 } } });
    const { response } = await ask({ body: { query: '{ a }' } });
    expect(await textOf(response)).toBe(
      'event: next\ndata: {"data":{"a":1}}\n\nevent: complete\ndata:\n\n',
    );
  });
});

describe('requests', () => {
  const search = (fields: Record<string, string>) => `?${new URLSearchParams(fields)}`;

  test('by GET, as EventSource makes them', async () => {
    const path = search({ query, variables: '{"after":"0"}', operationName: 'S' });
    const { abort } = await ask({ method: 'GET', path });
    expect(asked).toEqual([{ query, variables: { after: '0' }, operationName: 'S' }]);
    abort();
  });

  test.each([
    ['nothing', { body: {} }, 'query'],
    ['variables that are a list', { body: { query, variables: [1] } }, 'query'],
    [
      'variables that are no JSON',
      { method: 'GET', path: search({ query, variables: '{' }) },
      'variables',
    ],
    ['no document by GET', { method: 'GET' }, 'query'],
  ])('%s: refused', async (_name, wrong, field) => {
    const { response } = await ask(wrong);
    expect(response.statusCode).toBe(400);
    expect(JSON.parse(await textOf(response))).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(asked).toEqual([]);
  });

  test.each([
    'mutation { a }',
    'mutation M { a } query Q { a }',
    'query Q { a } mutation M { a }',
    '# a comment\nmutation { a }',
  ])('a GET changes nothing: %j', async (document) => {
    const name = document.includes('M {') ? { operationName: 'M' } : {};
    const path = search({ query: document, ...name });
    const { response } = await ask({ method: 'GET', path });
    expect(response.statusCode).toBe(400);
    expect(JSON.parse(await textOf(response))).toMatchObject({
      code: 'BAD_USER_INPUT',
      detail: expect.stringContaining('POST'),
    });
    expect(asked).toEqual([]);
  });

  test('Last-Event-ID continues the stream', async () => {
    const body = { query, variables: { after: '0' } };
    const { abort } = await ask({ headers: { 'last-event-id': 'c7' }, body });
    expect(asked).toEqual([{ query, variables: { after: 'c7' } }]);
    abort();
  });

  test('an empty one does not', async () => {
    const { abort } = await ask({ headers: { 'last-event-id': '' } });
    expect(asked).toEqual([{ query }]);
    abort();
  });
});

describe('ends', () => {
  test('a client that leaves ends the subscription, though no event comes', async () => {
    const { abort } = await ask();
    abort();
    await until(() => source.returned() > 0);
  });

  test('also one that leaves before the subscription is there', async () => {
    const responses: ServerResponse[] = [];
    http.server.on('request', (_request, raw: ServerResponse) => responses.push(raw));
    let answer = (_outcome: OperationOutcome) => {};
    run = () => new Promise((resolve) => (answer = resolve));
    const outgoing = request({
      port,
      method: 'POST',
      path: '/graphql/stream',
      headers: { 'content-type': 'application/json' },
    });
    outgoing.on('error', () => undefined);
    outgoing.end(JSON.stringify({ query }));
    await until(() => asked.length === 1);
    outgoing.destroy();
    await until(() => responses[0]?.destroyed === true);
    answer({ results: source.results });
    await until(() => source.returned() > 0);
  });

  test('when the server drains, without `complete`, so that clients come back', async () => {
    const { response } = await ask();
    source.push(delivery(1, 'c1'));
    streams.close();
    expect(await textOf(response)).not.toContain('complete');
    expect(source.returned()).toBeGreaterThan(0);
    const { response: late } = await ask();
    expect(await textOf(late)).not.toContain('complete');
  });

  test('a fault of the source breaks the stream off, and the server goes on', async () => {
    const { response } = await ask();
    source.fail(new Error('A fault.'));
    const text = await textOf(response).catch(() => 'broken off');
    expect(text).not.toContain('complete');
    expect(text).not.toContain('A fault.');
    source = pushedResults();
    const { response: next } = await ask();
    source.end();
    expect(await textOf(next)).toContain('complete');
  });
});

test('a client that does not read is waited for, and its events are not piled up', async () => {
  const responses: ServerResponse[] = [];
  http.server.on('request', (_request, raw: ServerResponse) => responses.push(raw));
  const { response } = await ask();
  const listeners = responses[0]?.listenerCount('close') ?? 0;
  response.pause();
  const count = 200;
  for (let index = 0; index < count; index += 1)
    source.push(delivery('x'.repeat(200_000), `c${index}`));
  await new Promise((resolve) => setTimeout(resolve, 300));
  // Some is in the buffers of the two sockets; most is still where it came from.
  expect(source.waiting()).toBeGreaterThan(count / 2);
  // Read a little, again and again: each time it is full once more.
  let text = '';
  for (let round = 0; round < 20; round += 1) {
    text += response.read() ?? '';
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(responses[0]?.listenerCount('close')).toBeLessThanOrEqual(listeners + 1);
  source.end();
  text += await textOf(response);
  expect(text.match(/^event: next$/gm)).toHaveLength(count);
  expect(text).toContain('event: complete');
  expect(responses[0]?.listenerCount('close')).toBeLessThanOrEqual(listeners);
});
