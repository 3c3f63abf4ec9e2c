/**
 * Comparing recorded attributions on a real database: a user compares three methods on one input
 * and sees which fell back; what cannot be compared is refused by its index.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { xai } from '../definition.ts';

const compare = /* GraphQL */ `
  query ($ids: [ID!]!, $topK: Int) {
    compareAttributions(analysisIds: $ids, topK: $topK) {
      topK
      featureCount
      attributions {
        analysis {
          id
          method
          fallbackFrom
          fallbackUsed
          attribution {
            additivity {
              addsUp
            }
          }
        }
        topFeatures {
          index
          name
          value
        }
      }
      pairs {
        first {
          method
        }
        second {
          method
        }
        kendallTauB
        spearmanRho
        topKOverlap
        undefinedReason
      }
      tau: matrix(measure: KENDALL_TAU_B)
      rho: matrix(measure: SPEARMAN_RHO)
      overlap: matrix(measure: TOP_K_OVERLAP)
    }
  }
`;

interface Comparison {
  compareAttributions: {
    topK: number;
    featureCount: number;
    attributions: { analysis: object; topFeatures: object[] }[];
    pairs: object[];
    tau: (number | null)[][];
    overlap: number[][];
  };
}

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(xai);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function record(input: object, identity = testIdentity()): Promise<string> {
  const data = await run.ask<{ recordAnalysis: { analysis: { id: string } } }>(
    `mutation ($input: RecordAnalysisInput!) { recordAnalysis(input: $input) { analysis { id } } }`,
    { input: { analysisType: 'ATTRIBUTION', method: 'lime', ...input } },
    identity,
  );
  return data.recordAnalysis.analysis.id;
}

const attribution = (values: readonly number[], more: object = {}) => ({
  attribution: { values, ...more },
});

async function compared(ids: readonly string[], topK?: number | null) {
  return (await run.ask<Comparison>(compare, { ids, topK })).compareAttributions;
}

async function refusalOf(ids: readonly string[], topK?: number, identity = testIdentity()) {
  return (await run.refuse(compare, { ids, topK }, identity)).extensions;
}

describe('three methods on one input', () => {
  test('show how far they agree, which fell back, and whose values add up', async () => {
    const featureNames = ['age', 'income', 'debt', 'tenure'];
    const input = [44, 2.1, 0.5, 3];
    const outputs = { output: 4, baselineOutput: 0 };
    const integrated = await record({
      method: 'integrated_gradients',
      ...attribution([0.5, 3, -1.5, 2], { featureNames, input, ...outputs }),
    });
    const shap = await record({
      method: 'shap',
      ...attribution([-0.25, 2.5, 1, 0.75], { featureNames, input, ...outputs }),
    });
    const gradcam = await record({
      method: 'vanilla_grad',
      fallbackFrom: 'layer_gradcam',
      ...attribution([4, 1, 2, 3], { input, output: 4, baselineOutput: -6 }),
    });
    const comparison = await compared([integrated, shap, gradcam], 2);
    expect(comparison.attributions).toEqual([
      {
        analysis: {
          id: integrated,
          method: 'integrated_gradients',
          fallbackFrom: null,
          fallbackUsed: false,
          attribution: { additivity: { addsUp: true } },
        },
        topFeatures: [
          { index: 1, name: 'income', value: 3 },
          { index: 3, name: 'tenure', value: 2 },
        ],
      },
      {
        analysis: {
          id: shap,
          method: 'shap',
          fallbackFrom: null,
          fallbackUsed: false,
          attribution: { additivity: { addsUp: true } },
        },
        topFeatures: [
          { index: 1, name: 'income', value: 2.5 },
          { index: 2, name: 'debt', value: 1 },
        ],
      },
      {
        analysis: {
          id: gradcam,
          method: 'vanilla_grad',
          fallbackFrom: 'layer_gradcam',
          fallbackUsed: true,
          attribution: { additivity: { addsUp: true } },
        },
        topFeatures: [
          { index: 0, name: 'age', value: 4 },
          { index: 3, name: 'tenure', value: 3 },
        ],
      },
    ]);
    // Ranks of the magnitudes: 1 4 2 3, 1 4 3 2 and 4 1 2 3; by hand: concordant less discordant
    // pairs of 6, and 1 - 6Σd²/(n(n²-1)).
    expect(comparison.pairs).toEqual([
      {
        first: { method: 'integrated_gradients' },
        second: { method: 'shap' },
        kendallTauB: 4 / 6,
        spearmanRho: expect.closeTo(1 - 12 / 60, 12),
        topKOverlap: 0.5,
        undefinedReason: null,
      },
      {
        first: { method: 'integrated_gradients' },
        second: { method: 'vanilla_grad' },
        kendallTauB: -4 / 6,
        spearmanRho: expect.closeTo(1 - (6 * 18) / 60, 12),
        topKOverlap: 0.5,
        undefinedReason: null,
      },
      {
        first: { method: 'shap' },
        second: { method: 'vanilla_grad' },
        kendallTauB: -1,
        spearmanRho: -1,
        topKOverlap: 0,
        undefinedReason: null,
      },
    ]);
    expect(comparison.tau).toEqual([
      [1, 4 / 6, -4 / 6],
      [4 / 6, 1, -1],
      [-4 / 6, -1, 1],
    ]);
    expect(comparison.overlap[2]).toEqual([0.5, 0, 1]);
  });

  test('of which one ranks nothing say why there is no correlation', async () => {
    const ids = [await record(attribution([1, 2])), await record(attribution([3, -3]))];
    expect((await compared(ids)).pairs).toMatchObject([
      { kendallTauB: null, spearmanRho: null, undefinedReason: 'CONSTANT_MAGNITUDES' },
    ]);
    const single = [await record(attribution([1])), await record(attribution([2]))];
    expect(await compared(single)).toMatchObject({
      pairs: [{ kendallTauB: null, topKOverlap: 1, undefinedReason: 'FEWER_THAN_TWO_FEATURES' }],
      tau: [
        [1, null],
        [null, 1],
      ],
    });
  });
});

