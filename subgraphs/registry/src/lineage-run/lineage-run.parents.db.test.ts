/** Runs that are part of others: parents, roots, children, circles, and tenants that share ids. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { type Json, askAs, eventOf, post, runIdOf, withParent } from './testing/lineage-runs.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

describe('runs of runs', () => {
  const query = `query ($id: ID!) { lineageRun(id: $id) {
    parent { runId jobNamespace jobName run { status } }
    root { runId jobName run { status } }
    children { nodes { runId } }
  } }`;
  const read = (tenantId: string, n: number) => askAs(run, tenantId)(query, { id: runIdOf(n) });

  test('name their parent and their root, which need not have reported themselves', async () => {
    await post(run, 'named', [eventOf(1, 'START', withParent(1, 2, 3)), eventOf(2, 'COMPLETE')]);
    expect(await read('named', 1)).toEqual({
      parent: {
        runId: runIdOf(2),
        jobNamespace: 'ns',
        jobName: 'job 2',
        run: { status: 'COMPLETED' },
      },
      root: { runId: runIdOf(3), jobName: 'top', run: null },
      children: { nodes: [] },
    });
    expect(await read('named', 2)).toEqual({
      parent: null,
      root: null,
      children: { nodes: [{ runId: runIdOf(1) }] },
    });
  });

  test('find the root through their parents when they do not name it', async () => {
    await post(run, 'climb', [
      eventOf(1, 'START', withParent(1, 2)),
      eventOf(2, 'START', withParent(2, 3)),
      eventOf(3, 'START'),
      eventOf(4, 'START', withParent(4, 5)),
      eventOf(6, 'START', withParent(6, 7)),
      eventOf(7, 'START', withParent(7, 8, 9)),
    ]);
    const roots = await Promise.all(
      [1, 2, 3, 4, 6].map(
        async (n) => ((await read('climb', n))['root'] as Json | null)?.['runId'],
      ),
    );
    expect(roots).toEqual([runIdOf(3), runIdOf(3), undefined, runIdOf(5), runIdOf(9)]);
  });

  test('may name each other in a circle', async () => {
    await post(run, 'circle', [
      eventOf(1, 'START', withParent(1, 2)),
      eventOf(2, 'START', withParent(2, 1)),
      eventOf(3, 'START', withParent(3, 3)),
    ]);
    for (const n of [1, 2, 3]) {
      const root = (await read('circle', n))['root'] as Json;
      expect([runIdOf(1), runIdOf(2), runIdOf(3)]).toContain(root['runId']);
    }
  });

  test('are apart in different tenants though their ids are the same', async () => {
    await post(run, 'same-a', [eventOf(1, 'START', withParent(1, 2)), eventOf(2, 'START')]);
    await post(run, 'same-b', [eventOf(1, 'START', withParent(1, 2)), eventOf(2, 'FAIL')]);
    const admin = testIdentity('same-a', { accessLevel: 'ADMIN' });
    const { lineageRun } = await run.ask<Record<string, Json>>(query, { id: runIdOf(2) }, admin);
    expect(lineageRun?.['children']).toEqual({ nodes: [{ runId: runIdOf(1) }] });
    const child = await run.ask<Record<string, Json>>(query, { id: runIdOf(1) }, admin);
    expect(child['lineageRun']).toMatchObject({ parent: { run: { status: 'RUNNING' } } });
  });
});
