/**
 * Whether an attribution accounts for the whole change of the model's output between the baseline
 * and the input. Methods differ in promising it: integrated gradients, SHAP and DeepLIFT do,
 * plain gradients do not, and an integral in few steps falls short. So this informs, never refuses.
 */
import { type Additivity, checkAdditivity } from '../additivity/additivity.rules.ts';
import type { AttributionInput } from './attribution.rules.ts';

/**
 * Compares Σ values with `output - baselineOutput`, tolerance as in `checkAdditivity` with both
 * outputs as terms. Null when either output is not given: there is nothing to compare with.
 *
 * Source: M. Sundararajan, A. Taly, Q. Yan, Axiomatic Attribution for Deep Networks, ICML 2017,
 * section 3, Proposition 1 (axiom Completeness).
 */
export function checkCompleteness(
  attribution: Pick<AttributionInput, 'values' | 'output' | 'baselineOutput'>,
): Additivity | null {
  const { values, output, baselineOutput } = attribution;
  if (output === null || output === undefined) return null;
  if (baselineOutput === null || baselineOutput === undefined) return null;
  return checkAdditivity(values, [output, -baselineOutput]);
}
