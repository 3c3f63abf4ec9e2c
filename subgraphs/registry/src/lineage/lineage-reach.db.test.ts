/**
 * Goal: what is sought by a key or a name is found by an index, however much else is stored. Row level
 * security keeps conditions that call a function on a row's values out of every index, unless nothing
 * of the function can leak, and PostgreSQL then goes through the whole table without a word. Method:
 * its own counts of the rows that it read for one question.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { startSubgraph } from '@arbiter/server/subgraph/start-subgraph.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { registry } from '../definition.ts';
import { eventOf, facet, runIdOf, withParent } from '../lineage-run/testing/lineage-runs.ts';
import { postBatch } from './testing/post-lineage.ts';

const identity = testIdentity('reach');
const stored = 600;
/** Far more than any of the questions needs, far less than a table has. */
const few = 100;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  // A small table would be read whole even where an index could serve.
  await database.query(`do $$ begin
    execute format('alter database %I set enable_seqscan = off', current_database());
  end $$`);
  await using subgraph = await start();
  const { status, body } = await postBatch({ subgraph }, events(), { identity });
  if (status !== 204) throw new Error(JSON.stringify(body));
  await database.query('analyze');
}, 60_000);
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const start = () =>
  startSubgraph(registry, {
    databaseUrl: database.url,
    logger: testLogger(),
  });

/** Runs of as many jobs in as many namespaces, each writing a dataset of its own with a version. */
function events(): object[] {
  return Array.from({ length: stored }, (_, n) =>
    eventOf(n, 'COMPLETE', {
      ...(n % 10 === 0 ? {} : withParent(n, n - 1)),
      job: { namespace: `ns ${n}`, name: `job ${n}` },
      outputs: [
        {
          namespace: `ns ${n}`,
          name: `out ${n}`,
          facets: { schema: facet({ fields: [{ name: 'x' }] }), odd: {} },
        },
      ],
    }),
  );
}

/** Rows of lineage that PostgreSQL has read, in tables and in indexes. */
async function rowsRead(): Promise<number> {
  const [row] = await database.query<{ count: number }>(`
    select (
      (select sum(seq_tup_read) from pg_stat_user_tables where ${ofLineage}) +
      (select sum(idx_tup_read) from pg_stat_user_indexes where ${ofLineage})
    )::int as count`);
  return row?.count ?? 0;
}

const ofLineage = `schemaname = 'registry' and relname like 'lineage\\_%'`;

/** Waits until no session but the test's is left: what one has read is counted when it ends. */
async function untilCounted(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const [row] = await database.query<{ count: number }>(`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name <> 'test'`);
    if (row?.count === 0) return;
    await delay(50);
  }
  throw new Error('Sessions of the subgraph are still there.');
}

const runFields = `lineageRun(id: "${runIdOf(7)}")`;

test.each([
  ['a walk', '{ lineage(nodeId: "dataset:ns 5:out 5") { nodes { node { name } } } }'],
  ['a run, its parents and its root', `{ ${runFields} { root { runId } parent { runId } } }`],
  ['texts and findings', `{ ${runFields} { events { nodes { rawBody findings { code } } } } }`],
  ['the findings of a run', `{ ${runFields} { qualityFindings { code } } }`],
  [
    'the fields of a version',
    `{ ${runFields} { outputs { nodes { versions { nodes { fields { name } } } } } } }`,
  ],
  ['jobs of a name', '{ lineageJobs(filter: { name: "job 5" }) { nodes { name } } }'],
  ['jobs of a namespace', '{ lineageJobs(filter: { namespace: "ns 5" }) { nodes { name } } }'],
  ['datasets of a name', '{ lineageDatasets(filter: { name: "out 5" }) { nodes { name } } }'],
  ['runs of jobs of a name', '{ lineageRuns(filter: { jobName: "job 5" }) { nodes { runId } } }'],
  [
    'runs of jobs of a namespace',
    '{ lineageRuns(filter: { jobNamespace: "ns 5" }) { nodes { runId } } }',
  ],
])('%s', async (_, query) => {
  await untilCounted();
  const before = await rowsRead();
  {
    await using subgraph = await start();
    const { data, errors } = await subgraph.execute({ query, variables: {}, identity });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toMatch(/"(name|runId|rawBody|code)":/);
  }
  await untilCounted();
  expect((await rowsRead()) - before).toBeLessThan(few);
});
