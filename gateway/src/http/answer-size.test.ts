/**
 * Goal: a request that is refused is not answered by more than it has sent, and bytes that are no text
 * are not taken for one.
 */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LimitedGateway, startLimitedGateway } from '../limits/limited-gateway.fixture.ts';
import { sendOdd } from './odd-request.fixture.ts';

const json = { 'content-type': 'application/json' };
/** More than all messages of one answer can have: 20 of variables, 100 of a document. */
const maxAnswerLength = 200_000;

let gateway: LimitedGateway;
beforeAll(async () => {
  gateway = await startLimitedGateway();
});
afterAll(async () => gateway[Symbol.asyncDispose]());

describe('an answer is small', () => {
  const text = 'x'.repeat(1_000_000);
  const name = 'n'.repeat(100_000);
  const unused = Array.from({ length: 200 }, (_, index) => `$v${index}: ID`).join(' ');
  const query = 'query ($id: ID) { shelf(id: $id) { id } }';
  const faulty = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`f${index}`, text.slice(9e5)]),
  );
  test.each<[string, object]>([
    ['for an object in place of an id', { query, variables: { id: { text } } }],
    ['for one with many fields', { query, variables: { id: faulty } }],
    ['for a long name in many errors', { query: `query ${name}(${unused}) { tags }` }],
  ])('%s', async (_, body) => {
    for (const target of ['/graphql', '/graphql/stream']) {
      const headers = { ...json, accept: '*/*' };
      const answer = await sendOdd(gateway.url, {
        ...{ method: 'POST', target, headers },
        body: JSON.stringify(body),
      });
      expect(answer.text).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
      expect(answer.text.length).toBeLessThan(maxAnswerLength);
    }
  });
});

test.each(['/graphql', '/graphql/stream'])(
  'a body at %s that is no UTF-8 is refused',
  async (path) => {
    const before = gateway.asked();
    const body = Buffer.from('{"query":"{ shelf(id: \\"caf\u00e9\\") { id } }"}', 'latin1');
    const outgoing = httpRequest(`${gateway.url}${path}`, { method: 'POST', headers: json });
    outgoing.end(body);
    const [response] = await once(outgoing, 'response');
    const text = Buffer.concat(await response.toArray()).toString();
    expect(response.statusCode).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      code: 'BAD_USER_INPUT',
      detail: 'The body is not valid UTF-8.',
      requestId: expect.any(String),
    });
    expect(gateway.asked()).toBe(before);
  },
);
