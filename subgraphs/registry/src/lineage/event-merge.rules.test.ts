// Goal: runs, jobs, datasets and versions do not depend on the order of arrival or on repeats.
// Method: random events of one run, shuffled, doubled and merged in random groups.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeVersions, versionsOfEvent } from './dataset-version.rules.ts';
import {
  datasetStatesOf,
  jobStateOf,
  latestFacets,
  mergeEntityStates,
  mergeRunStates,
  type RunState,
  runStateOf,
  type RunSummary,
  summarizeRun,
} from './event-merge.rules.ts';
import { recordedBodies } from './lineage-vectors.ts';
import { type AcceptedEvent, readLineageEvent } from './openlineage.rules.ts';

const runId = '3f5e83fa-3480-44ff-99c5-ff943904e5e8';
const read = (event: unknown): AcceptedEvent => {
  const result = readLineageEvent(typeof event === 'string' ? event : JSON.stringify(event));
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  return result;
};
const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const event = (eventType: string | undefined, second: number, more: object = {}): AcceptedEvent =>
  read({
    eventTime: at(second),
    eventType,
    producer: 'https://p/',
    run: { runId },
    job: { namespace: 'ns', name: 'job' },
    ...more,
  });
const withFacets = (facets: object): object => ({ run: { runId, facets } });
const summarize = (events: readonly AcceptedEvent[]): RunSummary =>
  summarizeRun(events.map(runStateOf).reduce(mergeRunStates));

describe('the life of a run', () => {
  test.each<[string, AcceptedEvent[], string, number, number | null]>([
    ['START', [event('START', 5)], 'RUNNING', 5, null],
    ['several STARTs', [event('START', 7), event('START', 5)], 'RUNNING', 5, null],
    ['RUNNING alone', [event('RUNNING', 3)], 'RUNNING', 3, null],
    ['OTHER alone', [event('OTHER', 3)], 'NEW', 3, null],
    ['no type', [event(undefined, 3)], 'NEW', 3, null],
    ['COMPLETE without START', [event('COMPLETE', 9)], 'COMPLETED', 9, 9],
    ['COMPLETE before START', [event('COMPLETE', 9), event('START', 5)], 'COMPLETED', 5, 9],
    ['an earlier OTHER does not start', [event('START', 5), event('OTHER', 1)], 'RUNNING', 5, null],
    ['what comes after the end', [event('COMPLETE', 5), event('RUNNING', 9)], 'COMPLETED', 5, 5],
    ['FAIL, then a retry', [event('FAIL', 5), event('COMPLETE', 9)], 'COMPLETED', 5, 9],
    ['ABORT after all', [event('COMPLETE', 5), event('ABORT', 9)], 'ABORTED', 5, 9],
    ['two ends at one time', [event('FAIL', 5), event('COMPLETE', 5)], 'FAILED', 5, 5],
    ['two other ends at one time', [event('COMPLETE', 5), event('ABORT', 5)], 'ABORTED', 5, 5],
  ])('%s', (_, events, status, startedAt, endedAt) => {
    for (const order of [events, events.toReversed()]) {
      expect(summarize(order)).toMatchObject({
        status,
        startedAt: new Date(at(startedAt)),
        endedAt: endedAt === null ? null : new Date(at(endedAt)),
      });
    }
  });

  test('facets are those of the latest event that has them, key by key', () => {
    const merged = summarize([
      event('COMPLETE', 9, withFacets({ a: { n: 3 }, errorMessage: { message: 'late' } })),
      event('START', 1, withFacets({ a: { n: 1 }, b: { n: 1 }, c: { n: 1 } })),
      event('RUNNING', 5, withFacets({ a: { n: 2 }, b: { _deleted: true } })),
    ]);
    expect(Object.fromEntries(merged.facets)).toEqual({
      a: { text: '{"n":3}', deleted: false },
      c: { text: '{"n":1}', deleted: false },
      errorMessage: { text: '{"message":"late"}', deleted: false },
    });
    expect(merged.errorMessage?.message).toBe('late');
  });

  test('microseconds count', () => {
    const early = event('FAIL', 0, { eventTime: '2026-01-01T00:00:00.000001Z' });
    const late = event('COMPLETE', 0, { eventTime: '2026-01-01T00:00:00.000002Z' });
    expect(summarize([late, early]).status).toBe('COMPLETED');
  });

  test('a job or dataset event says nothing about a run', () => {
    expect(() => runStateOf(event(undefined, 1, { run: undefined }))).toThrow('run events');
  });
});

