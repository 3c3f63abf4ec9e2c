/**
 * What keeps attributions from being compared: too few, too many or the same twice, different
 * features, inputs or outputs, values that no correlation is defined for.
 */
import { type InputFault, collectFaults, lengthFaults } from '../fault/fault.rules.ts';
import { findAttributionFaults } from './attribution.rules.ts';

/** All pairs are compared, so the work grows with the square; more do not fit on a page either. */
export const MAX_COMPARED = 32;

/**
 * The most values that all pairs together have, pairs times features: 45 pairs (10 methods) of
 * 100,000 features are about two seconds of one core, this is less than five.
 */
export const MAX_COMPARED_PAIR_VALUES = 10_000_000;

/**
 * How far apart two numbers of one input may be, relative to the larger: one program records in
 * single precision (24 bits, 6e-8) what another has in double.
 */
const INPUT_TOLERANCE = 1e-6;

/**
 * One method's attribution. All that are compared have the same features in the same order, and
 * explain the same output for the same input, as far as they say.
 */
export interface ComparedAttribution {
  readonly id: string;
  readonly values: readonly number[];
  readonly featureNames?: readonly string[] | null | undefined;
  readonly input?: readonly number[] | null | undefined;
  readonly target?: string | null | undefined;
}

/**
 * Every fault of a comparison, at most `MAX_FAULTS`; empty when it can be made. Paths as in
 * `attributions[2].values[3]` and `topK`, which is from 1 to the number of features.
 */
export function findComparisonFaults(
  attributions: readonly ComparedAttribution[],
  topK: number,
): InputFault[] {
  return collectFaults(comparisonFaults(attributions, topK));
}

/** At most one fault, of the path `attributions`: comparing so many takes too long. */
export function* workFaults(count: number, featureCount: number): Generator<InputFault> {
  const pairCount = (count * (count - 1)) / 2;
  if (pairCount * featureCount <= MAX_COMPARED_PAIR_VALUES) return;
  const work = `makes ${pairCount} pairs of ${featureCount} features`;
  yield {
    path: 'attributions',
    message: `${work}; at most ${MAX_COMPARED_PAIR_VALUES} values compare at once`,
  };
}

function* comparisonFaults(
  attributions: readonly ComparedAttribution[],
  topK: number,
): Generator<InputFault> {
  const count = attributions.length;
  if (count < 2 || count > MAX_COMPARED) {
    yield { path: 'attributions', message: `has ${count} entries; 2 to ${MAX_COMPARED} compare` };
    return;
  }
  for (const [index, attribution] of attributions.entries()) {
    const path = `attributions[${index}]`;
    const earlier = attributions.findIndex(({ id }) => id === attribution.id);
    if (earlier < index) yield { path, message: `repeats attributions[${earlier}]` };
    yield* attributionFaults(path, attribution);
  }
  yield* lengthsFaults(attributions);
  const names = attributions.map(({ featureNames }) => featureNames);
  yield* listFaults('featureNames', names, Object.is);
  const inputs = attributions.map(({ input }) => input);
  yield* listFaults('input', inputs, isSameInput);
  yield* targetFaults(attributions);
  const featureCount = attributions[0]!.values.length;
  yield* workFaults(count, featureCount);
  if (!Number.isInteger(topK) || topK < 1 || topK > featureCount) {
    yield { path: 'topK', message: `is not a whole number from 1 to ${featureCount}` };
  }
}

function* attributionFaults(
  path: string,
  { values, featureNames }: ComparedAttribution,
): Generator<InputFault> {
  for (const fault of findAttributionFaults({ values, featureNames })) {
    yield { ...fault, path: `${path}.${fault.path}` };
  }
}

function* lengthsFaults(attributions: readonly ComparedAttribution[]): Generator<InputFault> {
  const expected = attributions[0]!.values.length;
  for (const [index, { values }] of attributions.entries()) {
    const other = 'attributions[0].values';
    yield* lengthFaults(`attributions[${index}].values`, values, { other, expected });
  }
}

/** Those that have the list must have it alike; those without it fit any. */
function* listFaults<Item>(
  name: string,
  lists: readonly (readonly Item[] | null | undefined)[],
  isSame: (item: Item, expected: Item) => boolean,
): Generator<InputFault> {
  const told = lists.findIndex((list) => list);
  const expected = lists[told] ?? [];
  for (const [index, list] of lists.entries()) {
    // What stands past the end of the other is told by the lengths.
    const compared = list?.slice(0, expected.length) ?? [];
    const place = compared.findIndex((item, feature) => !isSame(item, expected[feature]!));
    if (place < 0) continue;
    const path = `attributions[${index}].${name}[${place}]`;
    yield { path, message: `is not that of attributions[${told}]` };
  }
}

function isSameInput(a: number, b: number): boolean {
  return Math.abs(a - b) <= INPUT_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Those that say which output they explain must explain the same. */
function* targetFaults(attributions: readonly ComparedAttribution[]): Generator<InputFault> {
  const told = attributions.findIndex(({ target }) => target != null);
  for (const [index, { target }] of attributions.entries()) {
    if (target == null || target === attributions[told]?.target) continue;
    yield {
      path: `attributions[${index}].target`,
      message: `is not that of attributions[${told}]`,
    };
  }
}
