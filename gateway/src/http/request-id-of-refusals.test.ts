/**
 * Goal: a refusal says which request it is of, also where nothing has become an operation yet. The
 * request's own id comes back, so that a client's report and our log can be put together.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LimitedGateway, startLimitedGateway } from '../limits/limited-gateway.fixture.ts';
import { sendOdd } from './odd-request.fixture.ts';

const requestId = '0199a5d0-7f3b-7c11-8a55-3b7f5f1f0c11';
const json = { 'content-type': 'application/json' };
const safe = { 'apollo-require-preflight': '1' };
const asks = encodeURIComponent('{ tags }');

let gateway: LimitedGateway;
beforeAll(async () => {
  gateway = await startLimitedGateway({ edge: { batch: 2 } });
});
afterAll(async () => gateway[Symbol.asyncDispose]());

const refused: [
  string,
  { status: number; method?: string; search?: string; headers?: object; body?: string },
][] = [
  ['a body without a query', { status: 400, headers: json, body: '{"a":1}' }],
  ['an empty query', { status: 400, headers: json, body: '{"query":""}' }],
  ['an object without members', { status: 400, headers: json, body: '{}' }],
  ['no operation', { status: 400, headers: json, body: '[]' }],
  ['a batch of what is no operation', { status: 400, headers: json, body: '[1,[]]' }],
  [
    'variables as a text',
    { status: 400, headers: json, body: '{"query":"{tags}","variables":"{}"}' },
  ],
  [
    'extensions as a list',
    { status: 400, headers: json, body: '{"query":"{tags}","extensions":[]}' },
  ],
  [
    'an operation name that is none',
    { status: 400, headers: json, body: '{"query":"{tags}","operationName":[]}' },
  ],
  ['no body', { status: 400, headers: safe }],
  ['a request that any page can make', { status: 400, method: 'GET', search: `?query=${asks}` }],
  ['a GET without a query', { status: 400, method: 'GET', headers: safe }],
  [
    'variables that are no JSON',
    { status: 400, method: 'GET', search: `?query=${asks}&variables={`, headers: safe },
  ],
  [
    'extensions that are no object',
    { status: 400, method: 'GET', search: `?query=${asks}&extensions=1`, headers: safe },
  ],
  [
    'a mutation by GET',
    {
      status: 405,
      method: 'GET',
      search: `?query=${encodeURIComponent('mutation { removeBook(id: 1) { id } }')}`,
      headers: safe,
    },
  ],
  [
    'a body with a GET',
    {
      status: 415,
      method: 'GET',
      search: `?query=${asks}`,
      headers: { ...safe, 'content-type': 'application/xml' },
    },
  ],
  [
    'an answer that there is not',
    { status: 406, headers: { ...json, accept: 'image/png' }, body: '{"query":"{tags}"}' },
  ],
];

test.each(refused)(
  '%s',
  async (_, { status, method = 'POST', search = '', headers, body = '' }) => {
    const answer = await sendOdd(gateway.url, {
      method,
      target: `/graphql${search}`,
      headers: { ...headers, 'x-request-id': requestId },
      body,
    });
    expect(answer.status).toBe(status);
    const { errors } = JSON.parse(answer.text) as { errors: unknown };
    expect(errors).toMatchObject([
      { message: expect.any(String), extensions: { code: expect.any(String), requestId } },
    ]);
  },
);
