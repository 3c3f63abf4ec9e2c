/** What only WebSockets have: their greeting, their close codes, and no way to be held back. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createArbiterClient } from './client.ts';
import type { Reconnect } from './options.ts';
import { type ApiServer, startApiServer } from './testing/api-server.ts';
import { failure, quick, range, take, tournamentId, until } from './testing/waiting.ts';

let server: ApiServer;

function append(count: number): void {
  for (let index = 0; index < count; index += 1) server.log.append();
}

beforeEach(async () => {
  server = await startApiServer();
});
afterEach(() => server[Symbol.asyncDispose]());

test('say who asks when they begin', async () => {
  const ours = createArbiterClient({
    url: server.url,
    token: 'secret',
    headers: { 'x-one': '1' },
  });
  const events = ours.tournamentEvents({ tournamentId });
  await events.ready;
  expect(server.initiations).toEqual([{ authorization: 'Bearer secret', 'x-one': '1' }]);
  ours.close();
});

test.each([
  [4401, 'UNAUTHENTICATED'],
  [4403, 'FORBIDDEN'],
  [4406, 'PROTOCOL'],
  [4500, 'INTERNAL'],
])('closed with %i they are not tried again', async (code, expected) => {
  const ours = createArbiterClient({ url: server.url, reconnect: quick });
  const events = ours.tournamentEvents({ tournamentId });
  await events.ready;
  const next = failure(events.next());
  server.closeSockets(code, 'Because.');
  const error = await next;
  expect(error).toMatchObject({ code: expected, retryable: false });
  expect(error.message).toContain('Because.');
});

test.each([1000, 1001, 1011, 1012, 4408])('closed with %i they are', async (code) => {
  const ours = createArbiterClient({ url: server.url, reconnect: quick });
  append(1);
  const events = ours.tournamentEvents({ tournamentId, after: '0' });
  expect(await take(events, 1)).toEqual([1]);
  server.closeSockets(code, '');
  append(1);
  expect(await take(events, 1)).toEqual([2]);
  ours.close();
});

test('a consumer that is slow continues from where it is, in bounded memory', async () => {
  const ours = createArbiterClient({ url: server.url, reconnect: quick });
  const breaks: Reconnect[] = [];
  const onReconnect = (reconnect: Reconnect) => void breaks.push(reconnect);
  const events = ours.tournamentEvents({ tournamentId, after: '0' }, { onReconnect });
  expect((append(1), await take(events, 1))).toEqual([1]);
  append(2_500);
  await until(() => server.openSockets() === 0);
  const rest = await take(events, 2_500);
  expect(rest).toEqual(range(2, 2_501));
  expect(breaks.length).toBeGreaterThan(0);
  ours.close();
});

test('where the server does not announce, the first event makes it ready', async () => {
  await server[Symbol.asyncDispose]();
  server = await startApiServer({ announces: false });
  append(1);
  const ours = createArbiterClient({ url: server.url });
  await ours.tournamentEvents({ tournamentId, after: '0' }).ready;
  ours.close();
});
