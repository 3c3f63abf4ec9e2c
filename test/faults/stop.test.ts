/**
 * Goal: Ctrl-C, SIGTERM and kill -9 of a server that is being used lose nothing that was answered
 * and leave nothing running. Method: the real command; requests are held up by a lock in its
 * database.
 */
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import {
  type ServingArbiter,
  removeDataDir,
  spawnArbiter,
  startArbiter,
  temporaryDataDir,
} from '../support/arbiter-process.ts';
import { askGraphql } from '../support/http.ts';
import { ownLines } from '../support/npm-output.ts';
import { until, within } from '../support/until.ts';

jest.setTimeout(120_000);

/** What may lie between the end of the server and the end of its PostgreSQL. */
const noOrphanAfterMs = 5_000;
const drainedAfterMs = 15_000;

const createAgent = `mutation ($name: String!) {
  createAgent(input: { name: $name, type: GENERAL_PURPOSE }) { agent { name } }
}`;

describe('a server that is told to stop', () => {
  test('finishes what is under way, refuses what is new, and tells who listens', async () => {
    await using arbiter = await startArbiter();
    const socket = await subscribeBySocket(arbiter.url);
    const stream = await subscribeByStream(arbiter.url);
    await using held = await holdUp(arbiter);
    const busy = await busyConnection(arbiter.url);
    await held.isWaitedFor();

    // As a terminal does, and npm passes it on once more.
    arbiter.signal('SIGINT', 'group');
    expect(await within(drainedAfterMs, socket.closeCode, 'close of the socket')).toBe(1001);
    // A stream that is complete would not be taken up again by its client.
    const rest = await within(drainedAfterMs, stream.rest, 'end of the stream');
    expect(rest).not.toContain('event: complete');
    await expect(fetch(`${arbiter.url}/health`)).rejects.toThrow();
    busy.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');

    await held.release();
    const answers = await busy.answers;
    expect(answers).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*"name":"slow"/);
    expect(answers.match(/^HTTP\/1.1 200/gm)).toHaveLength(1);
    const { code, stderr } = await arbiter.ended;
    expect([code, ownLines(stderr)]).toEqual([0, ['Stopping: finishing what is under way …']]);
    expect(await arbiter.isGone(drainedAfterMs)).toBe(true);
    expect(arbiter.holder()).toBeNull();
  });

  test('does not wait for ever for a listener that does not answer any more', async () => {
    await using arbiter = await startArbiter();
    const deaf = await deafListener(arbiter.url);
    arbiter.signal('SIGTERM', 'npm');
    expect((await arbiter.ended).code).toBe(0);
    expect(await arbiter.isGone(drainedAfterMs)).toBe(true);
    deaf.destroy();
  });

  test('stops in the middle of its first start, and the next start makes good for it', async () => {
    await using place = temporaryPlace();
    await using first = spawnArbiter({ dataDir: place.path });
    await until('it holds its directory', () => first.holder());
    await sleep(300);
    first.signal('SIGINT', 'group');
    const { code, stderr } = await first.ended;
    expect([code, ownLines(stderr)]).toEqual([0, ['Stopped before the start was finished.']]);
    expect(await first.isGone(drainedAfterMs)).toBe(true);
    expect(first.holder()).toBeNull();
    await using second = await startArbiter({ dataDir: place.path });
    expect((await fetch(`${second.url}/ready`)).status).toBe(200);
  });
});

describe('a server that is killed', () => {
  test('leaves no process behind, loses nothing, and starts again as if nothing had been', async () => {
    await using place = temporaryPlace();
    await using first = await startArbiter({ dataDir: place.path });
    await askGraphql(first.url, createAgent, { name: 'before the server was killed' });
    process.kill(first.holder()?.pid ?? 0, 'SIGKILL');
    expect(await first.isGone(noOrphanAfterMs)).toBe(true);

    await using second = await startArbiter({ dataDir: place.path });
    await askGraphql(second.url, createAgent, { name: 'before the group was killed' });
    second.signal('SIGKILL', 'group');
    expect(await second.isGone(noOrphanAfterMs)).toBe(true);

    await using third = await startArbiter({ dataDir: place.path });
    const { agents } = await askGraphql<AgentNames>(third.url, '{ agents { nodes { name } } }');
    expect(agents.nodes.map(({ name }) => name).toSorted()).toEqual([
      'before the group was killed',
      'before the server was killed',
    ]);
    third.signal('SIGTERM', 'group');
    const { code, stderr } = await third.ended;
    expect([code, ownLines(stderr)]).toEqual([0, ['Stopping: finishing what is under way …']]);
    expect(ownLines(third.output()).filter((line) => line.startsWith('{'))).toEqual([]);
  });
});

interface AgentNames {
  readonly agents: { readonly nodes: readonly { readonly name: string }[] };
}

function temporaryPlace() {
  const path = temporaryDataDir();
  return { path, [Symbol.asyncDispose]: async () => removeDataDir(path) };
}

const subscription = 'subscription { auditRecordAppended { cursor } }';

async function subscribeBySocket(url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closeCode = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: subscription } }));
  return { closeCode };
}

async function subscribeByStream(url: string) {
  const answer = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: subscription }),
  });
  expect(answer.status).toBe(200);
  return { rest: answer.text() };
}

/** A connection on which a mutation is under way, as bytes. */
async function busyConnection(url: string) {
  const socket = await openSocket(url);
  const body = JSON.stringify({ query: createAgent, variables: { name: 'slow' } });
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return { write: (data: string) => void socket.write(data), answers: text(socket) };
}

/** A WebSocket client whose machine has gone to sleep: its socket is open, and nothing is answered. */
async function deafListener(url: string): Promise<Socket> {
  const socket = await openSocket(url);
  socket.write(
    'GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
      'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(first.toString()).toMatch(/^HTTP\/1.1 101/);
  socket.pause();
  return socket;
}

async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Keeps agents from being stored until the release. */
async function holdUp(arbiter: ServingArbiter) {
  const client = new Client(arbiter.databaseUrl());
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin; lock table registry.agents in share mode');
  const waiting = 'select 1 from pg_locks where not granted';
  return {
    isWaitedFor: () =>
      until('a request waits', async () => (await client.query(waiting)).rows.length > 0),
    release: () => client.query('commit'),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
