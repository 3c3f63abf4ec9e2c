/** The comparison of attributions against published definitions, small cases and properties. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AttributionComparison,
  type ComparisonRefusal,
  agreementMatrix,
  compareAttributions,
  topFeatures,
} from './agreement.rules.ts';
import {
  type ComparedAttribution,
  MAX_COMPARED,
  MAX_COMPARED_PAIR_VALUES,
} from './comparison-fault.rules.ts';

interface DisagreementCase {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly topK: readonly { readonly k: number; readonly featureAgreement: number }[];
  readonly all: { readonly rankCorrelationSpearmanAbs: number };
}

const vectorFile = new URL(
  '../../vectors/xai-agreement/disagreement-problem.json',
  import.meta.url,
);
const { cases } = JSON.parse(readFileSync(vectorFile, 'utf8')) as { cases: DisagreementCase[] };

const vectors = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 20 });

describe.each(cases)('Krishna et al., $a against $b', ({ a, b, topK, all }) => {
  test.each(topK)('feature agreement of the top $k', ({ k, featureAgreement }) => {
    expect(pairOf(a, b, k).topKOverlap).toBeCloseTo(featureAgreement, 14);
  });

  test('rank correlation', () => {
    expect(pairOf(a, b, 1).spearmanRho).toBeCloseTo(all.rankCorrelationSpearmanAbs, 13);
  });
});

describe('top features', () => {
  test('are the largest magnitudes, largest first', () => {
    expect(topFeatures([0.1, -3, 2, 0.5], 3)).toEqual([1, 2, 3]);
  });

  test('of equal magnitudes the lower index comes first and takes the last place', () => {
    expect(topFeatures([1, -2, 1, -1, 2], 4)).toEqual([1, 4, 0, 2]);
    expect(topFeatures([5, 5, 5], 2)).toEqual([0, 1]);
    expect(topFeatures([0, -0, 0], 1)).toEqual([0]);
  });

  test('may be none or all', () => {
    expect(topFeatures([1, 2], 0)).toEqual([]);
    expect(topFeatures([1, 2], 2)).toEqual([1, 0]);
  });

  test('equal a full sort', () => {
    fc.assert(
      fc.property(vectors, fc.nat(), (values, seed) => {
        const k = seed % (values.length + 1);
        const sorted = values
          .map((value, index) => ({ magnitude: Math.abs(value), index }))
          .sort((x, y) => y.magnitude - x.magnitude || x.index - y.index)
          .map(({ index }) => index);
        expect(topFeatures(values, k)).toEqual(sorted.slice(0, k));
      }),
    );
  });
});

describe('a comparison', () => {
  const three = compared([
    { id: 'grad', values: [3, -1, 2, 0] },
    { id: 'ig', values: [-3, 1, -2, 0] },
    { id: 'shap', values: [0, 2, 1, 3] },
  ]);

  test('has every pair once, in order, with the top features of each', () => {
    expect(three).toMatchObject({
      topK: 2,
      featureCount: 4,
      attributions: [
        { id: 'grad', topFeatures: [0, 2] },
        { id: 'ig', topFeatures: [0, 2] },
        { id: 'shap', topFeatures: [3, 1] },
      ],
    });
    expect(three.pairs.map(({ firstId, secondId }) => `${firstId}-${secondId}`)).toEqual([
      'grad-ig',
      'grad-shap',
      'ig-shap',
    ]);
  });

  test('is about magnitudes: opposite signs agree', () => {
    expect(three.pairs[0]).toMatchObject({ kendallTauB: 1, spearmanRho: 1, topKOverlap: 1 });
    expect(three.pairs[1]).toMatchObject({ topKOverlap: 0 });
  });

  test('pauses after each attribution and each pair', () => {
    const values = [1, 2];
    const four = ['a', 'b', 'c', 'd'].map((id) => ({ id, values }));
    expect([...compareAttributions(four, 1)]).toHaveLength(4 + 6);
  });

  test('reads as a symmetric matrix', () => {
    expect(agreementMatrix(three, 'topKOverlap')).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
    ]);
    const matrix = agreementMatrix(three, 'kendallTauB');
    expect(matrix[0]![2]).toBe(three.pairs[1]!.kendallTauB);
    expect(matrix[2]![1]).toBe(three.pairs[2]!.kendallTauB);
  });

  test('of equal magnitudes is undefined and says why', () => {
    expect(pairOf([1, -1, 1], [1, 2, 3], 2)).toEqual({
      firstId: 'a',
      secondId: 'b',
      kendallTauB: null,
      spearmanRho: null,
      topKOverlap: 0.5,
      undefinedReason: 'CONSTANT_MAGNITUDES',
    });
  });

  test('of a single feature is undefined and says why', () => {
    expect(pairOf([1], [2], 1)).toMatchObject({
      kendallTauB: null,
      topKOverlap: 1,
      undefinedReason: 'FEWER_THAN_TWO_FEATURES',
    });
  });

  test('does not depend on signs, units or the order of the two', () => {
    const pairs = fc
      .array(fc.tuple(fc.integer(), fc.integer()), { minLength: 2, maxLength: 20 })
      .map((rows) => [rows.map(([a]) => a), rows.map(([, b]) => b)] as const);
    fc.assert(
      fc.property(pairs, fc.nat(), ([a, b], seed) => {
        const k = 1 + (seed % a.length);
        const { firstId: _, secondId: __, ...agreement } = pairOf(a, b, k);
        expect(pairOf(b, a, k)).toMatchObject(agreement);
        const other = a.map((value, index) => (index % 2 === 0 ? -4 * value : 4 * value));
        expect(pairOf(other, b, k)).toMatchObject(agreement);
        expect(pairOf(a, b, a.length).topKOverlap).toBe(1);
      }),
    );
  });
});

describe('refused with every fault', () => {
  const sound = [
    { id: 'a', values: [1, 2, 3] },
    { id: 'b', values: [3, 2, 1] },
  ];

  test.each([0, 1, MAX_COMPARED + 1])('%d attributions', (count) => {
    const many = Array.from({ length: count }, (_, index) => ({ id: `${index}`, values: [1] }));
    expect(faultsOf(many, 1)).toEqual([
      `attributions has ${count} entries; 2 to ${MAX_COMPARED} compare`,
    ]);
  });

  test.each([0, -1, 4, 1.5, Number.NaN])('a topK of %d', (topK) => {
    expect(faultsOf(sound, topK)).toEqual(['topK is not a whole number from 1 to 3']);
  });

  test('repeats, lengths, names and values', () => {
    const attributions = [
      { id: 'a', values: [1, 2, 3] },
      { id: 'a', values: [1, 2], featureNames: ['x', 'y'] },
      { id: 'c', values: [1, Number.NaN, 3], featureNames: ['x', 'z', 'w'] },
    ];
    expect(faultsOf(attributions, 9)).toEqual([
      'attributions[1] repeats attributions[0]',
      'attributions[2].values[1] is NaN',
      'attributions[1].values has 2 entries, but attributions[0].values has 3',
      'attributions[2].featureNames[1] is not that of attributions[1]',
      'topK is not a whole number from 1 to 3',
    ]);
  });

  test('more work than fits into one answer', () => {
    const values = Array.from({ length: MAX_COMPARED_PAIR_VALUES / 10 + 1 }, (_, index) => index);
    const five = Array.from({ length: 5 }, (_, index) => ({ id: `${index}`, values }));
    expect(faultsOf(five, 1)).toEqual([
      'attributions makes 10 pairs of 1000001 features; at most 10000000 values compare at once',
    ]);
  });

  test('different inputs and different outputs, which are not one question', () => {
    const attributions = [
      { ...sound[0]!, target: 'cat' },
      { ...sound[1]!, input: [1, 0, -2e-3] },
      { id: 'c', values: [1, 1, 2], input: [1, 0, -2.1e-3], target: 'dog' },
    ];
    expect(faultsOf(attributions, 1)).toEqual([
      'attributions[2].input[2] is not that of attributions[1]',
      'attributions[2].target is not that of attributions[0]',
    ]);
  });

  test('but not when only some say what they explain, or say it in single precision', () => {
    const input = [0.1, 0, -1e30];
    const told = [
      { ...sound[0]!, featureNames: ['x', 'y', 'z'], target: '1', input },
      sound[1]!,
      { id: 'c', values: [1, 1, 2], input: input.map(Math.fround) },
    ];
    expect(compare(told, 1).kind).toBe('compared');
  });
});

function compare(
  attributions: readonly ComparedAttribution[],
  topK: number,
): AttributionComparison | ComparisonRefusal {
  const steps = compareAttributions(attributions, topK);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function compared(attributions: readonly ComparedAttribution[], topK = 2): AttributionComparison {
  const comparison = compare(attributions, topK);
  if (comparison.kind === 'refused') throw new Error(JSON.stringify(comparison.faults));
  return comparison;
}

function pairOf(a: readonly number[], b: readonly number[], topK: number) {
  const attributions = [
    { id: 'a', values: a },
    { id: 'b', values: b },
  ];
  return compared(attributions, topK).pairs[0]!;
}

function faultsOf(attributions: readonly ComparedAttribution[], topK: number): string[] {
  const comparison = compare(attributions, topK);
  if (comparison.kind === 'compared') throw new Error('The comparison was not refused.');
  return comparison.faults.map(({ path, message }) => `${path} ${message}`);
}
