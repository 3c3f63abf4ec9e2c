/** One run: every field of it, found by either of its ids, and the pages of what belongs to it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { envelope, schemaURL } from '../lineage/lineage-examples.ts';
import { type Json, askAs, eventOf, facet, post, runIdOf } from './testing/lineage-runs.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

/** The fields that are lists. */
type Read = Record<string, { nodes: Json[]; pageInfo?: Json }>;

describe('a run', () => {
  const inputs = [{ namespace: 'pg://h:1', name: 'a.b' }];
  const start = eventOf(1, 'START', { inputs });
  const fail = eventOf(1, 'FAIL', {
    eventTime: '2026-01-01T00:10:00Z',
    run: {
      runId: runIdOf(1),
      facets: {
        nominalTime: facet({
          nominalStartTime: '2026-01-01T00:00:00Z',
          nominalEndTime: '2026-01-02T00:00:00Z',
        }),
        errorMessage: facet({ message: 'no', programmingLanguage: 'PYTHON', stackTrace: 'at x' }),
        odd: { n: 1 },
      },
    },
  });
  beforeAll(() => post(run, 'one', [fail, start]));
  const read = async (selection: string) => {
    const query = `query ($id: ID!) { lineageRun(id: $id) { ${selection} } }`;
    return askAs(run, 'one')<Read>(query, { id: runIdOf(1) });
  };

  test('has everything that its events say of it', async () => {
    const found = await read(`runId status startedAt endedAt nominalStartTime nominalEndTime
      errorMessage { message programmingLanguage stackTrace } facets createdAt updatedAt
      parent { runId } root { runId } children { nodes { id } } job { nodeId }`);
    expect(found).toEqual({
      runId: runIdOf(1),
      status: 'FAILED',
      startedAt: new Date('2026-01-01T00:00:00.000Z'),
      endedAt: new Date('2026-01-01T00:10:00.000Z'),
      nominalStartTime: new Date('2026-01-01T00:00:00.000Z'),
      nominalEndTime: new Date('2026-01-02T00:00:00.000Z'),
      errorMessage: { message: 'no', programmingLanguage: 'PYTHON', stackTrace: 'at x' },
      facets: fail.run.facets,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
      parent: null,
      root: null,
      children: { nodes: [] },
      job: { nodeId: 'job:ns:job 1' },
    });
  });

  test('has its events by their time, whatever came first', async () => {
    const found = await read(`events { nodes { kind eventType eventTime producer schemaUrl
      specVersion namespace name runId run { status } job { nodeId } dataset { id } } }`);
    const event = {
      kind: 'RUN',
      producer: envelope.producer,
      schemaUrl: schemaURL('2-0-2'),
      specVersion: '2-0-2',
      namespace: 'ns',
      name: 'job 1',
      runId: runIdOf(1),
      run: { status: 'FAILED' },
      job: { nodeId: 'job:ns:job 1' },
      dataset: null,
    };
    const [first, second] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:10:00.000Z'];
    expect(found['events']).toEqual({
      nodes: [
        { ...event, eventType: 'START', eventTime: new Date(first) },
        { ...event, eventType: 'FAIL', eventTime: new Date(second) },
      ],
    });
  });

  test('has the findings of its events, each with its event', async () => {
    const found = await read(`qualityFindings { eventId pointer code detail facet }
      events { nodes { id eventType findings { eventId code } } }`);
    const [begin, end] = found['events']?.nodes ?? [];
    const at = { eventId: end?.['id'], facet: 'odd', detail: expect.any(String) };
    const codes = ['FACET_PRODUCER_MISSING', 'FACET_SCHEMA_URL_MISSING'];
    expect(found['qualityFindings']).toEqual([
      { ...at, pointer: '/run/facets/odd/_producer', code: codes[0] },
      { ...at, pointer: '/run/facets/odd/_schemaURL', code: codes[1] },
    ]);
    expect(begin?.['findings']).toEqual([]);
    expect(end?.['findings']).toEqual(codes.map((code) => ({ eventId: end?.['id'], code })));
  });

  test('has its inputs, which know their readers', async () => {
    const found = await read(`inputs { nodes { nodeId fields { name } versions { nodes { id } }
      columnLineage { dataset { field } } consumers { nodes { name } } producers { nodes { name } } } }
      outputs { nodes { id } }`);
    const input = {
      nodeId: 'dataset:pg://h:1:a.b',
      fields: null,
      versions: { nodes: [] },
      columnLineage: null,
      consumers: { nodes: [{ name: 'job 1' }] },
      producers: { nodes: [] },
    };
    expect(found).toEqual({ inputs: { nodes: [input] }, outputs: { nodes: [] } });
  });

  test('is found by its own id and by the producer’s, in any case of letters', async () => {
    const query = 'query ($id: ID!) { lineageRun(id: $id) { id runId } }';
    const ask = askAs(run, 'one');
    const found = await ask(query, { id: runIdOf(1).toUpperCase() });
    expect(await ask(query, { id: found['id'] })).toEqual(found);
    for (const id of [runIdOf(2), 'none']) {
      const { extensions } = await run.refuse(query, { id }, testIdentity('one'));
      expect(extensions['code']).toBe('NOT_FOUND');
    }
  });
});

describe('pages of a run', () => {
  const names = Array.from({ length: 5 }, (_, i) => `in ${i}`);
  beforeAll(async () => {
    const many = names.map((name) => ({ namespace: 'n', name }));
    const events = ['OTHER', 'RUNNING', 'START'].map((type, i) =>
      eventOf(3, type, { inputs: many.slice(i), eventTime: `2026-01-01T00:00:0${i}Z` }),
    );
    await post(run, 'pages', events.toReversed());
  });

  const pages = async (list: string, field: string): Promise<unknown[]> => {
    const seen: unknown[] = [];
    const query = `query ($id: ID!, $after: String) { lineageRun(id: $id) {
      ${list}(first: 2, after: $after) { nodes { ${field} } pageInfo { endCursor hasNextPage } } } }`;
    for (let after: unknown = null; ;) {
      const found = await askAs(run, 'pages')<Read>(query, { id: runIdOf(3), after });
      const page = found[list];
      seen.push(...(page?.nodes ?? []).map((node) => node[field]));
      if (page?.pageInfo?.['hasNextPage'] !== true) return seen;
      after = page.pageInfo['endCursor'];
    }
  };

  test('lead through all inputs by name and all events by time', async () => {
    expect(await pages('inputs', 'name')).toEqual(names);
    expect(await pages('events', 'eventType')).toEqual(['OTHER', 'RUNNING', 'START']);
  });

  test('refuse cursors of other lists', async () => {
    const first = `query ($id: ID!) { lineageRun(id: $id) { inputs(first: 1) { pageInfo { endCursor } } } }`;
    const found = await askAs(run, 'pages')<Read>(first, { id: runIdOf(3) });
    const after = found['inputs']?.pageInfo?.['endCursor'];
    const query = `query ($id: ID!, $after: String) { lineageRun(id: $id) {
      outputs(after: $after) { nodes { id } } } }`;
    const variables = { id: runIdOf(3), after };
    const { extensions } = await run.refuse(query, variables, testIdentity('pages'));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});
