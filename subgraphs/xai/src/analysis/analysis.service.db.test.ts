/**
 * Recording analyses through the executed schema on a real database: success of each kind, the
 * event in the same commit, replay of a key. What is refused is in the file beside.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalize, sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { xai } from '../definition.ts';

const recordAnalysis = /* GraphQL */ `
  mutation ($input: RecordAnalysisInput!) {
    recordAnalysis(input: $input) {
      analysis {
        id
        analysisType
        method
        status
        failureReason
        fallbackFrom
        fallbackUsed
        durationMs
        config
        metadata
        artifactsPath
        results
        contentHash
        createdAt
        attribution {
          method
          fallbackFrom
          featureCount
          values
          featureNames
          input
          baseline
          target
          output
          baselineOutput
          additivity {
            sum
            expected
            difference
            tolerance
            addsUp
          }
          topFeatures(k: 2) {
            index
            name
            value
          }
        }
        experiment {
          id
        }
        run {
          id
        }
        agent {
          id
        }
        match {
          id
        }
        workflow {
          id
        }
      }
    }
  }
`;

interface AnalysisData {
  id: string;
  contentHash: string;
  attribution: { values: number[] };
  [field: string]: unknown;
}

const experimentId = '01930000-0000-7000-8000-00000000e001';
const runId = '01930000-0000-7000-8000-00000000a001';

/** Doubles at the edges of their range and the shortest text of each. */
const awkward = [0.1, -3, 5e-324, 1.7976931348623157e308, -2.2250738585072014e-308, 1 / 3, 0];

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(xai);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function record(input: object, identity = testIdentity()): Promise<AnalysisData> {
  const data = await run.ask<{ recordAnalysis: { analysis: AnalysisData } }>(
    recordAnalysis,
    { input },
    identity,
  );
  return data.recordAnalysis.analysis;
}

const attributionOf = (method: string, values: readonly number[], more: object = {}) => ({
  analysisType: 'ATTRIBUTION',
  method,
  attribution: { values },
  ...more,
});

const eventsOf = (id: string) =>
  run.database.query<{ envelope: { type: string; change: { after: object } } }>(
    'select envelope from xai.outbox where aggregate_id = $1 order by ordinal',
    [id],
  );

