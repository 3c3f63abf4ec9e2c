/**
 * A reward at one timestep and the components it is made of. A decomposition that is sound but does
 * not add up is recorded and flagged with the difference: it tells of a fault in the shaping code,
 * which the record is there to show.
 */
import {
  type Additivity,
  checkAdditivity,
  overflowFaults,
} from '../additivity/additivity.rules.ts';
import { type InputFault, collectFaults, nameFaults, numberFaults } from '../fault/fault.rules.ts';

/** The largest timestep that is stored: a 32-bit signed integer. */
export const MAX_TIMESTEP = 2 ** 31 - 1;

export interface RewardComponent {
  /** E.g. `nash`, `strategic`, `tag_bias`, `temporal`; each once. */
  readonly name: string;
  /** In the unit of the reward, of any sign. */
  readonly value: number;
}

export interface RewardDecompositionInput {
  /** 0-based step of the episode. */
  readonly timestep: number;
  readonly totalReward: number;
  /** At least one. */
  readonly components: readonly RewardComponent[];
}

/**
 * Every fault of a decomposition, at most `MAX_FAULTS`; empty when it can be recorded. Refuses a
 * timestep that is negative, fractional or above `MAX_TIMESTEP`, numbers that are not finite (text
 * too), no components, blank or repeated names. Paths as in `components[1].value`.
 */
export function findRewardFaults(decomposition: RewardDecompositionInput): InputFault[] {
  return collectFaults(rewardFaults(decomposition));
}

/**
 * Whether the components of a sound decomposition sum to its total: |Σ components - total| ≤
 * 1e-6 · max(Σ |components|, |total|), by `checkAdditivity`. If not, flag it with `difference`.
 */
export function checkRewardSum({ totalReward, components }: RewardDecompositionInput): Additivity {
  const values = components.map(({ value }) => value);
  return checkAdditivity(values, [totalReward]);
}

function* rewardFaults(decomposition: RewardDecompositionInput): Generator<InputFault> {
  const { timestep, totalReward, components } = decomposition;
  yield* timestepFaults(timestep);
  yield* numberFaults('totalReward', totalReward);
  if (components.length === 0) yield { path: 'components', message: 'is empty' };
  const names = components.map(({ name }) => name);
  yield* nameFaults(names, (index) => `components[${index}].name`);
  for (const [index, { value }] of components.entries()) {
    yield* numberFaults(`components[${index}].value`, value);
  }
  yield* overflowFaults('components', [totalReward, ...components.map(({ value }) => value)]);
}

function* timestepFaults(timestep: number): Generator<InputFault> {
  if (Number.isInteger(timestep) && timestep >= 0 && timestep <= MAX_TIMESTEP) return;
  yield { path: 'timestep', message: `is not a whole number from 0 to ${MAX_TIMESTEP}` };
}
