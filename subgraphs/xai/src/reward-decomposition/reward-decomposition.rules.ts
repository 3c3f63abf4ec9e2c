/**
 * Rewards step by step and the components they are made of. A decomposition that is sound but does
 * not add up is recorded and flagged with the difference: it tells of a fault in the shaping code,
 * which the record is there to show.
 */
import { canonicalize } from '@arbiter/kernel/json/canonical-json.ts';
import {
  type Additivity,
  checkAdditivity,
  overflowFaults,
} from '../additivity/additivity.rules.ts';
import {
  type InputFault,
  collectFaults,
  numberFaults,
  numberMapFaults,
} from '../fault/fault.rules.ts';

/** The largest timestep that is stored: a 32-bit signed integer. */
export const MAX_TIMESTEP = 2 ** 31 - 1;

/** Steps recorded at once: one transaction, and well below the size of one argument. */
export const MAX_STEPS = 1_000;

/** Numbers by the component's name, e.g. `nash`, `strategic`, `tag_bias`, `temporal`. */
export type ComponentNumbers = Readonly<Record<string, number>>;

/** What a client sends for one step, before it is known to be sound. */
export interface RewardStepInput {
  /** 0-based step of the episode. */
  readonly timestep: number;
  readonly totalReward: number;
  readonly componentRewards?: unknown;
  readonly componentInfluences?: unknown;
}

/** A sound step. */
export interface RewardStep {
  readonly timestep: number;
  readonly totalReward: number;
  /** In the unit of the reward, of any sign; at least one. */
  readonly componentRewards: ComponentNumbers;
  /** How much components drove the behaviour, in a unit of the client's; null when not known. */
  readonly componentInfluences: ComponentNumbers | null;
}

type StoredStep = Omit<RewardStep, 'componentInfluences'> & {
  readonly componentInfluences?: ComponentNumbers | null | undefined;
};

/**
 * The steps of one episode, when all are sound. Else every fault, at most `MAX_FAULTS`: no steps or
 * more than `MAX_STEPS`; a timestep that is negative, fractional, above `MAX_TIMESTEP` or repeated;
 * numbers that are not finite (text too); no components, blank names, an influence of something
 * that is no component. Paths as in `steps[3].componentRewards.nash`.
 */
export function checkSteps(
  steps: readonly RewardStepInput[],
): { readonly steps: readonly RewardStep[] } | { readonly faults: readonly InputFault[] } {
  const faults = collectFaults(stepsFaults(steps));
  return faults.length > 0 ? { faults } : { steps: steps.map(toSoundStep) };
}

/**
 * Whether the components of a sound step sum to its total: |Σ components - total| ≤
 * 1e-6 · max(Σ |components|, |total|), by `checkAdditivity`. If not, flag it with `difference`.
 */
export function checkRewardSum({
  totalReward,
  componentRewards,
}: Pick<RewardStep, 'totalReward' | 'componentRewards'>): Additivity {
  return checkAdditivity(Object.values(componentRewards), [totalReward]);
}

/** The canonical text of what a step says; equal for a repeat of the same step, else different. */
export function stepText({
  timestep,
  totalReward,
  componentRewards,
  componentInfluences = null,
}: StoredStep): string {
  return canonicalize({ timestep, totalReward, componentRewards, componentInfluences });
}

function* stepsFaults(steps: readonly RewardStepInput[]): Generator<InputFault> {
  if (steps.length < 1 || steps.length > MAX_STEPS) {
    yield { path: 'steps', message: `has ${steps.length} entries, not 1 to ${MAX_STEPS}` };
    return;
  }
  const firstIndex = new Map<number, number>();
  for (const [index, step] of steps.entries()) {
    const path = `steps[${index}]`;
    const earlier = firstIndex.get(step.timestep);
    if (earlier === undefined) firstIndex.set(step.timestep, index);
    else yield { path: `${path}.timestep`, message: `repeats steps[${earlier}].timestep` };
    yield* stepFaults(path, step);
  }
}

function* stepFaults(path: string, step: RewardStepInput): Generator<InputFault> {
  const { timestep, totalReward, componentRewards, componentInfluences } = step;
  yield* timestepFaults(`${path}.timestep`, timestep);
  yield* numberFaults(`${path}.totalReward`, totalReward);
  yield* numberMapFaults(`${path}.componentRewards`, componentRewards);
  yield* sumFaults(`${path}.componentRewards`, totalReward, componentRewards);
  if (componentInfluences === null || componentInfluences === undefined) return;
  yield* numberMapFaults(`${path}.componentInfluences`, componentInfluences);
  yield* strangerFaults(`${path}.componentInfluences`, componentInfluences, componentRewards);
}

function* timestepFaults(path: string, timestep: number): Generator<InputFault> {
  if (Number.isInteger(timestep) && timestep >= 0 && timestep <= MAX_TIMESTEP) return;
  yield { path, message: `is not a whole number from 0 to ${MAX_TIMESTEP}` };
}

/** Text among the components is reported as such; a sum is then of no interest. */
function* sumFaults(path: string, totalReward: number, rewards: unknown): Generator<InputFault> {
  const values: unknown[] = Object.values(rewards ?? {});
  if (values.every((value) => typeof value === 'number')) {
    yield* overflowFaults(path, [totalReward, ...values]);
  }
}

function* strangerFaults(
  path: string,
  influences: unknown,
  rewards: unknown,
): Generator<InputFault> {
  if (typeof influences !== 'object' || Array.isArray(influences)) return;
  for (const name of Object.keys(influences ?? {})) {
    if (Object.hasOwn(rewards ?? {}, name)) continue;
    yield { path: `${path}.${name}`, message: 'is of no component of this step' };
  }
}

/** Safe only after `stepsFaults` found none. */
function toSoundStep(step: RewardStepInput): RewardStep {
  return {
    timestep: step.timestep,
    totalReward: step.totalReward,
    componentRewards: step.componentRewards as ComponentNumbers,
    componentInfluences: (step.componentInfluences ?? null) as ComponentNumbers | null,
  };
}
