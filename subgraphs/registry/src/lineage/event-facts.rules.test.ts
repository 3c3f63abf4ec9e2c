// Goal: the same facts come out of every version's spelling, and a misshapen facet only means that the
// fact is absent. Method: one rich event, recorded events, and events spoilt in one place.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { facetsToJson, readerOfFacets } from './facet.rules.ts';
import type { LineageEventFacts } from './event-facts.rules.ts';
import { bodiesOf } from './lineage-vectors.ts';
import { readLineageEvent } from './openlineage.rules.ts';

const facet = { _producer: 'https://p.example/', _schemaURL: 'https://s.example/f.json' };
const uuid = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;

const rich = {
  eventTime: '2026-01-01T00:00:00.123456+01:00',
  eventType: 'FAIL',
  producer: 'https://p.example/',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: {
    runId: uuid(1),
    facets: {
      parent: {
        ...facet,
        run: { runId: uuid(2).toUpperCase() },
        job: { namespace: 'ns', name: 'dag' },
        root: { run: { runId: uuid(3) }, job: { namespace: 'ns', name: 'root' } },
      },
      nominalTime: { ...facet, nominalStartTime: '2026-01-01T00:00:00Z', nominalEndTime: null },
      errorMessage: { ...facet, message: 'boom', programmingLanguage: 'JAVA' },
    },
  },
  job: {
    namespace: 'ns',
    name: 'dag.task',
    facets: {
      jobType: { ...facet, processingType: 'BATCH', integration: 'SPARK', jobType: 'TASK' },
      sql: { ...facet, query: 'select 1' },
      sourceCodeLocation: { ...facet, type: 'git', url: 'https://g.example/x', branch: 'main' },
      documentation: { ...facet, description: 'what it does' },
      ownership: {
        ...facet,
        owners: [{ name: 'team:a', type: 'MAINTAINER' }, { name: 'b' }, {}, 1],
      },
    },
  },
  inputs: [
    {
      namespace: 'pg://h:1',
      name: 'a.b',
      inputFacets: { inputStatistics: { ...facet, rowCount: 1 } },
      facets: { dataSource: { ...facet, name: 'pg', uri: 'pg://h:1' } },
    },
  ],
  outputs: [
    {
      namespace: 's3://bucket',
      name: 'x/y',
      outputFacets: { outputStatistics: { ...facet, size: 2 } },
      facets: {
        schema: {
          ...facet,
          fields: [
            {
              name: 'a',
              type: 'struct',
              description: 'd',
              fields: [{ name: 'b', type: 'int' }, 0],
            },
            { type: 'nameless' },
            { name: 'c' },
          ],
        },
        columnLineage: {
          ...facet,
          fields: {
            a: {
              inputFields: [
                {
                  namespace: 'pg://h:1',
                  name: 'a.b',
                  field: 'f',
                  transformations: [{ type: 'DIRECT', subtype: 'IDENTITY', masking: false }],
                },
                { namespace: 'pg://h:1', name: 'a.b' },
              ],
            },
            old: {
              inputFields: [{ namespace: 'n', name: 'm', field: 'f' }],
              transformationType: 'MASKED',
              transformationDescription: 'hashed',
            },
          },
          dataset: [
            { namespace: 'n', name: 'm', field: 'w', transformations: [{ type: 'INDIRECT' }] },
          ],
        },
        version: { ...facet, datasetVersion: '7' },
        symlinks: { ...facet, identifiers: [{ namespace: 'hive', name: 't', type: 'TABLE' }, {}] },
        lifecycleStateChange: {
          ...facet,
          lifecycleStateChange: 'RENAME',
          previousIdentifier: { namespace: 's3://bucket', name: 'x/z' },
        },
        storage: { ...facet, storageLayer: 'iceberg', fileFormat: 'parquet' },
        documentation: { ...facet, description: 'what it is' },
      },
    },
  ],
};

const factsOf = (body: string | object): LineageEventFacts => {
  const result = readLineageEvent(typeof body === 'string' ? body : JSON.stringify(body));
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  return result.event;
};

