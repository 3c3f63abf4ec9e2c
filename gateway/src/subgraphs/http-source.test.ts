/**
 * Goal: whatever becomes of a subgraph behind HTTP, the senders of its own endpoints are answered in
 * the form that they know, in time, and told when to come back. Method: a server in its place that
 * answers, refuses, says something else, breaks off or says nothing.
 */
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { problemAnswer } from '@arbiter/server/subgraph/rest-answers.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { httpSource } from './http-source.ts';
import type { SubgraphSource } from './subgraph-source.ts';

const path = '/api/v1/lineage';
const key = parseSigningKey(Buffer.alloc(32, 7).toString('base64'));
let answer: RequestListener;
let source: SubgraphSource;
const server = createServer((request, response) => answer(request, response));

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/graphql`;
  source = httpSource({ name: 'registry', url, key, clock: systemClock });
});
afterEach(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  await source.close();
});

const post = () =>
  source.rest(path, { identity: testIdentity(), headers: {}, body: Buffer.from('{}') });

test('an answer and a refusal are passed on with the headers that matter', async () => {
  const refusal = problemAnswer({
    status: 415,
    code: 'BAD_USER_INPUT',
    detail: 'Unknown.',
    requestId: 'request-1',
    headers: { 'accept-encoding': 'gzip' },
  });
  answer = (_, response) =>
    response.writeHead(refusal.status, { ...refusal.headers, 'x-own': '1' }).end(refusal.body);
  expect(await post()).toEqual(refusal);
  answer = (_, response) =>
    response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
  expect(await post()).toEqual({
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
});

test.each<[string, RequestListener]>([
  [
    'that is stopping',
    (_, response) => response.writeHead(503, { 'content-type': 'application/json' }).end('{}'),
  ],
  ['that does not know the caller', (_, response) => response.writeHead(401).end('{"errors":[]}')],
  ['that fails', (_, response) => response.writeHead(500).end()],
  ['that breaks off', (_, response) => response.destroy()],
  [
    'that breaks off in its answer',
    (_, response) => {
      response.writeHead(201, { 'content-length': '100' }).write('{');
      setImmediate(() => response.destroy());
    },
  ],
  ['that says nothing', () => undefined],
])(
  'senders to a subgraph %s are told to come back',
  async (_, listener) => {
    answer = listener;
    await expect(post()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { retryAfter: expect.any(Number) },
    });
  },
  20_000,
);
