// Goal: everything the core schema minds is refused, every fault with its place, and what all versions
// allow is taken. Method: one change at a time to an event in order.
import { describe, expect, test } from '@jest/globals';
import { SPEC_VERSIONS } from './event-schema.rules.ts';
import { accept, dataset, envelope, job, run, runEvent, schemaURL } from './lineage-examples.ts';
import { readLineageEvent } from './openlineage.rules.ts';
import { MAX_LISTED } from './schema-fault.rules.ts';

const verdict = (event: unknown): string[] => {
  const result = readLineageEvent(JSON.stringify(event));
  if (result.kind === 'accepted') return ['accepted'];
  if (result.kind === 'malformed') return ['malformed'];
  return result.errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
};

describe('refused', () => {
  const withoutRunId = { ...runEvent, run: {} };
  test.each<[string, unknown, string[]]>([
    ['a number', 1, [' Must be a JSON object, not 1.']],
    ['null', null, [' Must be a JSON object, not null.']],
    ['an array', [runEvent], [' Must be a JSON object, not an array.']],
    [
      'an empty object',
      {},
      [
        '/eventTime eventTime is required.',
        '/producer producer is required.',
        '/job job is required.',
      ],
    ],
    [
      'everything at once',
      {
        eventTime: 'now',
        eventType: 'BEGIN',
        producer: 'me',
        run: { runId: '1' },
        job: { name: 1 },
        inputs: [{}],
        outputs: 0,
      },
      [
        '/eventTime Must be a date and time such as 2026-01-31T12:00:00Z, not "now".',
        '/producer Must be an absolute URI such as https://example.org/producer, not "me".',
        '/eventType Must be one of "START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER", not "BEGIN".',
        '/run/runId Must be a UUID such as 3f5e83fa-3480-44ff-99c5-ff943904e5e8, not "1".',
        '/job/namespace namespace is required.',
        '/job/name Must be a string, not 1.',
        '/outputs Must be an array, not 0.',
        '/inputs/0/namespace namespace is required.',
        '/inputs/0/name name is required.',
      ],
    ],
    ['no run id', withoutRunId, ['/run/runId runId is required.']],
    ['a run that is null', { ...runEvent, run: null }, ['/run Must be a JSON object, not null.']],
    ['a run without a job', { ...runEvent, job: undefined }, ['/job job is required.']],
    ['a job event without a job', envelope, ['/job job is required.']],
    [
      'a dataset that is no object',
      { ...envelope, dataset: 'd' },
      ['/dataset Must be a JSON object, not "d".'],
    ],
    [
      'facets that are no object',
      { ...runEvent, run: { ...run, facets: [] } },
      ['/run/facets Must be a JSON object, not an array.'],
    ],
    [
      'input facets that are no object',
      { ...runEvent, inputs: [dataset, { ...dataset, inputFacets: null }] },
      ['/inputs/1/inputFacets Must be a JSON object, not null.'],
    ],
    [
      'a schemaURL that is no URI',
      { ...runEvent, schemaURL: 'v1' },
      ['/schemaURL Must be an absolute URI such as https://example.org/producer, not "v1".'],
    ],
    [
      'a schemaURL that is null',
      { ...runEvent, schemaURL: null },
      ['/schemaURL Must be a string, not null.'],
    ],
    [
      'a day that does not exist',
      { ...runEvent, eventTime: '2026-02-30T00:00:00Z' },
      [
        '/eventTime Must be a date and time such as 2026-01-31T12:00:00Z, not "2026-02-30T00:00:00Z".',
      ],
    ],
    [
      'RUNNING before version 1-0-3',
      { ...runEvent, eventType: 'RUNNING', schemaURL: schemaURL('1-0-2') },
      ['/eventType Must be one of "START", "COMPLETE", "ABORT", "FAIL", "OTHER", not "RUNNING".'],
    ],
    [
      'a job event of a version that has none',
      { ...envelope, job, schemaURL: schemaURL('1-0-5') },
      ['/run run is required.'],
    ],
  ])('%s', (_, event, errors) => {
    expect(verdict(event).toSorted()).toEqual(errors.toSorted());
  });

  test('NUL, lone surrogates, doubled names: with the schema’s faults, and pointers into the event', () => {
    const text = `{"eventTime":1,"producer":"https://p/","job":{"namespace":"a\\u0000","name":"\\ud800","name":"x"}}`;
    const result = readLineageEvent(Buffer.from(text));
    expect(result.kind === 'refused' && result.errors.map(({ pointer }) => pointer)).toEqual([
      '/job/namespace',
      '/job/name',
      '/job/name',
      '/eventTime',
    ]);
  });

  test('too many faults are cut off', () => {
    const inputs = Array(5_000).fill(0);
    const result = readLineageEvent(JSON.stringify({ ...runEvent, inputs }));
    expect(result.kind === 'refused' && result.errors).toHaveLength(MAX_LISTED);
  });

  test('200 levels of nesting', () => {
    const text = JSON.stringify(runEvent).replace('"ns"', '['.repeat(200) + ']'.repeat(200));
    expect(readLineageEvent(text)).toEqual({
      kind: 'refused',
      errors: [expect.objectContaining({ detail: 'The value is nested deeper than 100 levels.' })],
    });
  });
});

describe('taken', () => {
  test.each(SPEC_VERSIONS)('a run event of version %s, however the schemaURL ends', (version) => {
    for (const end of ['', '#', '#/$defs/RunEvent', '#/definitions/RunEvent']) {
      const url = `https://openlineage.io/spec/${version}/OpenLineage.json${end}`;
      const { event, findings: found } = accept({ ...runEvent, schemaURL: url });
      expect(event.specVersion).toBe(version);
      expect(found).toEqual([]);
    }
  });

  test.each(['2-0-0', '2-0-1', '2-0-2'])('job and dataset events of version %s', (version) => {
    expect(accept({ ...envelope, schemaURL: schemaURL(version), job }).event.kind).toBe('job');
    expect(accept({ ...envelope, schemaURL: schemaURL(version), dataset }).event.kind).toBe(
      'dataset',
    );
  });

  test('the kind is told by run, then dataset, then job', () => {
    expect(accept({ ...runEvent, dataset }).event).toMatchObject({ kind: 'run', dataset: null });
    expect(accept({ ...envelope, dataset, job }).event).toMatchObject({
      kind: 'dataset',
      job: null,
    });
    expect(accept({ ...runEvent, run: undefined }).event).toMatchObject({
      kind: 'job',
      eventType: null,
    });
  });

  test('a run event without an eventType, and members nobody knows', () => {
    const event = { ...runEvent, eventType: undefined, extra: { a: 1 } };
    expect(accept(event)).toMatchObject({ findings: [], event: { eventType: null } });
  });

  test('runs are the same run in either case', () => {
    const upper = { ...runEvent, run: { runId: run.runId.toUpperCase() } };
    expect(accept(upper).event.run?.runId).toBe(run.runId);
  });
});
