/** What a server can say to a subscription, and what becomes of it. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type ArbiterClient, createArbiterClient } from './client.ts';
import type { ArbiterError } from './error.ts';
import type { Reconnect } from './options.ts';
import type { Subscription } from './subscription.ts';
import { type ApiServer, startApiServer } from './testing/api-server.ts';
import { failure, quick, take, tournamentId, until } from './testing/waiting.ts';

let server: ApiServer;
let client: ArbiterClient;

function append(count: number): void {
  for (let index = 0; index < count; index += 1) server.log.append();
}

/** A subscription whose one answer is fixed. */
function scripted(results: readonly unknown[]): Subscription<unknown> {
  server.faults.push((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const result of results)
      response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
    response.end('event: complete\ndata:\n\n');
  });
  return client.tournamentEvents({ tournamentId });
}

beforeEach(async () => {
  server = await startApiServer();
  client = createArbiterClient({ url: server.url, webSocket: false, reconnect: quick });
});
afterEach(async () => {
  client.close();
  await server[Symbol.asyncDispose]();
});

const delivery = (cursor: string) => ({ tournamentEvents: { cursor, event: null } });

test('a stream that is complete is over', async () => {
  const events = scripted([{ data: delivery('a') }]);
  expect((await events.next()).value).toEqual({ cursor: 'a', event: null });
  expect(await events.next()).toEqual({ done: true, value: undefined });
});

test('part of an event is missing: it arrives, and the error is told aside', async () => {
  server.faults.push((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const extensions = { code: 'UNAVAILABLE' };
    const result = { data: delivery('a'), errors: [{ message: 'Away.', extensions }] };
    response.end(`event: next\ndata: ${JSON.stringify(result)}\n\nevent: complete\ndata:\n\n`);
  });
  const partial: ArbiterError[] = [];
  const onPartial = (error: ArbiterError) => void partial.push(error);
  const events = client.tournamentEvents({ tournamentId }, { onPartial });
  expect((await events.next()).value).toMatchObject({ cursor: 'a' });
  expect(partial).toMatchObject([{ code: 'UNAVAILABLE', data: delivery('a') }]);
});

test('events went missing: the caller has to know, and is told where to go on', async () => {
  const extensions = { code: 'SUBSCRIPTION_GAP', cursor: 'z' };
  const events = scripted([
    { data: delivery('a') },
    { errors: [{ message: 'Some are lost.', extensions }] },
  ]);
  await events.next();
  expect(await failure(events.next())).toMatchObject({ code: 'SUBSCRIPTION_GAP', cursor: 'z' });
});

test('a server that sends us away at the event that we have: nothing is lost', async () => {
  const extensions = { code: 'SUBSCRIPTION_GAP', cursor: 'cursor-1' };
  const gap = { errors: [{ message: 'You are too slow.', extensions }] };
  append(2);
  const events = scripted([{ data: delivery('cursor-1') }, gap]);
  expect(await take(events as never, 2)).toEqual([1, 2]);
});

test('a subgraph that is away for a while', async () => {
  append(1);
  const extensions = { code: 'UNAVAILABLE' };
  const away = { errors: [{ message: 'Away.', extensions }] };
  const events = scripted([{ data: delivery('cursor-0') }, away]);
  expect(await take(events as never, 2)).toEqual([0, 1]);
});

test.each([
  ['a page', 200, { 'content-type': 'text/html' }, 'PROTOCOL'],
  ['a wrong path', 404, {}, 'PROTOCOL'],
  ['a stranger', 401, {}, 'UNAUTHENTICATED'],
])('%s is no stream', async (_name, status, headers, code) => {
  server.faults.push((_request, response) => void response.writeHead(status, headers).end('x'));
  const error = await failure(client.tournamentEvents({ tournamentId }).next());
  expect(error).toMatchObject({ code, retryable: false });
});

test('a stream of nonsense', async () => {
  server.faults.push((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end('event: next\ndata: nonsense\n\n');
  });
  const error = await failure(client.tournamentEvents({ tournamentId }).next());
  expect(error.code).toBe('PROTOCOL');
});

test('a busy server is given the time it asks for', async () => {
  server.faults.push((_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  });
  const patient = createArbiterClient({ url: server.url, webSocket: false });
  const breaks: Reconnect[] = [];
  const onReconnect = (reconnect: Reconnect) => void breaks.push(reconnect);
  const events = patient.tournamentEvents({ tournamentId }, { onReconnect });
  await until(() => breaks.length === 1);
  expect(breaks[0]?.waitMs).toBeGreaterThanOrEqual(1_000);
  await events.return?.();
});
