/** Rank correlations against scipy and against their definitions, computed pair by pair. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type RankProfile,
  kendallTauB,
  rankProfile,
  spearmanRho,
} from './rank-correlation.rules.ts';

interface ScipyCase {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly kendallTauB: number;
  readonly spearman: number;
  readonly ranksAverageA: readonly number[];
}

type Correlation = (a: RankProfile, b: RankProfile) => number | null;

const vectorFile = new URL('../../vectors/xai-agreement/rank-correlations.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(vectorFile, 'utf8')) as { cases: ScipyCase[] };

/** Few distinct values, so that ties are common. */
const tiedPairs = pairsOf(fc.integer({ min: -3, max: 3 }), 0);
const mixedPairs = fc.oneof(
  tiedPairs,
  pairsOf(fc.double({ noNaN: true, noDefaultInfinity: true }), 0),
);

describe.each(cases)('scipy, $a against $b', (vector) => {
  test('Kendall', () => {
    expect(correlate(kendallTauB, vector.a, vector.b)).toBeCloseTo(vector.kendallTauB, 13);
  });

  test('Spearman', () => {
    expect(correlate(spearmanRho, vector.a, vector.b)).toBeCloseTo(vector.spearman, 13);
  });

  test('average ranks', () => {
    expect([...rankProfile(vector.a).averageRanks]).toEqual(vector.ranksAverageA);
  });
});

describe('ranks', () => {
  test('of a tie are shared', () => {
    const profile = rankProfile([30, 10, 30, 20]);
    expect([...profile.averageRanks]).toEqual([3.5, 1, 3.5, 2]);
    expect([...profile.smallerCounts]).toEqual([2, 0, 2, 1]);
    expect(profile).toMatchObject({ tiedPairCount: 1, isConstant: false });
  });

  test('take 0 and -0 as equal', () => {
    expect([...rankProfile([0, -0, 1]).averageRanks]).toEqual([1.5, 1.5, 3]);
  });

  test('sum to n(n+1)/2 and count all ties', () => {
    fc.assert(
      fc.property(tiedPairs, ([values]) => {
        const { averageRanks, tiedPairCount } = rankProfile(values);
        const sum = averageRanks.reduce((total, rank) => total + rank, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
        const ties = pairsIn(values).filter(([i, j]) => values[i] === values[j]);
        expect(tiedPairCount).toBe(ties.length);
      }),
    );
  });
});

describe.each([
  { name: 'Kendall', correlation: kendallTauB, naive: naiveKendall },
  { name: 'Spearman', correlation: spearmanRho, naive: naiveSpearman },
])('$name', ({ correlation, naive }) => {
  test('agrees with its definition', () => {
    fc.assert(
      fc.property(mixedPairs, ([a, b]) => {
        const expected = naive(a, b);
        const actual = correlate(correlation, a, b);
        if (expected === null) expect(actual).toBeNull();
        else expect(actual).toBeCloseTo(expected, 10);
      }),
    );
  });

  test('is not defined for a constant vector, nor for fewer than two entries', () => {
    expect(correlate(correlation, [1, 1, 1], [1, 2, 3])).toBeNull();
    expect(correlate(correlation, [1, 2, 3], [5, 5, 5])).toBeNull();
    expect(correlate(correlation, [1], [2])).toBeNull();
    expect(correlate(correlation, [], [])).toBeNull();
  });

  test('is exactly 1 with itself and exactly -1 with its opposite', () => {
    fc.assert(
      fc.property(mixedPairs, ([values]) => {
        fc.pre(!rankProfile(values).isConstant);
        const opposite = values.map((value) => -value);
        expect(correlate(correlation, values, values)).toBe(1);
        expect(correlate(correlation, values, opposite)).toBe(-1);
      }),
    );
  });

  test('is symmetric, within -1 and 1, and blind to increasing transformations', () => {
    fc.assert(
      fc.property(tiedPairs, ([a, b]) => {
        const correlated = correlate(correlation, a, b);
        expect(correlate(correlation, b, a)).toBe(correlated);
        expect(Math.abs(correlated ?? 0)).toBeLessThanOrEqual(1);
        const cubes = a.map((value) => value ** 3 + 7);
        expect(correlate(correlation, cubes, b)).toBe(correlated);
      }),
    );
  });

  test('does not change when the features are listed in another order', () => {
    fc.assert(
      fc.property(tiedPairs, fc.infiniteStream(fc.nat()), ([a, b], keys) => {
        const order = a.map((_, index) => ({ index, key: keys.next().value }));
        order.sort((x, y) => x.key - y.key);
        const listed = (values: readonly number[]) => order.map(({ index }) => values[index]!);
        const correlated = correlate(correlation, a, b);
        const permuted = correlate(correlation, listed(a), listed(b));
        expect(permuted === null).toBe(correlated === null);
        expect(permuted ?? 0).toBeCloseTo(correlated ?? 0, 12);
      }),
    );
  });

  test('vectors of different lengths are a fault of the caller', () => {
    expect(() => correlate(correlation, [1, 2], [1, 2, 3])).toThrow('one length');
  });
});

test('a long vector is ranked exactly', () => {
  // 200,001 entries: the reverse has n(n-1)/2 inversions, more than 32 bits can count.
  const rising = Array.from({ length: 200_001 }, (_, index) => index);
  expect(correlate(kendallTauB, rising, rising.toReversed())).toBe(-1);
  expect(correlate(spearmanRho, rising, rising.toReversed())).toBe(-1);
  const swapped = rising.with(0, 1).with(1, 0);
  expect(correlate(kendallTauB, rising, swapped)).toBeCloseTo(1 - 2 / (200_001 * 100_000), 15);
});

function correlate(correlation: Correlation, a: readonly number[], b: readonly number[]) {
  return correlation(rankProfile(a), rankProfile(b));
}

function pairsOf(value: fc.Arbitrary<number>, minLength: number) {
  return fc
    .array(fc.tuple(value, value), { minLength, maxLength: 40 })
    .map((rows): [number[], number[]] => [rows.map(([a]) => a), rows.map(([, b]) => b)]);
}

function pairsIn(values: readonly number[]): [number, number][] {
  return values.flatMap((_, j) => Array.from({ length: j }, (__, i): [number, number] => [i, j]));
}

/** Tau-b from the order of every pair of entries. */
function naiveKendall(a: readonly number[], b: readonly number[]): number | null {
  let product = 0;
  let untiedInA = 0;
  let untiedInB = 0;
  for (const [i, j] of pairsIn(a)) {
    const signOfA = compare(a[i]!, a[j]!);
    const signOfB = compare(b[i]!, b[j]!);
    product += signOfA * signOfB;
    untiedInA += signOfA ** 2;
    untiedInB += signOfB ** 2;
  }
  if (untiedInA === 0 || untiedInB === 0) return null;
  return product / Math.sqrt(untiedInA) / Math.sqrt(untiedInB);
}

/** Pearson's correlation of ranks that are counted one by one. */
function naiveSpearman(a: readonly number[], b: readonly number[]): number | null {
  return naivePearson(naiveRanks(a), naiveRanks(b));
}

function naiveRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const smaller = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return smaller + (equal + 1) / 2;
  });
}

function naivePearson(a: readonly number[], b: readonly number[]): number | null {
  const deviations = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [da, db] = [deviations(a), deviations(b)];
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, index) => sum + value * y[index]!, 0);
  const size = dot(da, da) * dot(db, db);
  return size < 1e-9 ? null : dot(da, db) / Math.sqrt(size);
}

function compare(x: number, y: number): number {
  return Number(x > y) - Number(x < y);
}
