/**
 * Goal: the supergraph of Arbiter itself can be reloaded while its events are followed, with gateways
 * in processes of their own and in one process with the subgraphs. Method: real subgraphs on a real
 * database; events are written while the file changes.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ownSupergraphFile } from '@arbiter/gateway/app.ts';
import { startConstellation } from '../support/constellation.ts';
import { startForeignGateway } from '../support/foreign-federation.ts';
import { askGraphql, postGraphql } from '../support/http.ts';
import {
  type RemoteConstellation,
  startRemoteConstellation,
} from '../support/remote-constellation.ts';
import { type OpenStream, openEventStream, openSocketStream } from '../support/streams.ts';
import { until } from '../support/until.ts';

jest.setTimeout(120_000);

const own = readFileSync(ownSupergraphFile, 'utf8');
const protocols: [string, OpenStream][] = [
  ['WebSocket', openSocketStream],
  ['event stream', openEventStream],
];

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'own-supergraph-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Replaces the file at once. */
async function put(file: string, sdl: string): Promise<void> {
  await writeFile(`${file}.new`, sdl);
  await rename(`${file}.new`, file);
}

async function reloads(url: string, outcome: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const name = `arbiter_supergraph_reloads_total{outcome="${outcome}"} `;
  return Number(
    metrics
      .split('\n')
      .find((line) => line.startsWith(name))
      ?.slice(name.length),
  );
}

const createWorkflow = (url: string, name: string) =>
  askGraphql(
    url,
    'mutation ($input: CreateWorkflowInput!) { createWorkflow(input: $input) { workflow { id } } }',
    { input: { name } },
  );

/** Follows created workflows from the first of them on, and writes more until it is stopped. */
function followWriting({ url, writeTo, open }: { url: string; writeTo: string; open: OpenStream }) {
  const prefix = `${open.name} ${Math.random()}`;
  const query = `subscription {
    workflowEvents(after: "0") { event { workflow { name auditTrail { nodes { eventType } } } } }
  }`;
  const stream = open(url, query);
  const seen: string[] = [];
  const reading = (async () => {
    for (;;) {
      const { data, errors } = await stream.next();
      if (errors || !data) throw new Error(JSON.stringify(errors));
      const { event } = data['workflowEvents'] as { event: { workflow: { name: string } } };
      if (event.workflow.name.startsWith(prefix)) seen.push(event.workflow.name);
    }
  })();
  reading.catch(() => undefined);
  let isOn = true;
  const written: string[] = [];
  const writing = (async () => {
    while (isOn) {
      const name = `${prefix} ${written.length}`;
      await createWorkflow(writeTo, name);
      written.push(name);
    }
  })();
  const more = async (count: number) => {
    const before = seen.length;
    await until('events come', () => seen.length >= before + count);
  };
  return {
    more,
    async stop() {
      isOn = false;
      await writing;
      await until('all have come', () => seen.length >= written.length);
      await stream.close();
      return { seen, written };
    },
  };
}

test.each(protocols)(
  'gateways in processes of their own, over a %s: every event once, in order',
  async (_, open) => {
    await using world = await startRemoteConstellation();
    const file = join(dir, `${open.name}.graphql`);
    const sdl = overEndpoints(own, world);
    await writeFile(file, sdl);
    const env = { ARBITER_SIGNING_KEY: world.signingKey };
    await using one = await startForeignGateway(file, env);
    await using two = await startForeignGateway(file, env);
    expect((await fetch(`${one.url}/ready`)).status).toBe(200);
    const writer = followWriting({ url: one.url, writeTo: two.url, open });
    await writer.more(3);
    const versions = [
      `${sdl}\n# only the text has changed`,
      // The same subgraph by another address: its stream is opened anew behind the last event.
      moveRegistry(sdl),
      sdl,
    ];
    for (const [index, version] of versions.entries()) {
      await put(file, version);
      await until('both have loaded it', async () => {
        const counts = await Promise.all([one, two].map(({ url }) => reloads(url, 'loaded')));
        return counts.every((count) => count === index + 1);
      });
      await writer.more(3);
    }
    const { seen, written } = await writer.stop();
    expect(written.length).toBeGreaterThan(10);
    expect(seen).toEqual(written);
  },
);

test('in one process: kept while it is the same, refused when it has other subgraphs', async () => {
  const file = join(dir, 'one-process.graphql');
  await writeFile(file, own);
  await using world = await startConstellation({ SUPERGRAPH_FILE: file });
  const { url } = world;
  const writer = followWriting({ url, writeTo: url, open: openSocketStream });
  await writer.more(2);
  await put(file, `${own}\n# only the text has changed`);
  await until('it is loaded', async () => (await reloads(url, 'loaded')) === 1);
  await writer.more(2);
  await put(file, own.replace('name: "xai"', 'name: "sai"'));
  await until('it is refused', async () => (await reloads(url, 'refused')) === 1);
  await writer.more(2);
  const { seen, written } = await writer.stop();
  expect(seen).toEqual(written);
  expect(
    (await postGraphql(url, '{ workflows { nodes { analyses(first: 1) { nodes { method } } } } }'))
      .status,
  ).toBe(200);
});

/** The supergraph with the addresses at which the subgraphs are. */
function overEndpoints(sdl: string, { endpoints }: RemoteConstellation): string {
  let placed = sdl;
  for (const [name, url] of endpoints) {
    placed = placed.replace(new RegExp(`(name: "${name}", url: )"[^"]+"`), `$1"${url}"`);
  }
  return placed;
}

function moveRegistry(sdl: string): string {
  return sdl.replace(/(name: "registry", url: "http:\/\/)127\.0\.0\.1/, '$1localhost');
}
