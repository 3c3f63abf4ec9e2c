/** Analyses that are refused, on a real database: each by its field, and none leaves a trace. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { attributionMethods } from '../attribution/attribution-method.rules.ts';
import { xai } from '../definition.ts';

const recordAnalysis = /* GraphQL */ `
  mutation ($input: RecordAnalysisInput!) {
    recordAnalysis(input: $input) {
      analysis {
        id
      }
    }
  }
`;

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(xai);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const attributionOf = (method: string, values: readonly number[], more: object = {}) => ({
  analysisType: 'ATTRIBUTION',
  method,
  attribution: { values },
  ...more,
});

async function storedCounts(): Promise<object[]> {
  return run.database.query(
    `select (select count(*) from xai.analyses) as analyses,
       (select count(*) from xai.attribution_vectors) as vectors,
       (select count(*) from xai.analysis_results) as results,
       (select count(*) from xai.outbox) as events`,
  );
}

/** Refuses and leaves no trace. */
async function refuse(input: object, identity = testIdentity()) {
  const before = await storedCounts();
  const refusal = await run.refuse(recordAnalysis, { input }, identity);
  expect(await storedCounts()).toEqual(before);
  return refusal;
}

describe('a refused analysis', () => {
  test('of an unknown method says which are known', async () => {
    const { extensions, message } = await refuse(attributionOf('astrology', [1]));
    expect(message).toContain('"astrology"');
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.method',
      allowed: attributionMethods,
    });
    expect(attributionMethods).toEqual(
      expect.arrayContaining([
        'vanilla_grad',
        'integrated_gradients',
        'layer_gradcam',
        'shap',
        'lime',
      ]),
    );
  });

  test('names every faulty value', async () => {
    const { extensions } = await refuse({
      ...attributionOf('lime', [1, 2, 3]),
      attribution: {
        values: [1, 2, 3],
        featureNames: ['a', ' ', 'a'],
        input: [1, 2],
        baseline: [],
      },
    });
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.attribution.featureNames[1]',
      faults: [
        { field: 'input.attribution.featureNames[1]' },
        { field: 'input.attribution.featureNames[2]' },
        { field: 'input.attribution.input' },
        { field: 'input.attribution.baseline' },
      ],
    });
  });

  const large = 'x'.repeat(1_000_001);
  test.each([
    ['no values', attributionOf('lime', []), 'input.attribution.values'],
    [
      'an unknown fallback',
      attributionOf('lime', [1], { fallbackFrom: 'magic' }),
      'input.fallbackFrom',
    ],
    [
      'itself as fallback',
      attributionOf('lime', [1], { fallbackFrom: 'lime' }),
      'input.fallbackFrom',
    ],
    ['a negative duration', attributionOf('lime', [1], { durationMs: -1 }), 'input.durationMs'],
    ['a config that is no object', attributionOf('lime', [1], { config: [1] }), 'input.config'],
    ['results of an attribution', attributionOf('lime', [1], { results: {} }), 'input.results'],
    ['no result', { analysisType: 'ATTRIBUTION', method: 'lime' }, 'input.attribution'],
    ['no results', { analysisType: 'PROBE', method: 'linear' }, 'input.results'],
    [
      'results that are text',
      { analysisType: 'PROBE', method: 'linear', results: 'yes' },
      'input.results',
    ],
    ['a blank method', { analysisType: 'PROBE', method: ' ', results: {} }, 'input.method'],
    [
      'a long method',
      { analysisType: 'PROBE', method: 'm'.repeat(101), results: {} },
      'input.method',
    ],
    [
      'an attribution of a probe',
      { ...attributionOf('lime', [1]), analysisType: 'PROBE', results: {} },
      'input.attribution',
    ],
    [
      'a failure without reason',
      { analysisType: 'PROBE', method: 'linear', status: 'FAILED' },
      'input.failureReason',
    ],
    [
      'a failure with values',
      attributionOf('lime', [1], { status: 'FAILED', failureReason: 'why' }),
      'input.attribution',
    ],
    [
      'a failure with results',
      { analysisType: 'PROBE', method: 'x', results: {}, status: 'FAILED', failureReason: 'why' },
      'input.results',
    ],
    [
      'a reason without failure',
      attributionOf('lime', [1], { failureReason: 'why' }),
      'input.failureReason',
    ],
    [
      'NUL in the results',
      { analysisType: 'PROBE', method: 'linear', results: { text: 'a\0b' } },
      'input.results.text',
    ],
    [
      'results beyond the limit',
      { analysisType: 'PROBE', method: 'linear', results: { large } },
      'input.results',
    ],
  ])('with %s stores nothing', async (_, input, field) => {
    const { extensions } = await refuse(input);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('with large results is told to store them as an artifact', async () => {
    const input = { analysisType: 'PROBE', method: 'linear', results: { large } };
    expect((await refuse(input)).message).toContain('artifact');
  });

  test('about something that is no id stores nothing', async () => {
    const { extensions } = await refuse(attributionOf('lime', [1], { matchId: 'seven' }));
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.matchId' });
  });

  test('without the scope stores nothing', async () => {
    const identity = testIdentity('alpha', { scopes: ['agent:write'] });
    const { extensions } = await refuse(attributionOf('lime', [1]), identity);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['analysis:write'] });
  });
});