describe('the number of top features', () => {
  test('is 10, or all when there are fewer', async () => {
    const wide = Array.from({ length: 12 }, (_, index) => index);
    const many = [await record(attribution(wide)), await record(attribution(wide.toReversed()))];
    expect(await compared(many)).toMatchObject({ topK: 10, featureCount: 12 });
    expect(await compared(many, null)).toMatchObject({ topK: 10 });
    const few = [await record(attribution([1, 2])), await record(attribution([2, 1]))];
    expect(await compared(few)).toMatchObject({ topK: 2, featureCount: 2 });
    expect(await compared(few, 1)).toMatchObject({
      topK: 1,
      overlap: [
        [1, 0],
        [0, 1],
      ],
    });
  });

  test.each([0, -1, 1_001])('is not %d', async (topK) => {
    const ids = [await record(attribution([1, 2])), await record(attribution([2, 1]))];
    expect(await refusalOf(ids, topK)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'topK' });
  });
});

describe('a comparison costs the same number of statements', () => {
  test('for 2 and for 32 analyses', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 32; index += 1) ids.push(await record(attribution([index, 1, 2])));
    const statementsFor = async (some: readonly string[]) => {
      run.statements.length = 0;
      expect((await compared(some)).attributions).toHaveLength(some.length);
      return run.statements.length;
    };
    expect(await statementsFor(ids)).toBe(await statementsFor(ids.slice(0, 2)));
  });
});

describe('refused', () => {
  test.each([0, 1, 33])('are %d analyses', async (count) => {
    const ids = Array.from({ length: count }, () => newId());
    expect(await refusalOf(ids)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'analysisIds' });
  });

  test('is what is unknown, foreign or no id, by its index', async () => {
    const mine = await record(attribution([1, 2]));
    const theirs = await record(attribution([1, 2]), testIdentity('beta'));
    for (const other of [newId(), theirs, 'nonsense']) {
      expect(await refusalOf([mine, other])).toMatchObject({
        code: 'NOT_FOUND',
        field: 'analysisIds[1]',
      });
    }
  });

  test('is an analysis of another tenant, also for who may see both', async () => {
    const ids = [
      await record(attribution([1, 2])),
      await record(attribution([1, 2]), testIdentity('beta')),
    ];
    const both = { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] } as const;
    expect(await refusalOf(ids, 1, testIdentity('alpha', both))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'analysisIds[1]',
    });
  });

  test('and told nothing of, is what belongs to a tenant that has no record of it', async () => {
    const theirs = testIdentity('gamma');
    const ids = [
      await record(attribution([1, 2]), theirs),
      await record({ analysisType: 'PROBE', method: 'linear', results: {} }, theirs),
    ];
    const reader = testIdentity('alpha', { accessLevel: 'READ_CROSS', allowedTenants: ['gamma'] });
    expect(await refusalOf(ids, 1, reader)).toMatchObject({ field: 'analysisIds[1]' });
    const records = await run.database.query<{ what: string }>(
      `select envelope::json -> 'data' ->> 'what' as what from xai.outbox
       where tenant_id = 'gamma' and envelope::text like '%CROSS_TENANT_READ%'`,
    );
    expect(records).toEqual([{ what: 'Query.compareAttributions' }]);
  });

  test.each([
    ['another kind', { analysisType: 'PROBE', method: 'linear', results: {} }],
    ['a failure', { status: 'FAILED', failureReason: 'out of memory' }],
    ['values stored elsewhere', { artifactsPath: 'file:///values.npy' }],
    ['another number of features', attribution([1, 2])],
    ['other features', attribution([1, 2, 3], { featureNames: ['a', 'b', 'z'] })],
    ['another input', attribution([1, 2, 3], { input: [0, 0, 1] })],
    ['another output', attribution([1, 2, 3], { target: 'dog' })],
  ])('is %s, by its index', async (_, input) => {
    const named = { featureNames: ['a', 'b', 'c'], input: [0, 0, 2], target: 'cat' };
    const first = await record(attribution([1, 2, 3], named));
    const second = await record(attribution([1, 2, 3]));
    const odd = await record(input);
    expect(await refusalOf([first, second, odd])).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'analysisIds[2]',
    });
  });

  test('is the same analysis twice, whatever the case of its id', async () => {
    const id = await record(attribution([1, 2, 3]));
    const { message, extensions } = await run.refuse(compare, { ids: [id, id.toUpperCase()] });
    expect(extensions).toMatchObject({ field: 'analysisIds[1]' });
    expect(message).toBe('analysisIds[1] repeats analysisIds[0].');
  });

  test('are lengths that differ, saying both', async () => {
    const ids = [await record(attribution([1, 2, 3])), await record(attribution([1, 2]))];
    const { message } = await run.refuse(compare, { ids });
    expect(message).toContain('values has 2 entries, but analysisIds[0].values has 3');
  });

  test('is more work than fits into one answer, before any values are read', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 32; index += 1) ids.push(await record(attribution([index, 1])));
    await run.database.query(`update xai.analyses set feature_count = 21000 where id = any ($1)`, [
      ids,
    ]);
    run.statements.length = 0;
    const { message, extensions } = await run.refuse(compare, { ids });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'analysisIds' });
    expect(message).toContain('makes 496 pairs of 21000 features');
    expect(run.statements.join()).not.toContain('attribution_vectors');
  });
});
