/**
 * Whether parts add up to what they are said to add up to: the components of a reward to its total,
 * the attributions of a model's output to the change of that output.
 */
import type { InputFault } from '../fault/fault.rules.ts';

/** How far apart the two sides may be, relative to the larger sum of absolute values. */
export const ADDITIVITY_TOLERANCE = 1e-6;

export interface Additivity {
  /** Sum of the parts. */
  readonly sum: number;
  /** What the parts are said to sum to. */
  readonly expected: number;
  /** `sum - expected`, rounded once: 0 when both sides are exactly equal. */
  readonly difference: number;
  /** The largest |difference| that still adds up, in the unit of the parts. */
  readonly tolerance: number;
  readonly addsUp: boolean;
}

/**
 * Compares Σ parts with Σ totals: they add up when
 *
 *     |Σ parts - Σ totals| ≤ 1e-6 · max(Σ |parts|, Σ |totals|).
 *
 * The scale is the sum of absolute values, because the rounding error of a sum is proportional to
 * that and not to the sum itself: parts recorded in single precision that cancel to nearly nothing
 * add up, too. There is no absolute allowance, so the answer does not change with the unit; two
 * empty or all-zero sides add up. Sums are compensated. All numbers must be finite, and
 * `overflowFaults` must find none.
 *
 * Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed. 2002, section 4.2
 * (error bound of summation).
 */
export function checkAdditivity(parts: readonly number[], totals: readonly number[]): Additivity {
  // One sum over both sides; subtracting two rounded sums would lose the digits that matter.
  const difference = compensatedSum([...parts, ...totals.map((total) => -total)]);
  const tolerance = ADDITIVITY_TOLERANCE * Math.max(absoluteSum(parts), absoluteSum(totals));
  return {
    sum: compensatedSum(parts),
    expected: compensatedSum(totals),
    difference,
    tolerance,
    addsUp: Math.abs(difference) <= tolerance,
  };
}

/**
 * A fault when numbers that are finite one by one are too large to be summed as doubles: no
 * comparison with an infinite sum would mean anything.
 */
export function* overflowFaults(path: string, numbers: readonly number[]): Generator<InputFault> {
  if (numbers.every(Number.isFinite) && !Number.isFinite(absoluteSum(numbers))) {
    yield { path, message: 'is too large to be summed: the sum exceeds the range of a double' };
  }
}

/**
 * The sum of finite numbers with an error that does not grow with their count. 0 for none.
 *
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen,
 * ZAMM 54 (1974), algorithm IV (improved Kahan-Babuška summation).
 */
export function compensatedSum(numbers: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + lost;
}

function absoluteSum(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + Math.abs(number), 0);
}
