/**
 * Goal: whatever happens to the supergraph file of a gateway that is being used, no request fails and
 * no subscription loses or doubles an event. Method: the real process over real subgraphs; load and
 * listeners go on while the file changes.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { ServingArbiter } from '../support/arbiter-process.ts';
import {
  type ForeignFederation,
  startForeignFederation,
  startForeignGateway,
} from '../support/foreign-federation.ts';
import { askGraphql, postGraphql } from '../support/http.ts';
import { type Stream, openEventStream, openSocketStream } from '../support/streams.ts';
import { until, within } from '../support/until.ts';

jest.setTimeout(120_000);

const drainedAfterMs = 15_000;

let world: ForeignFederation;
let gateway: ServingArbiter;
const resources = new AsyncDisposableStack();
beforeAll(async () => {
  world = resources.use(await startForeignFederation());
  gateway = resources.use(await startForeignGateway(world.file));
});
afterAll(() => resources.disposeAsync());

interface LogLine {
  readonly msg?: string;
  readonly reason?: string;
}

const logLines = () =>
  gateway
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
const said = (msg: string) => logLines().filter((line) => line.msg === msg);
const loaded = () => said('supergraph loaded').length;
const refusals = () => said('supergraph refused; the running one stays');

/** Puts the version into the file and waits until it serves. */
async function load(sdl: string, how?: 'rename' | 'in place'): Promise<void> {
  const before = loaded();
  await world.put(sdl, how);
  await until('it is loaded', () => loaded() > before);
}

async function metricOf(name: string): Promise<number> {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(
    metrics
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
}

/** Only the current one: nothing holds an older one any more. */
const isAlone = () =>
  until(
    'older supergraphs are left',
    async () => (await metricOf('arbiter_supergraph_generations')) === 1,
  );

/** Asks without a pause until it is stopped; returns how many answers were right. */
function putUnderLoad(query: string, expected: object, workers = 8) {
  let isOn = true;
  const faults: string[] = [];
  let count = 0;
  const work = async () => {
    while (isOn) {
      const { status, data, errors } = await postGraphql(gateway.url, query);
      count += 1;
      if (status !== 200 || errors || JSON.stringify(data) !== JSON.stringify(expected)) {
        faults.push(JSON.stringify({ status, data, errors }));
      }
    }
  };
  const working = Promise.all(Array.from({ length: workers }, work));
  return {
    count: () => count,
    async stop() {
      isOn = false;
      await working;
      return { count, faults: faults.slice(0, 3) };
    },
  };
}

const allBooks = '{ books { title reviews { stars } } }';
const allBooksAnswer = {
  books: ['Emma', 'Ulysses', 'Dracula'].map((title, id) => ({
    title,
    reviews: [{ stars: id + 1 }],
  })),
};

describe('under load', () => {
  test('no request fails while versions and addresses change', async () => {
    const load8 = putUnderLoad(allBooks, allBooksAnswer);
    // Longer than several reloads: they finish on the supergraph, and the subgraph, that they began with.
    const slow = Array.from({ length: 4 }, () =>
      postGraphql(gateway.url, '{ slowBooks(ms: 4000) { title } }'),
    );
    for (let round = 0; round < 6; round += 1) {
      const reviewFields = round % 3 === 0 ? 'pages: Int' : 'pages: Int size: Int';
      const asked = load8.count();
      await load(world.compose({ shelf: round % 2 === 0 ? 1 : 0, reviewFields }));
      expect(await askGraphql(gateway.url, '{ books { pages } }')).toHaveProperty('books');
      await until('it is used', () => load8.count() > asked + 50);
    }
    for (const answer of await Promise.all(slow)) {
      expect(answer.errors).toBeUndefined();
      expect(answer.data?.['slowBooks']).toHaveLength(3);
    }
    const { count, faults } = await load8.stop();
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(300);
    await isAlone();
  });

  test('a file that cannot be served changes nothing, and is mended by one that can', async () => {
    await load(world.compose({ reviewFields: 'pages: Int' }));
    const right = world.compose({ reviewFields: 'size: Int' });
    const load8 = putUnderLoad(allBooks, allBooksAnswer);
    const broken = [
      '',
      right.slice(0, right.length / 2),
      'type Query { a: Int }',
      right.replace('{', '@link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY) {'),
      right.replace(/(name: "reviews", url: )"[^"]+"/, '$1"nowhere"'),
    ];
    for (const [index, sdl] of broken.entries()) {
      await world.put(sdl, index % 2 === 0 ? 'in place' : 'rename');
      await until('it is refused', () => refusals().length === index + 1);
      expect(await metricOf('arbiter_supergraph_is_current')).toBe(0);
      expect(await askGraphql(gateway.url, '{ books { pages } }')).toHaveProperty('books');
    }
    await load(right, 'in place');
    expect(await metricOf('arbiter_supergraph_is_current')).toBe(1);
    expect(await askGraphql(gateway.url, '{ books { size } }')).toHaveProperty('books');
    expect((await load8.stop()).faults).toEqual([]);
    expect(refusals().map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/is empty/),
      expect.stringMatching(/broken|cannot be served/),
      expect.stringMatching(/cannot be served/),
      expect.stringMatching(/@context/),
      expect.stringMatching(/at "nowhere"/),
    ]);
  });
});

