/**
 * Rank correlations of two equally long vectors: Kendall's tau-b and Spearman's rho, both with
 * ties. A vector is ranked once and compared with many. Both are null, never NaN, where they are
 * not defined: for fewer than two entries and where all entries of a vector are equal.
 */
import { invariant } from '@arbiter/kernel/errors/app-error.ts';

/** What the correlations need to know of one vector; made by `rankProfile`. */
export interface RankProfile {
  /** 1-based ranks, smallest entry first; tied entries share the mean of their ranks. */
  readonly averageRanks: Float64Array;
  /** How many entries are smaller: an integer, 0 to n - 1, equal for tied entries. */
  readonly smallerCounts: Float64Array;
  /** Pairs of tied entries, 0 to n(n-1)/2. */
  readonly tiedPairCount: number;
  /** True when all entries are equal, or there is only one: correlations are not defined. */
  readonly isConstant: boolean;
}

/**
 * Above this length pairs of ranks would no longer be exact as one double. Analyses are smaller by
 * orders of magnitude; the limit guards the arithmetic.
 */
export const MAX_RANKED_LENGTH = 2 ** 26;

/** Ranks a vector of finite numbers in O(n log n). */
export function rankProfile(values: readonly number[]): RankProfile {
  invariant(values.length <= MAX_RANKED_LENGTH, 'a vector short enough for exact ranks');
  const sorted = Float64Array.from(values).sort();
  const smallerCounts = Float64Array.from(values, (value) => countBelow(sorted, value));
  const tieSizes = runLengths(sorted);
  const averageRanks = Float64Array.from(
    smallerCounts,
    (smaller) => smaller + (tieSizes[smaller]! + 1) / 2,
  );
  return {
    averageRanks,
    smallerCounts,
    tiedPairCount: tieSizes.reduce((pairs, size) => pairs + pairCount(size), 0),
    isConstant: values.length === 0 || tieSizes[0] === values.length,
  };
}

/**
 * Kendall's tau-b in -1..1: (concordant - discordant) / √((pairs - ties in a)(pairs - ties in b)).
 * Null where it is not defined. O(n log n).
 *
 * Source: M. Kendall, Rank Correlation Methods, 4th ed. 1970, section 3.4 (tau-b); W. Knight, A
 * Computer Method for Calculating Kendall's Tau with Ungrouped Data, JASA 61 (1966).
 */
export function kendallTauB(a: RankProfile, b: RankProfile): number | null {
  const length = sameLength(a, b);
  if (a.isConstant || b.isConstant) return null;
  // Sorting these keys orders the entries by a and, among those tied in a, by b.
  const keys = a.smallerCounts.map((rank, index) => rank * length + b.smallerCounts[index]!).sort();
  const tiedInBoth = runLengths(keys).reduce((pairs, size) => pairs + pairCount(size), 0);
  const discordant = countInversions(keys.map((key) => key % length));
  const pairs = pairCount(length);
  const untiedInA = pairs - a.tiedPairCount;
  const untiedInB = pairs - b.tiedPairCount;
  const concordantExcess = untiedInA - b.tiedPairCount + tiedInBoth - 2 * discordant;
  return clampToUnit(concordantExcess / Math.sqrt(untiedInA * untiedInB));
}

/**
 * Spearman's rho in -1..1: Pearson's correlation of the average ranks. Null where it is not
 * defined. O(n).
 *
 * Source: M. Kendall, Rank Correlation Methods, 4th ed. 1970, sections 1.13 and 3.7.
 */
export function spearmanRho(a: RankProfile, b: RankProfile): number | null {
  const length = sameLength(a, b);
  if (a.isConstant || b.isConstant) return null;
  // Ties keep the mean of the ranks, so it need not be computed, and the deviations are exact.
  const mean = (length + 1) / 2;
  let products = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let index = 0; index < length; index += 1) {
    const deviationOfA = a.averageRanks[index]! - mean;
    const deviationOfB = b.averageRanks[index]! - mean;
    products += deviationOfA * deviationOfB;
    squaresOfA += deviationOfA ** 2;
    squaresOfB += deviationOfB ** 2;
  }
  return clampToUnit(products / Math.sqrt(squaresOfA * squaresOfB));
}

function sameLength(a: RankProfile, b: RankProfile): number {
  invariant(a.averageRanks.length === b.averageRanks.length, 'vectors of one length');
  return a.averageRanks.length;
}

/** How many entries of a sorted array are below `value`: binary search for the first that is not. */
function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** At the start of each run of equal entries the length of the run; 0 at all other places. */
function runLengths(sorted: Float64Array): Uint32Array {
  const lengths = new Uint32Array(sorted.length);
  let start = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    if (sorted[index] !== sorted[start]) start = index;
    lengths[start]! += 1;
  }
  return lengths;
}

function pairCount(size: number): number {
  return (size * (size - 1)) / 2;
}

/** Pairs in which a larger number stands before a smaller one: merge sort, bottom up. */
function countInversions(sequence: Float64Array): number {
  let from = sequence;
  let to: Float64Array = new Float64Array(sequence.length);
  let inversions = 0;
  for (let width = 1; width < sequence.length; width *= 2) {
    for (let start = 0; start < sequence.length; start += 2 * width) {
      inversions += mergeRuns(from, to, { start, width });
    }
    [from, to] = [to, from];
  }
  return inversions;
}

/** Merges the two sorted runs at `start` into `to`; counts what the right one overtakes. */
function mergeRuns(
  from: Float64Array,
  to: Float64Array,
  { start, width }: { readonly start: number; readonly width: number },
): number {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  let inversions = 0;
  for (let place = start; place < end; place += 1) {
    if (left < middle && (right === end || from[left]! <= from[right]!)) {
      to[place] = from[left++]!;
    } else {
      inversions += middle - left;
      to[place] = from[right++]!;
    }
  }
  return inversions;
}

/** Rounding can carry a perfect correlation past 1 by one unit in the last place. */
function clampToUnit(correlation: number): number {
  return Math.max(-1, Math.min(1, correlation));
}