describe('a rich event', () => {
  const facts = factsOf(rich);

  test('itself and its run', () => {
    expect(facts).toMatchObject({
      kind: 'run',
      eventType: 'FAIL',
      eventTime: { text: rich.eventTime, micros: 1_767_222_000_123_456n },
      producer: rich.producer,
      schemaUrl: rich.schemaURL,
      specVersion: '2-0-2',
      dataset: null,
      run: {
        runId: uuid(1),
        parent: { runId: uuid(2), job: { namespace: 'ns', name: 'dag' } },
        root: { runId: uuid(3), job: { namespace: 'ns', name: 'root' } },
        nominalStartTime: new Date('2026-01-01T00:00:00Z'),
        nominalEndTime: null,
        errorMessage: { message: 'boom', programmingLanguage: 'JAVA', stackTrace: null },
      },
    });
  });

  test('its job', () => {
    expect(facts.job).toMatchObject({
      namespace: 'ns',
      name: 'dag.task',
      jobType: { processingType: 'BATCH', integration: 'SPARK', jobType: 'TASK' },
      sql: { query: 'select 1', dialect: null },
      sourceCodeLocation: { type: 'git', url: 'https://g.example/x', branch: 'main', tag: null },
      documentation: 'what it does',
      owners: [
        { name: 'team:a', type: 'MAINTAINER' },
        { name: 'b', type: null },
      ],
    });
  });

  test('its input', () => {
    expect(facts.inputs).toHaveLength(1);
    expect(facts.inputs[0]).toMatchObject({
      namespace: 'pg://h:1',
      name: 'a.b',
      fields: null,
      columnLineage: null,
      dataSource: { name: 'pg', uri: 'pg://h:1' },
      roleFacets: new Map([
        ['inputStatistics', { deleted: false, text: JSON.stringify({ ...facet, rowCount: 1 }) }],
      ]),
    });
  });

  test('its output', () => {
    expect(facts.outputs[0]).toMatchObject({
      namespace: 's3://bucket',
      name: 'x/y',
      fields: [
        {
          name: 'a',
          type: 'struct',
          description: 'd',
          fields: [{ name: 'b', type: 'int', description: null, fields: [] }],
        },
        { name: 'c', type: null, description: null, fields: [] },
      ],
      columnLineage: {
        fields: [
          {
            name: 'a',
            inputs: [
              {
                namespace: 'pg://h:1',
                name: 'a.b',
                field: 'f',
                transformations: [
                  { type: 'DIRECT', subtype: 'IDENTITY', description: null, masking: false },
                ],
              },
            ],
          },
          {
            name: 'old',
            inputs: [{ field: 'f', transformations: [{ type: 'MASKED', description: 'hashed' }] }],
          },
        ],
        dataset: [{ field: 'w', transformations: [{ type: 'INDIRECT' }] }],
      },
      version: '7',
      symlinks: [{ namespace: 'hive', name: 't', type: 'TABLE' }],
      lifecycleStateChange: {
        state: 'RENAME',
        previous: { namespace: 's3://bucket', name: 'x/z' },
      },
      storage: { layer: 'iceberg', fileFormat: 'parquet' },
      documentation: 'what it is',
      owners: [],
    });
    expect([...(facts.outputs[0]?.roleFacets.keys() ?? [])]).toEqual(['outputStatistics']);
  });
});

describe('facets are kept byte for byte', () => {
  const custom = '{ "n" : 12345678901234567890.10, "é": [ ],"_deleted":false}';
  const body = `{"eventTime":"2026-01-01T00:00:00Z","producer":"https://p/","job":{"namespace":"n","name":"m",
    "facets":{"mine":${custom},"gone":{"_deleted":true},"__proto__":{"a":1}}}}`;

  test('also numbers that no double can hold', () => {
    const facets = factsOf(body).job?.facets ?? new Map();
    expect(facets.get('mine')).toEqual({ text: custom, deleted: false });
    expect(facets.get('gone')).toEqual({ text: '{"_deleted":true}', deleted: true });
    expect(facetsToJson(facets)).toBe(`{"mine":${custom},"__proto__":{"a":1}}`);
  });

  test('and read again from their texts, deleted ones not', () => {
    const read = readerOfFacets(factsOf(body).job?.facets ?? new Map());
    expect(read('__proto__')).toEqual({ a: 1 });
    expect(read('gone')).toBeUndefined();
    expect(read('constructor')).toBeUndefined();
  });
});

describe('recorded events', () => {
  test('parent and root of a dbt test', () => {
    const [first] = bodiesOf(
      'captures/dbt-ol/structured_logs_postgres_test_test_logs.ndjson',
    ).slice(1);
    expect(factsOf(first?.body ?? '').run).toMatchObject({
      parent: { runId: expect.any(String), job: { name: expect.any(String) } },
      root: { runId: expect.any(String) },
    });
  });

  test('the key that old Airflow integrations gave to the parent', () => {
    const { parent, ...others } = rich.run.facets;
    const run = { ...rich.run, facets: { ...others, parentRun: parent } };
    expect(factsOf({ ...rich, run }).run?.parent?.runId).toBe(uuid(2));
  });

  test('a nominal end that is null', () => {
    const [event] = bodiesOf('events/marquez/null_nominal_end_time.json');
    const run = factsOf(event?.body ?? '').run;
    expect(run?.nominalStartTime).toBeInstanceOf(Date);
    expect(run?.nominalEndTime).toBeNull();
  });
});

test('a facet of any shape only makes facts absent', () => {
  const keys = ['schema', 'columnLineage', 'version', 'symlinks', 'storage', 'ownership'] as const;
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.record({
      fields: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())),
      identifiers: fc.jsonValue(),
      owners: fc.jsonValue(),
      datasetVersion: fc.jsonValue(),
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...keys), odd, (key, value) => {
      const dataset = { namespace: 'n', name: 'm', facets: { [key]: value } };
      const [output] = factsOf({ ...rich, outputs: [dataset] }).outputs;
      expect(output?.facets.get(key)?.text).toBe(JSON.stringify(value));
      expect([null, 'string']).toContain(output?.version === null ? null : typeof output?.version);
    }),
    { numRuns: 500 },
  );
});
