/**
 * The protocol graphql-sse (distinct connections) at our endpoint: methods, media types, the limit, and
 * the reference client reading it.
 */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { createClient } from 'graphql-sse';
import { toAppError } from '@arbiter/server/graphql/http-refusal.ts';
import type { OperationOutcome } from '@arbiter/server/graphql/websocket.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type PushedResults, pushedResults } from '@arbiter/testkit/pushed-results.ts';
import { until } from '@arbiter/testkit/scripted-websocket.ts';
import { mountEventStream } from './event-stream.ts';
import { sendProblem } from './problem.ts';
import { setRequestIdentity } from './request-context.ts';

const query = 'subscription { events { value } }';
const maxStreams = 2;

let http: FastifyInstance;
let url: string;
let source: PushedResults;
let run: () => OperationOutcome;
let asked: number;

beforeEach(async () => {
  source = pushedResults();
  run = () => ({ results: source.results });
  asked = 0;
  http = fastify({ forceCloseConnections: true });
  http.addHook('onRequest', async (incoming) =>
    setRequestIdentity(incoming, testIdentity('tenant')),
  );
  http.setErrorHandler<Error>((error, _request, reply) =>
    sendProblem(reply, 'request-1', toAppError(error)),
  );
  const count = async () => {
    asked += 1;
    return run();
  };
  mountEventStream(http, count, { maxStreams });
  await http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/graphql/stream`;
});
afterEach(() => http.close());

/** Sends a request and gives the response as soon as its head is there. */
async function ask(method: string, headers: Record<string, string> = {}, body?: string) {
  const isGet = method === 'GET';
  const outgoing = request(isGet ? `${url}?query=${encodeURIComponent(query)}` : url, {
    method,
    agent: false,
    headers: { ...(isGet ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  outgoing.on('error', () => undefined);
  outgoing.end(method === 'POST' ? (body ?? JSON.stringify({ query })) : undefined);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return { response, abort: () => outgoing.destroy() };
}

async function problemOf(response: IncomingMessage): Promise<Record<string, unknown>> {
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return JSON.parse(text) as Record<string, unknown>;
}

describe('methods', () => {
  test.each(['PUT', 'DELETE', 'PATCH'])('405 for %s', async (method) => {
    const { response } = await ask(method);
    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe('GET, POST');
    expect(await problemOf(response)).toMatchObject({ status: 405, code: 'BAD_USER_INPUT' });
    expect(asked).toBe(0);
  });

  test('405 for HEAD, which follows nothing', async () => {
    const { response } = await ask('HEAD');
    expect(response.statusCode).toBe(405);
    expect(asked).toBe(0);
  });

  test.each(['GET', 'POST'])('%s opens a stream', async (method) => {
    const { response, abort } = await ask(method);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    abort();
  });
});

describe('media types', () => {
  test.each([
    'text/event-stream',
    'text/event-stream;charset=utf-8',
    'text/*',
    '*/*',
    'application/json, text/event-stream;q=0.1',
  ])('a client of %s is served', async (accept) => {
    const { response, abort } = await ask('POST', { accept });
    expect(response.statusCode).toBe(200);
    abort();
  });

  test.each(['application/json', 'text/event-stream;q=0, */*;q=0', 'multipart/mixed'])(
    '406 for a client of %s',
    async (accept) => {
      const { response } = await ask('POST', { accept });
      expect(response.statusCode).toBe(406);
      expect(await problemOf(response)).toMatchObject({ status: 406, requestId: 'test-tenant' });
      expect(asked).toBe(0);
    },
  );

  test.each([
    ['text/plain', JSON.stringify({ query })],
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(query)}`],
    ['application/json', '{'],
    ['application/json', '[]'],
    ['application/json', '{"query":1}'],
  ])('400 for a body of %s: %s', async (type, body) => {
    const { response } = await ask('POST', { 'content-type': type }, body);
    expect(response.statusCode).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(asked).toBe(0);
  });
});

test('a stream too many is refused with 503, until another has ended', async () => {
  const streams = [await ask('GET'), await ask('POST')];
  const { response } = await ask('GET');
  expect(response.statusCode).toBe(503);
  expect(response.headers['retry-after']).toBe('5');
  expect(await problemOf(response)).toMatchObject({ code: 'UNAVAILABLE' });
  streams[0]?.abort();
  await until(() => source.returned() > 0);
  const { response: next, abort } = await ask('GET');
  expect(next.statusCode).toBe(200);
  abort();
});

describe('the reference client', () => {
  const connect = () => createClient({ url, retryAttempts: 0 });

  test('results in order, then the end', async () => {
    const client = connect();
    source.push({ data: { n: 1 } });
    source.push({ data: { n: 2 } });
    source.end();
    const seen: unknown[] = [];
    for await (const result of client.iterate({ query })) seen.push(result);
    expect(seen).toEqual([{ data: { n: 1 } }, { data: { n: 2 } }]);
    client.dispose();
  });

  test('a refusal is a result with errors, and the end', async () => {
    run = () => ({ errors: [new GraphQLError('No.', { extensions: { code: 'NOT_FOUND' } })] });
    const client = connect();
    const seen: unknown[] = [];
    for await (const result of client.iterate({ query })) seen.push(result);
    expect(seen).toEqual([{ errors: [{ message: 'No.', extensions: { code: 'NOT_FOUND' } }] }]);
    client.dispose();
  });

  test('one that leaves ends the stream', async () => {
    const client = connect();
    const results = client.iterate({ query });
    source.push({ data: { n: 1 } });
    expect(await results.next()).toMatchObject({ value: { data: { n: 1 } } });
    await results.return?.();
    await until(() => source.returned() > 0);
    client.dispose();
  });
});
