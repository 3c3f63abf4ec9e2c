/**
 * Goal: `npm start` serves everything it promises from an empty data directory, as often as it is
 * started, and says clearly why when another one is in its way. Method: the real command.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { freePort } from '@arbiter/testkit/server-process.ts';
import {
  type ServingArbiter,
  spawnArbiter,
  startArbiter,
  temporaryDataDir,
  removeDataDir,
} from '../support/arbiter-process.ts';
import { ownLines } from '../support/npm-output.ts';
import { askGraphql } from '../support/http.ts';

const goneAfterMs = 10_000;
jest.setTimeout(120_000);

describe('on an empty data directory', () => {
  const running = new AsyncDisposableStack();
  let arbiter: ServingArbiter;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    arbiter = running.use(await startArbiter({ env: { PORT: String(port), HOST: 'localhost' } }));
  });
  afterAll(() => running.disposeAsync());

  test('it installs nothing when everything is installed, and needs no network for that', () => {
    expect(arbiter.output()).not.toMatch(/Installing/);
  });

  test('it listens where PORT and HOST say, and prints where everything is and what took how long', () => {
    const text = arbiter.output();
    expect(new URL(arbiter.url).port).toBe(String(port));
    const paths = ['/graphql', '/graphql/stream', '/', '/api/v1/lineage', '/api/v1/lineage/batch'];
    for (const path of [...paths, '/health', '/ready', '/metrics']) {
      expect(text).toMatch(new RegExp(`${path}(\\s|$)`, 'm'));
    }
    expect(text).toMatch(/database \d+ ms, .*registry \d+ ms.*since the process began \d+ ms/);
  });

  test('the data directory says who holds it and where that serves', () => {
    expect(arbiter.holder()).toMatchObject({ pid: expect.any(Number), url: arbiter.url });
  });

  test('it is healthy and ready, with every subgraph', async () => {
    const health = await fetch(`${arbiter.url}/health`);
    const closed = { status: 'healthy', reason: 'circuit_breaker_closed' };
    expect([health.status, await health.json()]).toMatchObject([
      200,
      {
        status: 'healthy',
        overall: 'healthy',
        services: { registry: closed, audit: closed, tournaments: closed, xai: closed },
      },
    ]);
    const ready = await fetch(`${arbiter.url}/ready`);
    const healthy = { status: 'healthy' };
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        status: 'ready',
        services: { registry: healthy, audit: healthy, tournaments: healthy, xai: healthy },
      },
    ]);
  });

  test('it shows its metrics', async () => {
    const answer = await fetch(`${arbiter.url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await answer.text();
    expect(text).toMatch(/^process_cpu_seconds_total/m);
    expect(text).toMatch(/^arbiter_event_lag_seconds\{subgraph="audit",step="publishing"\} \d/m);
  });

  test('it answers GraphQL', async () => {
    const data = await askGraphql(arbiter.url, '{ agents(first: 1) { nodes { id } } }');
    expect(data).toEqual({ agents: { nodes: [] } });
  });

  test('GraphiQL comes with everything it needs', async () => {
    const page = await (await fetch(`${arbiter.url}/`)).text();
    expect(page).toMatch(/<title>Arbiter<\/title>/);
    expect(page).toContain('/graphql');
    expect(loadedFromElsewhere(page)).toEqual([]);
  });

  test('it takes OpenLineage events', async () => {
    const event = {
      eventTime: '2026-01-01T00:00:00Z',
      producer: 'https://example.com/test',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent',
      job: { namespace: 'faults', name: 'start' },
    };
    const answer = await fetch(`${arbiter.url}/api/v1/lineage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    expect(answer.status).toBe(201);
  });

  test('a second server on the same data directory says who holds it, and leaves it alone', async () => {
    await using second = spawnArbiter({ dataDir: arbiter.dataDir });
    const { code, stderr } = await second.ended;
    expect(code).toBe(1);
    const [line, ...more] = ownLines(stderr);
    expect(more).toEqual([]);
    expect(line).toContain(`in use by process ${arbiter.holder()?.pid}`);
    expect(line).toContain(arbiter.url);
    expect((await fetch(`${arbiter.url}/ready`)).status).toBe(200);
  });

  test('a second server on the same port says so, and leaves nothing behind', async () => {
    await using second = spawnArbiter({ env: { PORT: String(port), HOST: 'localhost' } });
    const { code, stderr } = await second.ended;
    expect(code).toBe(1);
    expect(ownLines(stderr)).toEqual([
      expect.stringMatching(new RegExp(`^Port ${port} .* is taken .* PORT=`)),
    ]);
    expect(await second.isGone(goneAfterMs)).toBe(true);
    expect(second.holder()).toBeNull();
  });
});

test('two servers started at once on one directory: one serves, the other says who does', async () => {
  const dataDir = temporaryDataDir();
  try {
    await using first = spawnArbiter({ dataDir });
    await using second = spawnArbiter({ dataDir });
    const both = [first, second];
    const outcomes = await Promise.allSettled(both.map(({ ready }) => ready));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const loser = outcomes[0]?.status === 'rejected' ? first : second;
    const { code, stderr } = await loser.ended;
    expect([code, ownLines(stderr)]).toEqual([
      1,
      [expect.stringContaining('is in use by process')],
    ]);
  } finally {
    removeDataDir(dataDir);
  }
});

/** What the page would load from another host, or by name from anywhere. */
function loadedFromElsewhere(page: string): string[] {
  const loads = [
    /\b(?:src|href)\s*=\s*["']?(?:https?:)?\/\/[^"'\s>]+/g,
    /\bimport\s*\(?\s*["'](?:https?:)?\/\/[^"']+/g,
    /\bfrom\s*["'](?:https?:)?\/\/[^"']+/g,
    /\bfetch\(\s*["'](?:https?:)?\/\/[^"']+/g,
    /(?:@import|url\()\s*["']?(?:https?:)?\/\/[^"')\s]+/g,
  ];
  return loads.flatMap((pattern) => page.match(pattern) ?? []);
}
