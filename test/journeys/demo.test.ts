/**
 * Goal: `npm run demo` shows what it says, and what the README says. Method: run as somebody types it;
 * every operation that it prints is sent to it; started again, it has the same data and no more.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import {
  type ArbiterProcess,
  projectRoot,
  spawnArbiter,
  temporaryDataDir,
} from '../support/arbiter-process.ts';
import { askGraphql } from '../support/http.ts';
import { openSocketStream } from '../support/streams.ts';
import { until } from '../support/until.ts';

jest.setTimeout(120_000);

const parent = temporaryDataDir();
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Starts it; the operations are those that it prints, by their titles. */
async function startDemo() {
  const arbiter = spawnArbiter({
    command: ['npm', 'run', 'demo'],
    dataDir: join(parent, 'demo'),
    env: { ARBITER_DATA_DIR: parent },
  });
  const { url } = await arbiter.ready;
  await until('the last operation is printed', () =>
    /^subscription[^]*^}$/m.test(arbiter.output()),
  );
  const printed = arbiter.output().matchAll(/^# .*\n([^]*?^\})$/gm);
  const documents = [...printed].map(([, document = '']) => document);
  return { arbiter, url, documents };
}

async function stop(arbiter: ArbiterProcess): Promise<void> {
  arbiter.signal('SIGTERM');
  expect((await arbiter.ended).code).toBe(0);
}

test('it fills its own data, prints what can be asked, and has the same data the next time', async () => {
  const { arbiter, url, documents } = await startDemo();
  await using _ = arbiter;
  expect(arbiter.output()).toMatch(/328\/328[^]*21\/21[^]*4\/4/);
  const [everything = '', agreement = '', lineage = '', subscription = ''] = documents;
  expect(documents).toHaveLength(4);

  const { workflow } = await askGraphql<{ workflow: Record<string, unknown> }>(url, everything);
  expect(workflow).toMatchObject({
    state: 'COMPLETED',
    agent: { name: 'logistic', ratings: [{ gameType: "iterated prisoner's dilemma" }] },
    analyses: { nodes: [{}, {}, {}] },
  });
  const seen = await askGraphql<{
    compareAttributions: { pairs: unknown[] };
    tournament: { standings: unknown[] };
  }>(url, agreement);
  expect(seen.compareAttributions.pairs).toHaveLength(3);
  expect(seen.tournament.standings).toHaveLength(7);
  const graph = await askGraphql<{ lineage: { nodes: unknown[] } }>(url, lineage);
  expect(graph.lineage.nodes.length).toBeGreaterThan(5);
  await expectReadmeAnswer(url);
  const events = openSocketStream(url, subscription);
  expect(await events.next()).toMatchObject({
    data: { lineageEvents: { cursor: expect.any(String) } },
  });
  await events.close();
  await stop(arbiter);

  const again = await startDemo();
  await using _again = again.arbiter;
  expect(again.documents).toEqual(documents);
  const { workflows } = await askGraphql<{ workflows: { nodes: unknown[] } }>(
    again.url,
    '{ workflows { nodes { id } } }',
  );
  expect(workflows.nodes).toHaveLength(1);
  await stop(again.arbiter);
});

/** What the README asks, and what it says that the answer is; the hash of each record is its own. */
async function expectReadmeAnswer(url: string): Promise<void> {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const [, query = ''] = /```graphql\n([^]*?)```/.exec(readme) ?? [];
  const [, answer = ''] = /```json\n([^]*?)```/.exec(readme) ?? [];
  const withoutHashes = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replaceAll(/[0-9a-f]{64}/g, 'hash')) as unknown;
  expect(withoutHashes(await askGraphql(url, query))).toEqual(withoutHashes(JSON.parse(answer)));
}
