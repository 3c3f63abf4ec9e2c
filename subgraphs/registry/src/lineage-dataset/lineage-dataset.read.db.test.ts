/** What facets say of jobs and datasets, read field by field, and the versions of datasets. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { askAs, eventOf, facet, post, runIdOf } from '../lineage-run/testing/lineage-runs.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const jobFacets = {
  jobType: facet({ processingType: 'BATCH', integration: 'SPARK', jobType: 'JOB' }),
  sql: facet({ query: 'select 1', dialect: 'postgres' }),
  sourceCodeLocation: facet({ type: 'git', url: 'https://g.example/f', path: 'f' }),
  documentation: facet({ description: 'the job' }),
  ownership: facet({ owners: [{ name: 'team:y' }] }),
};
const identity = { type: 'DIRECT', subtype: 'IDENTITY', masking: false };
const datasetFacets = {
  schema: facet({
    fields: [
      { name: 'x', type: 'int', description: 'the x' },
      { name: 's', type: 'struct', fields: [{ name: 't', type: 'text' }] },
    ],
  }),
  columnLineage: facet({
    fields: {
      x: {
        inputFields: [
          { namespace: 'pg://h:1', name: 'a.b', field: 'y', transformations: [identity] },
          { namespace: 'elsewhere', name: 'z', field: 'y' },
        ],
      },
    },
    dataset: [{ namespace: 'pg://h:1', name: 'a.b', field: 'w' }],
  }),
  version: facet({ datasetVersion: '7' }),
  dataSource: facet({ name: 'pg', uri: 'pg://h:1' }),
  symlinks: facet({ identifiers: [{ namespace: 'hive', name: 'c', type: 'TABLE' }] }),
  lifecycleStateChange: facet({
    lifecycleStateChange: 'RENAME',
    previousIdentifier: { namespace: 'pg://h:1', name: 'a.old' },
  }),
  storage: facet({ storageLayer: 'iceberg', fileFormat: 'parquet' }),
  documentation: facet({ description: 'the output' }),
  ownership: facet({ owners: [{ name: 'team:x', type: 'MAINTAINER' }] }),
};

describe('a job and its output', () => {
  beforeAll(() =>
    post(run, 'one', [
      eventOf(1, 'START', {
        job: { namespace: 'ns', name: 'job 1', facets: jobFacets },
        inputs: [{ namespace: 'pg://h:1', name: 'a.b' }],
        outputs: [{ namespace: 'pg://h:1', name: 'a.c', facets: datasetFacets }],
      }),
    ]),
  );
  const readJob = async (selection: string) => {
    const jobs = await askAs(run, 'one')(`{ lineageJobs { nodes { ${selection} } } }`);
    return jobs['nodes'];
  };
  const readDataset = async (selection: string) => {
    const query = `{ lineageDatasets(filter: { name: "a.c" }) { nodes { ${selection} } } }`;
    return (await askAs(run, 'one')(query))['nodes'];
  };

  test('the job says what it is and what it reads and writes', async () => {
    const found = await readJob(`nodeId type { processingType integration jobType }
      sql { query dialect } sourceCodeLocation { type url repoUrl path } description
      owners { name type } facets inputs { nodes { name } } outputs { nodes { name } }
      runs { nodes { runId } } events { nodes { id } }`);
    expect(found).toEqual([
      {
        nodeId: 'job:ns:job 1',
        type: { processingType: 'BATCH', integration: 'SPARK', jobType: 'JOB' },
        sql: { query: 'select 1', dialect: 'postgres' },
        sourceCodeLocation: {
          type: 'git',
          url: 'https://g.example/f',
          repoUrl: null,
          path: 'f',
        },
        description: 'the job',
        owners: [{ name: 'team:y', type: null }],
        facets: jobFacets,
        inputs: { nodes: [{ name: 'a.b' }] },
        outputs: { nodes: [{ name: 'a.c' }] },
        runs: { nodes: [{ runId: runIdOf(1) }] },
        events: { nodes: [] },
      },
    ]);
  });

  test('the dataset says what it is', async () => {
    const found = await readDataset(`nodeId version dataSource { name uri }
      symlinks { namespace name type } storage { layer fileFormat } description
      lifecycleStateChange { state previousNamespace previousName } owners { name type } facets
      fields { name type description fields { name fields { name } } }
      producers { nodes { name } } consumers { nodes { name } }`);
    expect(found).toEqual([
      {
        nodeId: 'dataset:pg://h:1:a.c',
        version: '7',
        dataSource: { name: 'pg', uri: 'pg://h:1' },
        symlinks: [{ namespace: 'hive', name: 'c', type: 'TABLE' }],
        storage: { layer: 'iceberg', fileFormat: 'parquet' },
        description: 'the output',
        lifecycleStateChange: {
          state: 'RENAME',
          previousNamespace: 'pg://h:1',
          previousName: 'a.old',
        },
        owners: [{ name: 'team:x', type: 'MAINTAINER' }],
        facets: datasetFacets,
        fields: [
          { name: 'x', type: 'int', description: 'the x', fields: [] },
          { name: 's', type: 'struct', description: null, fields: [{ name: 't', fields: [] }] },
        ],
        producers: { nodes: [{ name: 'job 1' }] },
        consumers: { nodes: [] },
      },
    ]);
  });

  test('its columns name the datasets that they are made from, known or not', async () => {
    const found = await readDataset(`columnLineage {
      fields { name inputs { namespace name field dataset { nodeId }
        transformations { type subtype description masking } } }
      dataset { field dataset { nodeId } } }`);
    const known = { nodeId: 'dataset:pg://h:1:a.b' };
    const from = { namespace: 'pg://h:1', name: 'a.b', field: 'y', dataset: known };
    const unknown = { namespace: 'elsewhere', name: 'z', field: 'y', dataset: null };
    expect(found).toEqual([
      {
        columnLineage: {
          fields: [
            {
              name: 'x',
              inputs: [
                { ...from, transformations: [{ ...identity, description: null }] },
                { ...unknown, transformations: [] },
              ],
            },
          ],
          dataset: [{ field: 'w', dataset: known }],
        },
      },
    ]);
  });
});

describe('versions of a dataset', () => {
  const columns = (...names: string[]) => ({
    schema: facet({ fields: names.map((name) => ({ name, type: 'int' })) }),
  });
  const written = (n: number, second: number, facets: object) =>
    eventOf(n, 'COMPLETE', {
      eventTime: `2026-01-01T00:00:0${second}Z`,
      outputs: [{ namespace: 'n', name: 'd', facets }],
    });
  const query = `{ lineageDatasets { nodes { versions { nodes {
    version fields { name } firstSeenAt lastSeenAt firstRun { runId } lastRun { runId }
    hash dataset { name } } } } } }`;

  test('are its contents, newest first, with the first and the last run that wrote them', async () => {
    await post(run, 'versions', [
      written(1, 1, columns('a')),
      written(2, 2, columns('a', 'b')),
      written(3, 3, columns('a')),
      written(4, 4, { version: facet({ datasetVersion: '1' }) }),
    ]);
    const datasets = await askAs(run, 'versions')(query);
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const version = (names: string[] | null, [first, last]: [number, number]) => ({
      version: names === null ? '1' : null,
      fields: names?.map((name) => ({ name })) ?? null,
      firstSeenAt: at(first),
      lastSeenAt: at(last),
      firstRun: { runId: runIdOf(first) },
      lastRun: { runId: runIdOf(last) },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      dataset: { name: 'd' },
    });
    const nodes = [version(null, [4, 4]), version(['a', 'b'], [2, 2]), version(['a'], [1, 3])];
    expect(datasets).toEqual({ nodes: [{ versions: { nodes } }] });
  });

  test('show the descriptions of the last event that has them', async () => {
    const described = (text: string) => ({
      schema: facet({ fields: [{ name: 'a', type: 'int', description: text }] }),
    });
    for (const second of [2, 3, 1]) {
      await post(run, 'described', [written(second, second, described(`at ${second}`))]);
    }
    const query = `{ lineageDatasets { nodes { versions { nodes { fields { description } } } } } }`;
    expect(await askAs(run, 'described')(query)).toEqual({
      nodes: [{ versions: { nodes: [{ fields: [{ description: 'at 3' }] }] } }],
    });
  });
});
