/** Goal: whoever does not finish a request within the time is not waited for; who answers slowly is. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { sendUnfinished, unfinishedRequests } from '@arbiter/testkit/unfinished-requests.ts';
import { receiveLimit, receiveTimeoutMs } from './receive-limit.ts';

const timeoutMs = 200;

let http: FastifyInstance;
let url: string;
beforeAll(async () => {
  http = fastify(receiveLimit(timeoutMs));
  http.post('/graphql', async () => 'read');
  http.get('/slow', async () => {
    await delay(4 * timeoutMs);
    return 'late';
  });
  url = await http.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await http.close();
});

test.each(Object.entries(unfinishedRequests('/graphql')))(
  '%s is not waited for',
  async (_, request) => {
    const said = await sendUnfinished(url, request);
    expect(said.startsWith('HTTP/1.1 408 Request Timeout')).toBe(true);
  },
);

test('an answer may take longer than the request', async () => {
  const answer = await fetch(`${url}/slow`);
  expect([answer.status, await answer.text()]).toEqual([200, 'late']);
});

test('usually it is a minute, for the headers too', () => {
  const { requestTimeout, http: options } = receiveLimit();
  expect([requestTimeout, options.headersTimeout]).toEqual([receiveTimeoutMs, receiveTimeoutMs]);
});
