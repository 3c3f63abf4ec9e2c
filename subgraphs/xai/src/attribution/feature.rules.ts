/** The features of an attribution by their importance. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

/** More are no longer looked at one by one; who wants all asks for the values. */
export const MAX_TOP_FEATURES = 1_000;

export interface FeatureAttribution {
  /** 0-based. */
  readonly index: number;
  readonly name: string | null;
  readonly value: number;
}

/** 1 to `MAX_TOP_FEATURES`. Errors: BAD_USER_INPUT naming `field`. */
export function requireTopCount(count: number, field: string): number {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_TOP_FEATURES) return count;
  throw badInput(field, `${field} must be between 1 and ${MAX_TOP_FEATURES}.`, {
    allowed: [`1 to ${MAX_TOP_FEATURES}`],
  });
}

/** The features with these indices, in this order; names are null where there are none. */
export function describeFeatures(
  indices: readonly number[],
  values: readonly number[],
  names: readonly string[] | null,
): FeatureAttribution[] {
  return indices.map((index) => ({
    index,
    name: names?.[index] ?? null,
    value: values[index]!,
  }));
}
