/**
 * Goal: whatever is sent, the answer is one of those that are documented, tells nothing of the inside,
 * and costs a bounded amount of memory. Method: random requests and WebSocket frames against the real
 * server. A run says the same thing twice; `FUZZ_SEED` looks at others, `FUZZ_RUNS` at more. A seed that
 * has found something is kept in the list below.
 */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import WebSocket from 'ws';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import { type ServingArbiter, startArbiter } from '../support/arbiter-process.ts';
import { insides } from '../support/besieged-server.ts';
import { type FuzzedRequest, fuzzedFrames, fuzzedRequests } from '../support/fuzzed-request.ts';

jest.setTimeout(300_000);

const seeds = [20261128, ...[process.env['FUZZ_SEED'] ?? []].flat().map(Number)];
const runs = Number(process.env['FUZZ_RUNS'] ?? 400);

/** Above what the server has after a long warm life; noise must not move it there. */
const maxResidentBytes = 1_000_000_000;
/** No request may keep the server from others for longer; far above any time that was seen. */
const answerTimeoutMs = 30_000;

const documented = new Set([
  ...Object.keys(errorCatalogue),
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST'],
  ...['OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'],
]);
/** 431 and 400 are of Node's own HTTP parser, where headers are too large or no HTTP. */
const statuses = new Set([
  200, 201, 204, 303, 400, 401, 403, 404, 405, 406, 410, 413, 415, 422, 429, 431, 501, 503, 504,
]);

let arbiter: ServingArbiter;
beforeAll(async () => {
  arbiter = await startArbiter({ env: { LOG_LEVEL: 'error' } });
});
afterAll(async () => {
  await arbiter[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What the server says within the time; a stream is closed after its first words. */
function send({ method, path, headers, body }: FuzzedRequest): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { hostname, port } = new URL(arbiter.url);
  const outgoing = httpRequest({
    hostname,
    port,
    method,
    path,
    headers: { ...headers, 'content-length': body.length },
    timeout: answerTimeoutMs,
  });
  outgoing.on('timeout', () =>
    outgoing.destroy(new Error(`No answer within ${answerTimeoutMs} ms.`)),
  );
  outgoing.on('error', reject);
  outgoing.on('response', (response) => {
    const type = response.headers['content-type'] ?? '';
    let text = '';
    const done = () => resolve({ status: response.statusCode ?? 0, type, text });
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (type.startsWith('text/event-stream')) outgoing.destroy();
    });
    response.on('end', done).on('close', done);
    if (type.startsWith('text/event-stream')) setTimeout(() => outgoing.destroy(), 100).unref();
  });
  outgoing.end(body);
  return promise;
}

/** Codes of the errors in the answer, whether GraphQL's or problem details. */
function codesOf({ type, text }: Answer): unknown[] {
  if (!/json/.test(type) || text === '') return [];
  const parsed = JSON.parse(text) as {
    errors?: { extensions?: { code?: unknown } }[];
    code?: unknown;
  };
  const problems = type.startsWith('application/problem+json') ? [parsed.code] : [];
  return [...problems, ...(parsed.errors ?? []).map(({ extensions }) => extensions?.code)];
}

async function residentBytes(): Promise<number> {
  const text = await (await fetch(`${arbiter.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

async function expectWell(): Promise<void> {
  expect((await fetch(`${arbiter.url}/health`)).status).toBe(200);
  expect(await residentBytes()).toBeLessThan(maxResidentBytes);
  expect(arbiter.output()).not.toMatch(/uncaught|unhandled|request failed/i);
}

describe.each(seeds)('seed %d', (seed) => {
  test('every request has a documented answer', async () => {
    await fc.assert(
      fc.asyncProperty(fuzzedRequests, async (fuzzed) => {
        const answer = await send(fuzzed);
        expect(statuses).toContain(answer.status);
        expect(
          codesOf(answer).filter((code) => !documented.has(String(code)) || code === 'INTERNAL'),
        ).toEqual([]);
        // GraphiQL's page is a whole program.
        if (!answer.type.startsWith('text/html'))
          expect(insides.exec(answer.text)?.[0]).toBeUndefined();
      }),
      { seed, numRuns: runs },
    );
    await expectWell();
  });

  test('every socket is closed with a code of the protocol, or serves', async () => {
    await fc.assert(
      fc.asyncProperty(fuzzedFrames, async (frames) => {
        const socket = new WebSocket(
          `${arbiter.url.replace('http', 'ws')}/graphql`,
          'graphql-transport-ws',
        );
        const told: string[] = [];
        socket.on('message', (data: Buffer) => void told.push(data.toString()));
        const closed = once(socket, 'close') as Promise<[number]>;
        await once(socket, 'open');
        for (const frame of frames) socket.send(frame);
        socket.close(1000);
        const [code] = await closed;
        expect([1000, 1002, 1003, 1005, 1007, 1009, 4400, 4401, 4403, 4408, 4409, 4429]).toContain(
          code,
        );
        expect(insides.exec(told.join('\n'))?.[0]).toBeUndefined();
      }),
      { seed, numRuns: Math.ceil(runs / 4) },
    );
    await expectWell();
  });
});
