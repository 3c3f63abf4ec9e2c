/**
 * What an attribution must be before it is recorded: one finite value per feature, and everything
 * that is given along with it of the same length.
 */
import { optionalText } from '@arbiter/kernel/text/text.ts';
import { overflowFaults } from '../additivity/additivity.rules.ts';
import {
  type InputFault,
  collectFaults,
  lengthFaults,
  nameFaults,
  numberFaults,
  numberListFaults,
  refusalOf,
} from '../fault/fault.rules.ts';

/** The numbers and names of an attribution; what is null or undefined was not given. */
export interface AttributionInput {
  /** One value per feature, at least one. */
  readonly values: readonly number[];
  /** One name per feature, each once. */
  readonly featureNames?: readonly string[] | null | undefined;
  /** The input that was explained: one number per feature. */
  readonly input?: readonly number[] | null | undefined;
  /** The reference input of the method: one number per feature. */
  readonly baseline?: readonly number[] | null | undefined;
  /** The model's output for the input. */
  readonly output?: number | null | undefined;
  /** The model's output for the baseline. */
  readonly baselineOutput?: number | null | undefined;
}

/** An attribution as a client sends it. */
export interface GivenAttribution extends AttributionInput {
  /** Which output was explained, e.g. the name or index of a class. */
  readonly target?: string | null | undefined;
}

/** A sound attribution, complete: null for what was not given. */
export interface AttributionContent {
  readonly values: readonly number[];
  readonly featureNames: readonly string[] | null;
  readonly input: readonly number[] | null;
  readonly baseline: readonly number[] | null;
  readonly target: string | null;
  readonly output: number | null;
  readonly baselineOutput: number | null;
}

const targetLength = { max: 255 };

/**
 * The attribution, when it is sound. Errors: BAD_USER_INPUT with every fault by its path in the
 * request, of which `root` is the attribution's.
 */
export function requireAttribution(given: GivenAttribution, root: string): AttributionContent {
  const faults = findAttributionFaults(given);
  if (faults.length > 0) throw refusalOf(faults, root);
  return {
    values: given.values,
    featureNames: given.featureNames ?? null,
    input: given.input ?? null,
    baseline: given.baseline ?? null,
    target: optionalText(given.target, `${root}.target`, targetLength),
    output: given.output ?? null,
    baselineOutput: given.baselineOutput ?? null,
  };
}

/**
 * Every fault of an attribution in the order of its fields, at most `MAX_FAULTS`; empty when it can
 * be recorded. Paths are relative to the attribution: `values[3]`, `baseline`, `featureNames[2]`.
 */
export function findAttributionFaults(attribution: AttributionInput): InputFault[] {
  return collectFaults(attributionFaults(attribution));
}

function* attributionFaults(attribution: AttributionInput): Generator<InputFault> {
  const { values, featureNames, output, baselineOutput } = attribution;
  yield* numberListFaults('values', values);
  if (featureNames) yield* featureNameFaults(featureNames, values.length);
  for (const path of ['input', 'baseline'] as const) {
    const numbers = attribution[path];
    if (numbers) yield* companionFaults(path, numbers, values.length);
  }
  if (isGiven(output)) yield* numberFaults('output', output);
  if (isGiven(baselineOutput)) yield* numberFaults('baselineOutput', baselineOutput);
  yield* overflowFaults('values', [...values, output ?? 0, baselineOutput ?? 0]);
}

function* featureNameFaults(names: readonly string[], expected: number): Generator<InputFault> {
  yield* lengthFaults('featureNames', names, { other: 'values', expected });
  yield* nameFaults(names, (index) => `featureNames[${index}]`);
}

function* companionFaults(
  path: string,
  numbers: readonly number[],
  expected: number,
): Generator<InputFault> {
  yield* lengthFaults(path, numbers, { other: 'values', expected });
  if (numbers.length > 0) yield* numberListFaults(path, numbers);
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
