/**
 * The life of a workflow: which changes of its state are allowed, and what its end means for its
 * steps. CREATED → PENDING → RUNNING → COMPLETED, FAILED or CANCELLED; what has ended stays so.
 */
import { badInput, conflict } from '@arbiter/kernel/errors/app-error.ts';
import type { StepStatus } from '../step/step.rules.ts';

export const workflowStates = [
  'CREATED',
  'PENDING',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
] as const;
export type WorkflowState = (typeof workflowStates)[number];

/** The states that a new workflow may have: still being put together, or waiting to be started. */
export type InitialWorkflowState = 'CREATED' | 'PENDING';

/** Starting a workflow that is CREATED takes it through PENDING in the same command. */
const nextStates: Readonly<Record<WorkflowState, readonly WorkflowState[]>> = {
  CREATED: ['PENDING', 'RUNNING', 'CANCELLED'],
  PENDING: ['RUNNING', 'CANCELLED'],
  RUNNING: ['COMPLETED', 'FAILED', 'CANCELLED'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
};

/** What the commands that move a workflow on want to make of it. */
export type WorkflowGoal = 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/**
 * Lets a command bring a workflow to another state; `field` is the argument that asks for it.
 * Errors: CONFLICT naming the present state and those it may become.
 */
export function requireTransition(
  from: WorkflowState,
  goal: WorkflowState,
  field: 'input.id' | 'input.state' = 'input.id',
): void {
  if (nextStates[from].includes(goal)) return;
  const remedy = hasEnded(from) ? 'It stays so; create another one.' : remedies[from];
  throw conflict(`A workflow that is ${from} cannot become ${goal}. ${remedy}`, {
    field,
    state: from,
    allowed: nextStates[from],
  });
}

const remedies: Readonly<Record<'CREATED' | 'PENDING' | 'RUNNING', string>> = {
  CREATED: 'Start it first, or cancel it.',
  PENDING: 'Start it first, or cancel it.',
  RUNNING: 'It is under way already.',
};

/** True for COMPLETED, FAILED and CANCELLED, which never change. */
export function hasEnded(state: WorkflowState): state is 'COMPLETED' | 'FAILED' | 'CANCELLED' {
  return nextStates[state].length === 0;
}

const notStarted: readonly WorkflowState[] = ['CREATED', 'PENDING'];

/** The states in which these fields may change; every other one may at any time. */
const changeableIn: Readonly<Record<string, readonly WorkflowState[]>> = {
  name: notStarted,
  playbookId: notStarted,
  repoSha: notStarted,
  branchName: notStarted,
  parameters: notStarted,
  agentId: [...notStarted, 'RUNNING'],
};

/**
 * What a workflow is stays as it was started, so that its record says what ran; work may be handed
 * to another agent until it has ended. Errors: CONFLICT naming the first field that is too late,
 * the present state and those in which the field may change.
 */
export function requireChangeable(fields: readonly string[], state: WorkflowState): void {
  const late = fields.find((field) => changeableIn[field]?.includes(state) === false);
  const allowed = late === undefined ? undefined : changeableIn[late];
  if (late === undefined || !allowed) return;
  throw conflict(`The workflow is ${state}; its ${late} can no longer change.`, {
    field: `input.${late}`,
    state,
    allowed,
  });
}

/** Steps may be added until the workflow ends. Errors: CONFLICT naming the state. */
export function requireOpen(state: WorkflowState): void {
  if (!hasEnded(state)) return;
  throw conflict(`The workflow is ${state}; no step can be added. Create another workflow.`, {
    field: 'input.workflowId',
    state,
    allowed: ['CREATED', 'PENDING', 'RUNNING'],
  });
}

/** Steps run only while their workflow does. Errors: CONFLICT naming the state. */
export function requireRunning(state: WorkflowState): void {
  if (state === 'RUNNING') return;
  const remedy = hasEnded(state) ? 'Create another workflow.' : 'Start the workflow first.';
  throw conflict(`The workflow is ${state}; its steps run only while it does. ${remedy}`, {
    field: 'input.stepId',
    state,
    allowed: ['RUNNING'],
  });
}

/** A step as far as it stands in the way of others. */
export interface OpenStep {
  readonly stepKey: string;
  readonly status: StepStatus;
}

/** No more reasons than anyone reads. */
export const maxReasons = 20;

/**
 * A workflow completes when all of its steps have. `open` holds those that have not, in order; more
 * than `maxReasons` need not be given. Errors: CONFLICT with a reason for each step.
 */
export function requireNoOpenSteps(open: readonly OpenStep[]): void {
  if (open.length === 0) return;
  const reasons = open
    .slice(0, maxReasons)
    .map(({ stepKey, status }) => `Step ${JSON.stringify(stepKey)} is ${status}.`);
  if (open.length > maxReasons) reasons.push('Further steps are not completed either.');
  throw conflict('Steps of the workflow are not completed. Finish them, or fail the workflow.', {
    field: 'input.id',
    state: 'RUNNING',
    reasons,
  });
}

/**
 * What becomes of a step when its workflow fails or is cancelled: one that is under way has FAILED,
 * as its run did not complete; one that has not begun is SKIPPED; the others stay as they are.
 */
export function stepAfterEnd(status: StepStatus): StepStatus {
  if (status === 'RUNNING') return 'FAILED';
  return status === 'PENDING' ? 'SKIPPED' : status;
}

/** A Git commit in lower case: 7 to 40 hexadecimal digits. Errors: BAD_USER_INPUT. */
export function optionalCommit(sha: string | null | undefined): string | null {
  if (sha == null) return null;
  if (/^[0-9a-f]{7,40}$/i.test(sha)) return sha.toLowerCase();
  throw badInput('input.repoSha', 'input.repoSha must be 7 to 40 hexadecimal digits.', {
    allowed: ['7 to 40 hexadecimal digits'],
  });
}