const lent = 'subscription { lent { number book { title reviews { stars } } } }';

/** Collects the numbers of a stream's events until it ends; `end` is why. */
function listen(stream: Stream) {
  const numbers: number[] = [];
  const run = async () => {
    for (;;) {
      const { data, errors } = await stream.next();
      if (errors || !data) return errors;
      numbers.push((data['lent'] as { number: number }).number);
    }
  };
  const end = run();
  end.catch(() => undefined);
  return {
    numbers,
    end,
    has: (number: number) => until('it has come', () => numbers.includes(number)),
  };
}

describe.each([
  ['WebSocket', openSocketStream],
  ['event stream', openEventStream],
])('a subscription over a %s', (_, open) => {
  const openSubscriptions = () =>
    world.shelves[0].subscriptions() + world.shelves[1].subscriptions();

  /** Follows from an event of its own on. */
  async function follow() {
    await load(world.compose({ reviewFields: `pages: Int "${Math.random()}" size: Int` }));
    await until('nobody listens', () => openSubscriptions() === 0);
    const stream = open(gateway.url, lent);
    const listener = listen(stream);
    await until('it is subscribed', () => openSubscriptions() === 1);
    const begin = world.lend();
    await listener.has(begin);
    return { stream, listener, begin };
  }

  /** Lends again and again, until stopped; returns the last number. */
  function lendOn() {
    let isOn = true;
    let last = 0;
    const run = async () => {
      while (isOn) {
        last = world.lend();
        await sleep(2);
      }
      return last;
    };
    const running = run();
    return async () => {
      isOn = false;
      return running;
    };
  }

  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_unused, index) => from + index);

  test('goes on with every event once, in order, when fields change', async () => {
    const { stream, listener, begin } = await follow();
    const stop = lendOn();
    for (const reviewFields of ['pages: Int', '', 'pages: Int']) {
      await load(world.compose({ reviewFields }));
      await listener.has(world.lend());
    }
    const last = await stop();
    await listener.has(last);
    expect(listener.numbers).toEqual(range(begin, last));
    // The stream of the subgraph is the one from the beginning.
    expect(world.shelves[0].subscriptions()).toBe(1);
    await isAlone();
    await stream.close();
    await until('it is left', () => openSubscriptions() === 0);
  });

  test('goes on with every event once, in order, when its subgraph moves', async () => {
    const { stream, listener, begin } = await follow();
    const stop = lendOn();
    for (const shelf of [1, 0, 1] as const) {
      await load(world.compose({ shelf }));
      await until('it has moved', () => world.shelves[shelf].subscriptions() === 1);
      await until('it has left', () => openSubscriptions() === 1);
    }
    const last = await stop();
    await listener.has(last);
    expect(listener.numbers).toEqual(range(begin, last));
    await isAlone();
    await stream.close();
    await until('it is left', () => openSubscriptions() === 0);
  });

  test('ends with the reason when its field is gone', async () => {
    const { stream, listener } = await follow();
    await load(world.compose({ hasSubscriptions: false }));
    const [error] = (await within(10_000, listener.end, 'the end')) ?? [];
    expect(error?.message).toMatch(
      /^The schema has changed, and this subscription is not valid any more/,
    );
    expect(error?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    await until('it is left', () => openSubscriptions() === 0);
    await isAlone();
    await stream.close();
  });
});

test('SIGTERM: what is under way is answered, listeners are sent away, exit 0', async () => {
  await load(world.compose({ reviewFields: 'size: Int pages: Int' }));
  const socket = new WebSocket(
    `${gateway.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
  );
  await once(socket, 'open');
  const closed = once(socket, 'close');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: lent } }));
  await until('it is subscribed', () => world.shelves[0].subscriptions() === 1);
  const asked = world.shelves[0].requests.length;
  const answers = slowRequest(gateway.url);
  await until('it is under way', () => world.shelves[0].requests.length > asked);
  gateway.signal('SIGTERM');
  const [code] = (await within(drainedAfterMs, closed, 'the end of the socket')) as [number];
  expect(code).toBe(1001);
  expect(await within(drainedAfterMs, answers, 'the answer')).toMatch(/^HTTP\/1.1 200[^]*"Emma"/);
  expect(await within(drainedAfterMs, gateway.ended, 'the end')).toMatchObject({ code: 0 });
});

/** A request that takes a second, over a connection of its own; what comes back until its end. */
function slowRequest(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ query: '{ slowBooks(ms: 1000) { title } }' });
  const connection = connect(Number(port), hostname);
  connection.write(
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  );
  return text(connection);
}
