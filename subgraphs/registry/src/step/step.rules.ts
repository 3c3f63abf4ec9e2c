/**
 * The life of a step. PENDING → RUNNING → COMPLETED or FAILED; a FAILED step may be started again,
 * which makes another run of it; SKIPPED is what never began when its workflow ended. Steps are
 * started in the order of their index.
 */
import { badInput, conflict } from '@arbiter/kernel/errors/app-error.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';

export const stepStatuses = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED'] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** Bounds what one workflow can make a command or a page load. */
export const maxSteps = 1_000;

/** Longest instruction, in characters. */
export const maxInstructionLength = 100_000;

/** Whether a step that is in this state may be started. */
export function mayStart(status: StepStatus): status is 'PENDING' | 'FAILED' {
  return status === 'PENDING' || status === 'FAILED';
}

/**
 * Lets a step be started. `earlier` is a step of lower index that is not completed, if there is one.
 * Errors: CONFLICT naming the state of the step, or of the one that comes first.
 */
export function requireStart(
  step: { readonly status: StepStatus },
  earlier: { readonly stepKey: string; readonly status: StepStatus } | undefined,
): void {
  const { status } = step;
  if (!mayStart(status)) {
    const remedy = status === 'RUNNING' ? 'Finish its run first.' : 'It cannot be started again.';
    throw conflict(`The step is ${status}. ${remedy}`, {
      field: 'input.stepId',
      state: status,
      allowed: ['PENDING', 'FAILED'],
    });
  }
  if (!earlier) return;
  const name = JSON.stringify(earlier.stepKey);
  throw conflict(`Steps run in the order of their index; ${name} comes first. Complete it.`, {
    field: 'input.stepId',
    state: status,
    reasons: [`Step ${name} is ${earlier.status}.`],
  });
}

/** What a step becomes by the end of its run. Exit code 0 is success, as processes have it. */
export function statusAfterExit(exitCode: number): 'COMPLETED' | 'FAILED' {
  return exitCode === 0 ? 'COMPLETED' : 'FAILED';
}

/** The key as stored: trimmed, 1 to 255 characters. Errors: BAD_USER_INPUT naming `field`. */
export function requireStepKey(stepKey: string, field: string): string {
  return requireText(stepKey, field, { max: 255 });
}

/** Errors: CONFLICT naming the second of two equal keys, as `input.steps[index].stepKey`. */
export function requireDistinctKeys(keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key)) throw duplicateKey(key, `input.steps[${index}].stepKey`);
    seen.add(key);
  }
}

/** The refusal of a key that another step of the workflow has. */
export function duplicateKey(stepKey: string, field: string) {
  return conflict(`The workflow has a step ${JSON.stringify(stepKey)} already.`, { field });
}

/** Where steps of a workflow stand: how many there are, the highest index, the highest begun one. */
export interface StepPlaces {
  readonly count: number;
  /** -1 when there is no step. */
  readonly highest: number;
  /** Highest index of a step that is or was under way; -1 when none was. */
  readonly begun: number;
}

/** Highest index that GraphQL's Int and the column can hold. */
const maxIndex = 2_147_483_647;

/**
 * The index of a step to be added: the one asked for, else the one after the highest. It must lie
 * behind every step that has begun, or steps would no longer have run in order.
 * Errors: BAD_USER_INPUT naming `input.stepIndex`; CONFLICT when the workflow is full.
 */
export function placeStep(asked: number | null | undefined, places: StepPlaces): number {
  if (places.count >= maxSteps) {
    throw conflict(`A workflow has at most ${maxSteps} steps.`, { field: 'input.workflowId' });
  }
  const index = asked ?? places.highest + 1;
  const lowest = places.begun + 1;
  if (Number.isInteger(index) && index >= lowest && index <= maxIndex) return index;
  throw badInput('input.stepIndex', `input.stepIndex must be ${lowest} or more.`, {
    allowed: [`${lowest} to ${maxIndex}`],
  });
}
