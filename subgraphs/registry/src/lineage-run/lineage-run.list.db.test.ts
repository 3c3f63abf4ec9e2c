/**
 * Lists of runs, jobs and datasets: each filter, names without limits, and events by
 * themselves.
 */
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

describe('lists', () => {
  beforeAll(async () => {
    await post(run, 'lists', [
      eventOf(1, 'COMPLETE', { eventTime: '2026-01-01T00:00:00Z' }),
      eventOf(2, 'FAIL', { eventTime: '2026-01-02T00:00:00Z', ...withParent(2, 1, 1) }),
      eventOf(3, 'START', {
        eventTime: '2026-01-03T00:00:00Z',
        job: { namespace: 'other', name: 'job 1' },
        inputs: [{ namespace: `${'x'.repeat(300)}1`, name: 'd' }],
        outputs: [{ namespace: `${'x'.repeat(300)}2`, name: 'd' }],
      }),
    ]);
  });

  test.each<[object, number[]]>([
    [{}, [3, 2, 1]],
    [{ jobNamespace: 'ns' }, [2, 1]],
    [{ jobName: 'job 1' }, [3, 1]],
    [{ jobNamespace: 'ns', jobName: 'job 1' }, [1]],
    [{ statuses: ['FAILED', 'COMPLETED'] }, [2, 1]],
    [{ statuses: [] }, []],
    [{ startedFrom: '2026-01-02T00:00:00Z' }, [3, 2]],
    [{ startedFrom: '2026-01-01T00:00:01Z', startedBefore: '2026-01-03T00:00:00Z' }, [2]],
    [{ parentRunId: runIdOf(1) }, [2]],
    [{ rootRunId: runIdOf(1) }, [2]],
    [{ jobId: runIdOf(1) }, []],
  ])('runs where %j', async (filter, expected) => {
    const query = `query ($filter: LineageRunFilter) { lineageRuns(filter: $filter) { nodes { runId } } }`;
    const { nodes } = await askAs(run, 'lists')(query, { filter });
    expect(nodes).toEqual(expected.map((n) => ({ runId: runIdOf(n) })));
  });

  test.each(['jobId', 'parentRunId', 'rootRunId'])('refuses a %s that is no UUID', async (name) => {
    const query = `query ($filter: LineageRunFilter) { lineageRuns(filter: $filter) { nodes { id } } }`;
    const refusal = await run.refuse(query, { filter: { [name]: 'x' } }, testIdentity('lists'));
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: `filter.${name}` });
  });

  test('jobs and datasets by namespace and name, as long as they may be', async () => {
    const namesOf = async (list: string, filter: object) => {
      const type = list === 'lineageJobs' ? 'LineageJobFilter' : 'LineageDatasetFilter';
      const query = `query ($filter: ${type}) { ${list}(filter: $filter) { nodes { namespace name } } }`;
      const { nodes } = await askAs(run, 'lists')<{ nodes: Json[] }>(query, { filter });
      return nodes.map(({ namespace, name }) => `${String(namespace).slice(-1)} ${String(name)}`);
    };
    expect(await namesOf('lineageJobs', { name: 'job 1' })).toHaveLength(2);
    expect(await namesOf('lineageJobs', { namespace: 'other' })).toEqual(['r job 1']);
    expect(await namesOf('lineageJobs', { namespace: 'ns', name: 'job 2' })).toEqual(['s job 2']);
    const namespace = `${'x'.repeat(300)}2`;
    expect(await namesOf('lineageDatasets', { namespace })).toEqual(['2 d']);
    expect(await namesOf('lineageDatasets', { name: 'd' })).toHaveLength(2);
    expect(await namesOf('lineageDatasets', { namespace: 'x'.repeat(300) })).toEqual([]);
  });

  test('events about jobs and datasets by themselves', async () => {
    const { eventType: _, run: __, ...about } = eventOf(9, 'START');
    const { job: ___, ...rest } = about;
    await post(run, 'static', [about, { ...rest, dataset: { namespace: 'n', name: 'd' } }]);
    const query = `{
      lineageJobs { nodes { events { nodes { kind eventType job { name } } } runs { nodes { id } } } }
      lineageDatasets { nodes { events { nodes { kind dataset { name } job { id } run { id } runId } } } }
    }`;
    expect(await run.ask(query, {}, testIdentity('static'))).toEqual({
      lineageJobs: {
        nodes: [
          {
            events: { nodes: [{ kind: 'JOB', eventType: null, job: { name: 'job 9' } }] },
            runs: { nodes: [] },
          },
        ],
      },
      lineageDatasets: {
        nodes: [
          {
            events: {
              nodes: [
                { kind: 'DATASET', dataset: { name: 'd' }, job: null, run: null, runId: null },
              ],
            },
          },
        ],
      },
    });
  });
});
