// Goal: what real producers do wrongly is taken with a finding that says where and what. Method: one
// change at a time to an event in order, and to facets in each of their places.
import { describe, expect, test } from '@jest/globals';
import { MAX_EXHAUSTIVE_CHARS } from './facet-schema.rules.ts';
import {
  accept,
  base,
  dataset,
  envelope,
  job,
  run,
  runEvent,
  schemaURL,
} from './lineage-examples.ts';
import { MAX_LISTED } from './schema-fault.rules.ts';

const findings = (event: unknown): string[] =>
  accept(event).findings.map(({ code, pointer }) => `${code} ${pointer}`);

describe('taken with findings', () => {
  const withFacets = (facets: unknown): unknown => ({ ...runEvent, job: { ...job, facets } });
  const sql = { ...base, query: 'select 1' };
  const published = 'https://openlineage.io/spec/facets';

  test.each<[string, unknown, string[]]>([
    ['no schemaURL', { ...runEvent, schemaURL: undefined }, ['SCHEMA_URL_MISSING /schemaURL']],
    [
      'a newer schemaURL',
      { ...runEvent, schemaURL: schemaURL('2-9-0') },
      ['SCHEMA_URL_UNKNOWN /schemaURL'],
    ],
    [
      'a time without offset',
      { ...runEvent, eventTime: '2026-01-01T00:00:00.5' },
      ['TIME_WITHOUT_OFFSET /eventTime'],
    ],
    ['an unknown facet in order', withFacets({ mine: { ...base, x: [1] } }), []],
    [
      'no _producer',
      withFacets({ mine: { _schemaURL: base._schemaURL } }),
      ['FACET_PRODUCER_MISSING /job/facets/mine/_producer'],
    ],
    [
      'no _schemaURL',
      withFacets({ 'my/own': { _producer: base._producer } }),
      ['FACET_SCHEMA_URL_MISSING /job/facets/my~1own/_schemaURL'],
    ],
    [
      'a _producer that is null',
      withFacets({ mine: { ...base, _producer: null } }),
      ['FACET_INVALID /job/facets/mine/_producer'],
    ],
    [
      'a facet that is no object',
      withFacets({ sql: 'select 1' }),
      ['FACET_INVALID /job/facets/sql'],
    ],
    [
      'an unknown facet that is no object',
      withFacets({ mine: null }),
      ['FACET_INVALID /job/facets/mine'],
    ],
    [
      'several faults of one facet',
      withFacets({ sql: { query: 5 } }),
      [
        'FACET_PRODUCER_MISSING /job/facets/sql/_producer',
        'FACET_SCHEMA_URL_MISSING /job/facets/sql/_schemaURL',
        'FACET_INVALID /job/facets/sql/query',
      ],
    ],
    ['a deleted facet needs no content', withFacets({ sql: { ...base, _deleted: true } }), []],
    [
      'a facet named like a method',
      withFacets({ constructor: { ...base }, __proto__x: 1 }),
      ['FACET_INVALID /job/facets/__proto__x'],
    ],
    [
      'a run facet',
      { ...runEvent, run: { ...run, facets: { parent: base } } },
      ['FACET_INVALID /run/facets/parent/run', 'FACET_INVALID /run/facets/parent/job'],
    ],
    [
      'a dataset facet of an input',
      { ...runEvent, inputs: [{ ...dataset, facets: { version: base } }] },
      ['FACET_INVALID /inputs/0/facets/version/datasetVersion'],
    ],
    [
      'an input facet',
      { ...runEvent, inputs: [dataset, { ...dataset, inputFacets: { dataQualityMetrics: base } }] },
      ['FACET_INVALID /inputs/1/inputFacets/dataQualityMetrics/columnMetrics'],
    ],
    [
      'an output facet',
      {
        ...runEvent,
        outputs: [{ ...dataset, outputFacets: { outputStatistics: { ...base, size: 1.5 } } }],
      },
      ['FACET_INVALID /outputs/0/outputFacets/outputStatistics/size'],
    ],
    [
      'a facet of a dataset event',
      {
        ...envelope,
        dataset: { ...dataset, facets: { symlinks: { ...base, identifiers: [{}] } } },
      },
      [
        'FACET_INVALID /dataset/facets/symlinks/identifiers/0/namespace',
        'FACET_INVALID /dataset/facets/symlinks/identifiers/0/name',
        'FACET_INVALID /dataset/facets/symlinks/identifiers/0/type',
      ],
    ],
    [
      'a facet that names a version is judged by it',
      {
        ...runEvent,
        run: {
          ...run,
          facets: {
            processing_engine: {
              ...base,
              _schemaURL: `${published}/1-0-0/ProcessingEngineRunFacet.json`,
              version: '1',
            },
          },
        },
      },
      ['FACET_INVALID /run/facets/processing_engine/engine_version'],
    ],
    [
      'a facet of an unknown key is judged by the schema it names',
      {
        ...runEvent,
        run: {
          ...run,
          facets: {
            my_parent: {
              ...base,
              _schemaURL: `${published}/1-0-0/ParentRunFacet.json#/$defs/ParentRunFacet`,
            },
          },
        },
      },
      ['FACET_INVALID /run/facets/my_parent/run', 'FACET_INVALID /run/facets/my_parent/job'],
    ],
    [
      'a facet in order by the old version that it names, though not by the newest',
      {
        ...runEvent,
        outputs: [
          {
            ...dataset,
            facets: {
              schema: {
                ...base,
                _schemaURL: `${published}/1-0-0/SchemaDatasetFacet.json`,
                fields: [{ name: 'a', type: 't', fields: 0 }],
              },
            },
          },
        ],
      },
      [],
    ],
  ])('%s', (_, event, expected) => expect(findings(event).toSorted()).toEqual(expected.toSorted()));

  test('say what was wanted, and of which facet', () => {
    const event = { ...runEvent, job: { ...job, facets: { sql: { ...sql, query: ['x'] } } } };
    expect(accept(event).findings).toEqual([
      {
        pointer: '/job/facets/sql/query',
        code: 'FACET_INVALID',
        detail: 'Must be a string, not an array.',
        facet: 'sql',
      },
    ]);
  });

  test('of a very long facet the first fault only', () => {
    const fields = Array(MAX_EXHAUSTIVE_CHARS / 2).fill(1);
    const event = {
      ...runEvent,
      outputs: [{ ...dataset, facets: { schema: { ...base, fields } } }],
    };
    expect(findings(event)).toEqual(['FACET_INVALID /outputs/0/facets/schema/fields/0']);
  });

  test('no more than anyone can use', () => {
    const facets = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`f${i}`, 0]));
    expect(findings({ ...runEvent, job: { ...job, facets } })).toHaveLength(MAX_LISTED);
  });
});