const facetArb = fc.dictionary(
  fc.constantFrom('a', 'b', '__proto__', 'parent'),
  fc.record({ n: fc.nat(2) }, { requiredKeys: [] }),
  { maxKeys: 3 },
);
const datasetArb = fc.record({
  namespace: fc.constantFrom('x', 'y'),
  name: fc.constantFrom('t', 'u'),
  facets: fc.record(
    {
      schema: fc.record({
        fields: fc.array(
          fc.record({ name: fc.constantFrom('f', 'g'), description: fc.constantFrom('1', '2') }),
          { maxLength: 2 },
        ),
      }),
      version: fc.record({ datasetVersion: fc.constantFrom('1', '2') }),
    },
    { requiredKeys: [] },
  ),
});
const types = ['START', 'RUNNING', 'OTHER', 'COMPLETE', 'ABORT', 'FAIL', undefined];
const eventArb = fc
  .record({
    // Few different times, so that ties are common.
    second: fc.nat(3),
    type: fc.constantFrom(...types),
    facets: facetArb,
    inputs: fc.array(datasetArb, { maxLength: 2 }),
    outputs: fc.array(datasetArb, { maxLength: 3 }),
    job: fc.constantFrom('job', 'other'),
  })
  .map(({ second, type, facets, inputs, outputs, job }) =>
    event(type, second, {
      run: { runId, facets },
      job: { namespace: 'ns', name: job, facets },
      inputs,
      outputs,
    }),
  );

/** Two ways to take in the same events: in order, and shuffled, with repeats, in two groups. */
const arrivals = fc
  .array(eventArb, { minLength: 1, maxLength: 6 })
  .chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.subarray(events),
        fc.nat(events.length),
      ),
    ),
  );

function grouped<T>(states: readonly T[], split: number, merge: (a: T, b: T) => T): T {
  const groups = [states.slice(0, split), states.slice(split)].filter(({ length }) => length > 0);
  return groups.map((group) => group.reduce(merge)).reduce(merge);
}

describe('order and repeats change nothing', () => {
  const check = <T>(
    statesOf: (event: AcceptedEvent) => readonly T[],
    merge: (a: T, b: T) => T,
  ): void => {
    fc.assert(
      fc.property(arrivals, ([events, [shuffled, again, split]]) => {
        const states = events.flatMap(statesOf);
        const others = [...shuffled, ...again].flatMap(statesOf);
        if (states.length === 0) return;
        expect(grouped(others, split, merge)).toEqual(states.reduce(merge));
      }),
      { numRuns: 500 },
    );
  };

  test('runs', () => check((one) => [runStateOf(one)], mergeRunStates));

  test('jobs', () => {
    check((one) => {
      const state = jobStateOf(one);
      return state?.name === 'job' ? [state] : [];
    }, mergeEntityStates);
  });

  test('datasets', () => {
    check(
      (one) =>
        datasetStatesOf(one).filter(({ namespace, name }) => namespace === 'x' && name === 't'),
      mergeEntityStates,
    );
  });

  test('versions of datasets', () => check((one) => [versionsOfEvent(one)], mergeVersions));

  test('states survive being stored as JSON', () => {
    fc.assert(
      fc.property(eventArb, eventArb, (a, b) => {
        const stored = <T>(state: T): T => JSON.parse(JSON.stringify(state)) as T;
        const [left, right] = [runStateOf(a), runStateOf(b)];
        expect(mergeRunStates(stored(left), right)).toEqual(mergeRunStates(left, right));
        expect(mergeVersions(stored(versionsOfEvent(a)), versionsOfEvent(b))).toEqual(
          mergeVersions(versionsOfEvent(a), versionsOfEvent(b)),
        );
      }),
    );
  });
});

describe('jobs and datasets', () => {
  test('where one event names a dataset twice, the output counts', () => {
    const dataset = (n: number): object => ({ namespace: 'n', name: 'm', facets: { f: { n } } });
    const both = event('START', 1, { inputs: [dataset(2)], outputs: [dataset(0), dataset(1)] });
    const states = datasetStatesOf(both);
    expect(states).toHaveLength(1);
    expect(latestFacets(states[0]?.facets ?? {}).get('f')?.text).toBe('{"n":1}');
  });

  test('the job of a job event, the dataset of a dataset event', () => {
    const job = event(undefined, 1, { run: undefined });
    expect(jobStateOf(job)).toMatchObject({ namespace: 'ns', name: 'job' });
    const dataset = event(undefined, 1, { run: undefined, dataset: { namespace: 'n', name: 'm' } });
    expect(jobStateOf(dataset)).toBeNull();
    expect(datasetStatesOf(dataset)).toMatchObject([{ namespace: 'n', name: 'm', facets: {} }]);
  });
});

test('the recorded runs end as their producers said', () => {
  const runs = new Map<string, RunState>();
  for (const { file, body } of recordedBodies()) {
    const result = readLineageEvent(body);
    if (result.kind !== 'accepted' || result.event.run === null) continue;
    // Files of events are one producer's; each file of captures is a session of its own.
    const source = file.startsWith('events/') ? file.replace(/[^/]+$/, '') : file;
    const key = `${source} ${result.event.run.runId}`;
    const known = runs.get(key);
    const state = runStateOf(result);
    runs.set(key, known === undefined ? state : mergeRunStates(known, state));
  }
  const statuses = Array.from(runs.values(), (state) => summarizeRun(state).status);
  const counts = Object.entries(Object.groupBy(statuses, (status) => status));
  expect(Object.fromEntries(counts.map(([status, list]) => [status, list.length]))).toEqual({
    COMPLETED: 140,
    FAILED: 10,
    ABORTED: 3,
    RUNNING: 2,
    NEW: 1,
  });
});
