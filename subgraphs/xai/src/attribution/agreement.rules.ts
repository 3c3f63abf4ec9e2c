/**
 * How far several attribution methods agree about one input: rank correlation of the magnitudes and
 * overlap of the most important features, for every pair. Signs do not count: what is compared is
 * which features matter, not in which direction.
 */
import type { InputFault } from '../fault/fault.rules.ts';
import { type ComparedAttribution, findComparisonFaults } from './comparison-fault.rules.ts';
import {
  type RankProfile,
  kendallTauB,
  rankProfile,
  spearmanRho,
} from './rank-correlation.rules.ts';

/** Why the rank correlations of a pair are null; the overlap is always defined. */
export type UndefinedReason =
  /** One feature alone has no order. */
  | 'FEWER_THAN_TWO_FEATURES'
  /** At least one of the two has equal magnitudes throughout: it ranks nothing. */
  | 'CONSTANT_MAGNITUDES';

export interface PairAgreement {
  readonly firstId: string;
  readonly secondId: string;
  /** Kendall's tau-b of the magnitudes, -1..1, or null with a reason. */
  readonly kendallTauB: number | null;
  /** Spearman's rho of the magnitudes, -1..1, or null with the same reason. */
  readonly spearmanRho: number | null;
  /** Share of the top features that both have, 0..1. */
  readonly topKOverlap: number;
  readonly undefinedReason: UndefinedReason | null;
}

export interface AttributionComparison {
  readonly kind: 'compared';
  readonly topK: number;
  readonly featureCount: number;
  /** In the order given, with the indices of the `topK` features, most important first. */
  readonly attributions: readonly {
    readonly id: string;
    readonly topFeatures: readonly number[];
  }[];
  /** Each unordered pair once: (0,1), (0,2), …, (1,2), … */
  readonly pairs: readonly PairAgreement[];
}

export interface ComparisonRefusal {
  readonly kind: 'refused';
  /** At least one; paths as in `attributions[2].values[3]` and `topK`. */
  readonly faults: readonly InputFault[];
}

/**
 * Compares 2 to `MAX_COMPARED` attributions of one input. `topK` is from 1 to the number of
 * features. For m methods and n features O(m² n log n), which can take seconds: the generator
 * yields after each attribution and each pair, so that its caller can let others go on. Refused
 * with every fault: too few or too many, the same one twice, unequal lengths or feature names,
 * values that are not finite, `topK` out of range, more work than `MAX_COMPARED_PAIR_VALUES`.
 *
 * Source: S. Krishna et al., The Disagreement Problem in Explainable Machine Learning: A
 * Practitioner's Perspective, 2022, section 3.2 (feature agreement; rank correlation).
 */
export function* compareAttributions(
  attributions: readonly ComparedAttribution[],
  topK: number,
): Generator<void, AttributionComparison | ComparisonRefusal, void> {
  const faults = findComparisonFaults(attributions, topK);
  if (faults.length > 0) return { kind: 'refused', faults };
  const profiled: Profiled[] = [];
  for (const attribution of attributions) {
    profiled.push(profile(attribution, topK));
    yield;
  }
  const pairs: PairAgreement[] = [];
  for (const [index, first] of profiled.entries()) {
    for (const second of profiled.slice(index + 1)) {
      pairs.push(compare(first, second));
      yield;
    }
  }
  return {
    kind: 'compared',
    topK,
    featureCount: attributions[0]!.values.length,
    attributions: profiled.map(({ id, topFeatures }) => ({ id, topFeatures })),
    pairs,
  };
}

/** The measures of a pair that can be shown as a matrix. */
export type AgreementMeasure = 'kendallTauB' | 'spearmanRho' | 'topKOverlap';

/**
 * One measure as a symmetric matrix, rows and columns in the order of `attributions`. An
 * attribution agrees with itself: the diagonal is 1, also where its correlations are not defined.
 */
export function agreementMatrix(
  { attributions, pairs }: AttributionComparison,
  measure: AgreementMeasure,
): (number | null)[][] {
  const place = new Map(attributions.map(({ id }, index) => [id, index]));
  const matrix = attributions.map((): (number | null)[] => attributions.map(() => 1));
  for (const pair of pairs) {
    const row = place.get(pair.firstId)!;
    const column = place.get(pair.secondId)!;
    matrix[row]![column] = pair[measure];
    matrix[column]![row] = pair[measure];
  }
  return matrix;
}

/**
 * The indices of the k entries of largest magnitude, largest first; of equal magnitudes the lower
 * index comes first and takes the last place. `k` is from 0 to the number of values.
 */
export function topFeatures(values: readonly number[], k: number): number[] {
  const magnitudes = Float64Array.from(values, Math.abs);
  // Only what reaches the k-th magnitude needs to be ordered, which is far less than all of it.
  const threshold = magnitudes.toSorted()[values.length - k] ?? Infinity;
  const candidates: number[] = [];
  magnitudes.forEach((magnitude, index) => {
    if (magnitude >= threshold) candidates.push(index);
  });
  // A stable sort keeps the lower index first.
  return candidates.sort((a, b) => magnitudes[b]! - magnitudes[a]!).slice(0, k);
}

interface Profiled {
  readonly id: string;
  readonly ranks: RankProfile;
  readonly topFeatures: readonly number[];
}

function profile({ id, values }: ComparedAttribution, topK: number): Profiled {
  return { id, ranks: rankProfile(values.map(Math.abs)), topFeatures: topFeatures(values, topK) };
}

function compare(first: Profiled, second: Profiled): PairAgreement {
  return {
    firstId: first.id,
    secondId: second.id,
    kendallTauB: kendallTauB(first.ranks, second.ranks),
    spearmanRho: spearmanRho(first.ranks, second.ranks),
    topKOverlap: overlapShare(first.topFeatures, second.topFeatures),
    undefinedReason: findUndefinedReason(first.ranks, second.ranks),
  };
}

function overlapShare(first: readonly number[], second: readonly number[]): number {
  const common = new Set(first).intersection(new Set(second));
  return common.size / first.length;
}

function findUndefinedReason(first: RankProfile, second: RankProfile): UndefinedReason | null {
  if (first.averageRanks.length < 2) return 'FEWER_THAN_TWO_FEATURES';
  return first.isConstant || second.isConstant ? 'CONSTANT_MAGNITUDES' : null;
}
