/**
 * Goal: lists cost the same number of statements however long they are, and read nothing large
 * that is not asked for; and what real producers reported can be read whole.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { recordedBodies } from '../lineage/lineage-vectors.ts';
import { postEvent } from '../lineage/testing/post-lineage.ts';
import { askAs, eventOf, facet, post, withParent } from './testing/lineage-runs.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

describe('the cost of reading', () => {
  const query = `query ($first: Int!) { lineageRuns(first: $first) { nodes {
    status facets parent { run { status } } root { run { status } }
    children(first: 2) { nodes { status } } qualityFindings { code }
    job {
      name sql { query } runs(first: 1) { nodes { status } } inputs(first: 3) { nodes { name } }
    }
    inputs(first: 3) { nodes { name facets consumers(first: 2) { nodes { name } } } }
    outputs(first: 3) { nodes {
      columnLineage { fields { inputs { dataset { name } } } }
      versions(first: 2) { nodes { fields { name } firstRun { status } } }
    } }
    events(first: 3) { nodes { rawBody findings { code } run { status } job { name } } }
  } } }`;

  async function statementsOf(tenantId: string, first: number): Promise<string[]> {
    run.statements.length = 0;
    const { nodes } = await askAs(run, tenantId)<{ nodes: unknown[] }>(query, { first });
    expect(nodes).toHaveLength(first);
    return run.statements.filter((sql) => !/\b(begin|rollback|set_config)\b/i.test(sql));
  }

  test('two hundred runs with all that belongs to them take as many statements as one', async () => {
    const column = (n: number) => ({
      columnLineage: facet({
        fields: {
          x: { inputFields: [{ namespace: 'n', name: `in ${n % 7}`, field: 'y' }] },
        },
      }),
      schema: facet({ fields: [{ name: 'x' }] }),
    });
    const events = Array.from({ length: 400 }, (_, i) => {
      const n = Math.floor(i / 2);
      const last = n === 0 ? {} : withParent(n, n - 1);
      return eventOf(n, i % 2 === 0 ? 'START' : 'COMPLETE', {
        ...last,
        inputs: [0, 1].map((k) => ({ namespace: 'n', name: `in ${(n + k) % 7}` })),
        outputs: [{ namespace: 'n', name: `out ${n}`, facets: { ...column(n), odd: {} } }],
      });
    });
    // One run whose every relation leads somewhere, and two hundred such.
    for (let start = 0; start < 8; start += 2)
      await post(run, 'few', events.slice(start, start + 2));
    await post(run, 'many', events);
    const few = await statementsOf('few', 1);
    const many = await statementsOf('many', 200);
    // Of many, some find what others have loaded already.
    expect(many.length).toBeLessThanOrEqual(few.length);
    expect(few.length).toBeLessThan(35);
  }, 60_000);

  test('rows are read without texts, findings and states', async () => {
    run.statements.length = 0;
    await askAs(run, 'few')('{ lineageRuns { nodes { id status events { nodes { id } } } } }');
    expect(run.statements.join('\n')).not.toMatch(/raw_body|findings|"?state"?\b(?!ment)/);
  });
});

interface RunPage {
  readonly nodes: readonly { readonly status: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

test('the recorded runs read as their producers reported them', async () => {
  for (const { body } of recordedBodies()) {
    await postEvent(run, body, { identity: testIdentity('recorded') });
  }
  const counts = new Map<string, number>();
  for (let after: unknown = null; ;) {
    const page = await askAs(run, 'recorded')<RunPage>(
      `query ($after: String) { lineageRuns(first: 200, after: $after) {
        nodes {
          status facets job { facets } parent { runId } root { runId }
          inputs { nodes { facets } } events { nodes { rawBody } }
          outputs { nodes {
            fields { name } columnLineage { fields { name } } versions { nodes { hash } }
          } }
          qualityFindings { code detail pointer eventId }
        }
        pageInfo { hasNextPage endCursor }
      } }`,
      { after },
    );
    for (const { status } of page.nodes) {
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  // A run's state is that of all files together, which is why one is fewer than by files.
  expect(Object.fromEntries(counts)).toEqual({
    COMPLETED: 139,
    FAILED: 10,
    ABORTED: 3,
    RUNNING: 2,
    NEW: 1,
  });
}, 60_000);
