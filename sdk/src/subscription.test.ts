/** Subscriptions over each transport: what arrives, when connections break, and how they end. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket as WsWebSocket } from 'ws';
import { type ArbiterClient, createArbiterClient } from './client.ts';
import { TournamentEventsDocument } from './generated/operations.ts';
import type { ArbiterClientOptions, Reconnect } from './options.ts';
import { type ApiServer, startApiServer } from './testing/api-server.ts';
import { failure, quick, range, take, tournamentId, until } from './testing/waiting.ts';

const transports: readonly (readonly [string, Partial<ArbiterClientOptions>])[] = [
  ['event stream', { webSocket: false }],
  ['the global WebSocket', {}],
  ['WebSocket of ws', { webSocket: WsWebSocket }],
];

let server: ApiServer;
let client: ArbiterClient;

function append(count: number): void {
  for (let index = 0; index < count; index += 1) server.log.append();
}

describe.each(transports)('%s', (_name, transport) => {
  const isStream = transport.webSocket === false;

  beforeEach(async () => {
    server = await startApiServer();
    client = createArbiterClient({
      url: server.url,
      retry: quick,
      reconnect: quick,
      ...transport,
    });
  });
  afterEach(async () => {
    client.close();
    await server[Symbol.asyncDispose]();
  });

  test('what was missed first, then what comes, in order', async () => {
    append(3);
    const events = client.tournamentEvents({ tournamentId, after: '0' });
    expect(await take(events, 3)).toEqual([1, 2, 3]);
    append(2);
    expect(await take(events, 2)).toEqual([4, 5]);
  });

  test('the event is typed and whole', async () => {
    append(1);
    for await (const { cursor, event } of client.tournamentEvents({ tournamentId, after: '0' })) {
      expect(cursor).toBe('cursor-1');
      expect(event.kind satisfies string).toBe('MATCH_FINISHED');
      expect(event.tournament.openMatchCount satisfies number).toBe(3);
      break;
    }
  });

  test('subscribe() gives the whole data of a document', async () => {
    append(1);
    const events = client.subscribe(TournamentEventsDocument, { tournamentId, after: '0' });
    const { value } = await events.next();
    expect(value.tournamentEvents.cursor).toBe('cursor-1');
  });

  test('from `ready` on nothing is missed, though nobody has asked yet', async () => {
    append(3);
    const events = client.tournamentEvents({ tournamentId });
    await events.ready;
    append(2);
    expect(await take(events, 2)).toEqual([4, 5]);
  });

  test('a connection that breaks between two events is not noticed', async () => {
    append(2);
    const events = client.tournamentEvents({ tournamentId, after: '0' });
    expect(await take(events, 2)).toEqual([1, 2]);
    for (let round = 0; round < 5; round += 1) {
      server.dropConnections();
      append(2);
      expect(await take(events, 2)).toEqual([3 + 2 * round, 4 + 2 * round]);
    }
  });

  test('whoever wants to hear of breaks is told', async () => {
    append(1);
    const breaks: Reconnect[] = [];
    const onReconnect = (reconnect: Reconnect) => breaks.push(reconnect);
    const events = client.tournamentEvents({ tournamentId, after: '0' }, { onReconnect });
    await take(events, 1);
    const next = take(events, 1);
    server.dropConnections();
    await until(() => breaks.length > 0);
    append(1);
    expect(await next).toEqual([2]);
    expect(breaks[0]).toMatchObject({
      attempt: 1,
      cursor: 'cursor-1',
      error: { code: 'NETWORK', retryable: true },
    });
  });

  test('a server that stops and starts again is waited for', async () => {
    append(1);
    const events = client.tournamentEvents({ tournamentId, after: '0' });
    expect(await take(events, 1)).toEqual([1]);
    const { log } = server;
    const port = Number(new URL(server.url).port);
    const next = take(events, 3);
    await server[Symbol.asyncDispose]();
    append(3);
    await new Promise((resolve) => setTimeout(resolve, 60));
    server = await startApiServer({ port, log });
    expect(await next).toEqual([2, 3, 4]);
  });

  test('an event that a server delivers again is left out', async () => {
    server.log.stutter = true;
    append(2);
    const events = client.tournamentEvents({ tournamentId, after: '0' });
    expect(await take(events, 2)).toEqual([1, 2]);
    server.dropConnections();
    append(2);
    expect(await take(events, 2)).toEqual([3, 4]);
  });

  test('many events, many breaks: each once and in order', async () => {
    const events = client.tournamentEvents({ tournamentId, after: '0' });
    const taken = take(events, 500);
    for (let round = 0; round < 50; round += 1) {
      append(10);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (round % 5 === 4) server.dropConnections();
    }
    expect(await taken).toEqual(range(1, 500));
  });

  test('leaving the loop ends it on the server too', async () => {
    append(1);
    for await (const _ of client.tournamentEvents({ tournamentId, after: '0' })) break;
    await until(() => (isStream ? server.openConnections() === 0 : server.openSockets() === 0));
  });

  test('ending it while somebody waits', async () => {
    const events = client.tournamentEvents({ tournamentId });
    await events.ready;
    const waiting = events.next();
    await events.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('an abort throws its reason to whoever waits', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const events = client.tournamentEvents({ tournamentId }, { signal });
    await events.ready;
    const waiting = events.next();
    controller.abort(new Error('Enough.'));
    await expect(waiting).rejects.toThrow('Enough.');
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('an abort during a wait to connect again', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const slow = createArbiterClient({
      url: server.url,
      reconnect: { minDelayMs: 60_000, maxDelayMs: 60_000 },
      ...transport,
    });
    const events = slow.tournamentEvents(
      { tournamentId },
      { signal, onReconnect: () => controller.abort(new Error('Enough.')) },
    );
    await events.ready;
    server.dropConnections();
    await expect(events.next()).rejects.toThrow('Enough.');
  });

  test('closing the client ends all of its subscriptions quietly', async () => {
    const both = [
      client.tournamentEvents({ tournamentId }),
      client.tournamentEvents({ tournamentId }),
    ];
    await Promise.all(both.map(({ ready }) => ready));
    const waiting = both.map((events) => events.next());
    client.close();
    for (const each of waiting) expect(await each).toEqual({ done: true, value: undefined });
    await until(() => server.openSockets() === 0);
    expect(await client.tournamentEvents({ tournamentId }).next()).toMatchObject({ done: true });
  });

  test('closing it closes the connection of a subscription that nobody waits for', async () => {
    append(1);
    await take(client.tournamentEvents({ tournamentId, after: '0' }), 1);
    client.close();
    await until(() => (isStream ? server.openConnections() === 0 : server.openSockets() === 0));
  });

  test('a refusal is thrown, once, and nothing is repeated', async () => {
    const events = client.tournamentEvents({ tournamentId: 'missing' });
    const error = await failure(events.next());
    expect(error).toMatchObject({ code: 'NOT_FOUND', field: 'tournamentId', retryable: false });
    if (!isStream) expect(await failure(events.ready)).toBe(error);
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });

  test('a document that the schema does not allow', async () => {
    const error = await failure(client.subscribe('subscription { nothing }').next());
    expect(error.retryable).toBe(false);
    expect(error.message).toContain('nothing');
  });

  test('a document that cannot be continued ends when its connection breaks', async () => {
    append(1);
    const document = 'subscription { tournamentEvents(tournamentId: "t", after: "0") { cursor } }';
    const events = client.subscribe(document);
    await events.next();
    const next = failure(events.next());
    server.dropConnections();
    expect(await next).toMatchObject({ code: 'NETWORK', retryable: true });
  });

  test('nobody is there: it says so after its attempts', async () => {
    const lonely = createArbiterClient({
      url: 'http://127.0.0.1:1',
      ...transport,
      retry: { attempts: 2, ...quick },
    });
    const breaks: Reconnect[] = [];
    const events = lonely.tournamentEvents(
      { tournamentId },
      { onReconnect: (reconnect) => void breaks.push(reconnect) },
    );
    expect(await failure(events.next())).toMatchObject({ code: 'NETWORK' });
    expect(breaks.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('several at once are independent', async () => {
    append(2);
    const one = client.tournamentEvents({ tournamentId, after: '0' });
    const other = client.tournamentEvents({ tournamentId, after: 'cursor-1' });
    expect(await take(one, 2)).toEqual([1, 2]);
    await one.return?.();
    expect(await take(other, 1)).toEqual([2]);
    append(1);
    expect(await take(other, 1)).toEqual([3]);
    if (!isStream) expect(server.openSockets()).toBe(1);
  });

  test('disposing it', async () => {
    {
      await using events = client.tournamentEvents({ tournamentId });
      await events.ready;
    }
    await until(() => (isStream ? server.openConnections() === 0 : server.openSockets() === 0));
  });
});