describe('recording an attribution', () => {
  test('keeps all that was said, and its event in the same commit', async () => {
    const attribution = {
      values: [0.5, -1.5, 0.25],
      featureNames: ['age', 'income', 'debt'],
      input: [1, 2, 3],
      baseline: [0, 0, 0],
      target: 'approved',
      output: 0.25,
      baselineOutput: 1,
    };
    const analysis = await record({
      analysisType: 'ATTRIBUTION',
      method: 'vanilla_grad',
      fallbackFrom: 'integrated_gradients',
      durationMs: 12.5,
      config: { steps: 50 },
      metadata: { seed: 7 },
      artifactsPath: 's3://runs/7/attr.npz',
      experimentId,
      runId: runId.toUpperCase(),
      attribution,
    });
    expect(analysis).toMatchObject({
      analysisType: 'ATTRIBUTION',
      method: 'vanilla_grad',
      status: 'COMPLETED',
      failureReason: null,
      fallbackFrom: 'integrated_gradients',
      fallbackUsed: true,
      durationMs: 12.5,
      config: { steps: 50 },
      metadata: { seed: 7 },
      artifactsPath: 's3://runs/7/attr.npz',
      results: null,
      experiment: { id: experimentId },
      run: { id: runId },
      agent: null,
      match: null,
      workflow: null,
    });
    expect(analysis.attribution).toEqual({
      ...attribution,
      method: 'vanilla_grad',
      fallbackFrom: 'integrated_gradients',
      featureCount: 3,
      additivity: {
        sum: -0.75,
        expected: -0.75,
        difference: 0,
        tolerance: 2.25e-6,
        addsUp: true,
      },
      topFeatures: [
        { index: 1, name: 'income', value: -1.5 },
        { index: 0, name: 'age', value: 0.5 },
      ],
    });
    const [event, ...others] = await eventsOf(analysis.id);
    expect(others).toEqual([]);
    expect(event?.envelope).toMatchObject({
      type: 'XAI_ANALYSIS_RECORDED',
      aggregate: { type: 'Analysis', id: analysis.id },
      change: {
        action: 'CREATE',
        after: {
          method: 'vanilla_grad',
          fallbackFrom: 'integrated_gradients',
          experimentId,
          runId,
          featureCount: 3,
          addsUp: true,
          contentHash: analysis.contentHash,
        },
      },
    });
  });

  test('needs nothing but values', async () => {
    const analysis = await record(attributionOf('lime', [1]));
    expect(analysis).toMatchObject({ fallbackUsed: false, config: {}, experiment: null });
    expect(analysis.attribution).toMatchObject({
      featureNames: null,
      baseline: null,
      additivity: null,
      topFeatures: [{ index: 0, name: null, value: 1 }],
    });
  });

  test('returns every double as it was, and a hash that can be computed again', async () => {
    const analysis = await record({
      ...attributionOf('shap', awkward),
      config: { numbers: awkward, ünï: '🎲' },
    });
    expect(analysis.attribution.values).toEqual(awkward);
    expect(analysis['config']).toEqual({ numbers: awkward, ünï: '🎲' });
    const { values, featureNames, input, baseline, target, output, baselineOutput } =
      analysis.attribution as Record<string, unknown>;
    const { analysisType, method, status, failureReason, fallbackFrom, config } = analysis;
    const { artifactsPath, results } = analysis;
    const content = {
      ...{ analysisType, method, status, failureReason, fallbackFrom, config },
      ...{ artifactsPath, results },
      attribution: { values, featureNames, input, baseline, target, output, baselineOutput },
    };
    expect(analysis.contentHash).toBe(sha256Hex(canonicalize(content)));
  });

  test('of 100,000 features comes back whole, and its event stays small', async () => {
    const values = Array.from({ length: 100_000 }, (_, index) => Math.sin(index));
    const { id, attribution } = await record(attributionOf('smooth_grad', values));
    expect(attribution.values).toEqual(values);
    const [event] = await eventsOf(id);
    expect(JSON.stringify(event).length).toBeLessThan(2_000);
  });

  test('too large to send is stored elsewhere', async () => {
    const path = { artifactsPath: 'file:///saliency.npy' };
    const given = { analysisType: 'ATTRIBUTION', method: 'layer_gradcam', ...path };
    expect(await record(given)).toMatchObject({ ...path, attribution: null, results: null });
  });

  test('repeats with one key record one analysis, also when they race', async () => {
    const input = { ...attributionOf('occlusion', [1, 2]), idempotencyKey: 'k-1' };
    const racing = await Promise.all(Array.from({ length: 8 }, () => record(input)));
    const ids = new Set(racing.map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await eventsOf([...ids][0] ?? '')).toHaveLength(1);
    const other = { ...attributionOf('occlusion', [1, 3]), idempotencyKey: 'k-1' };
    const { extensions } = await run.refuse(recordAnalysis, { input: other });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.idempotencyKey' });
  });
});

describe('recording any other kind', () => {
  test.each([
    ['COUNTERFACTUAL', { changes: [{ feature: 'age', from: 17, to: 18 }] }],
    ['PROBE', [1, 2, [3]]],
    ['OVERLAY', {}],
  ])('%s keeps the results %j', async (analysisType, results) => {
    const analysis = await record({ analysisType, method: 'my own method', results });
    expect(analysis).toMatchObject({ results, attribution: null });
  });

  test('that failed keeps the reason', async () => {
    const failed = { status: 'FAILED', failureReason: 'out of memory' };
    expect(
      await record({ analysisType: 'DISSECTION', method: 'netdissect', ...failed }),
    ).toMatchObject({ ...failed, results: null });
  });
});
