/** What moves a workflow on: start, complete, fail, cancel. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { optionalText } from '@arbiter/kernel/text/text.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { Step } from '../step/step.entity.ts';
import { StepRun } from '../step-run/step-run.entity.ts';
import { lockWorkflow } from './workflow-lock.service.ts';
import type { Workflow, WorkflowRow } from './workflow.entity.ts';
import { type StepAttempt, workflowMoved } from './workflow.events.ts';
import {
  type WorkflowGoal,
  type WorkflowState,
  maxReasons,
  requireNoOpenSteps,
  requireTransition,
  stepAfterEnd,
} from './workflow.rules.ts';

export interface MoveWorkflow {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

export interface EndWorkflow extends MoveWorkflow {
  readonly reason?: string | null | undefined;
}

/** What a move knows: the locked workflow, still in the state that it leaves. */
interface Move {
  readonly tx: Transaction;
  readonly workflow: Workflow;
  readonly from: WorkflowState;
}

/**
 * Starts a workflow that is CREATED or PENDING.
 * Errors: FORBIDDEN, NOT_FOUND, CONFLICT for any other state or a stale version.
 * Effects: the workflow, event WORKFLOW_STARTED.
 */
export async function startWorkflow(
  deps: Deps,
  identity: RequestIdentity,
  command: MoveWorkflow,
): Promise<WorkflowRow> {
  return moveWorkflow({ deps, identity, command }, async ({ tx, workflow, from }) => {
    requireTransition(from, 'RUNNING');
    const now = deps.clock();
    tx.assign(workflow, { state: 'RUNNING', startedAt: now, updatedAt: now });
    await workflowMoved({ deps, tx, identity }, workflow, { from, goal: 'RUNNING' });
  });
}

/**
 * Completes a workflow whose steps are all completed.
 * Errors: FORBIDDEN, NOT_FOUND, CONFLICT for a workflow that is not RUNNING, with `reasons` for
 * steps that are not completed, or for a stale version.
 * Effects: the workflow, event WORKFLOW_COMPLETED.
 */
export async function completeWorkflow(
  deps: Deps,
  identity: RequestIdentity,
  command: MoveWorkflow,
): Promise<WorkflowRow> {
  return moveWorkflow({ deps, identity, command }, async ({ tx, workflow, from }) => {
    requireTransition(from, 'COMPLETED');
    requireNoOpenSteps(await selectOpenSteps(tx, workflow.id));
    const now = deps.clock();
    tx.assign(workflow, { state: 'COMPLETED', completedAt: now, updatedAt: now });
    await workflowMoved({ deps, tx, identity }, workflow, { from, goal: 'COMPLETED' });
  });
}

/**
 * Ends a workflow that is RUNNING as FAILED. A run of a step that is under way is CANCELLED and its
 * step FAILED; steps that have not begun are SKIPPED.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for any other state or a stale version.
 * Effects: the workflow, its steps and runs, events STEP_CANCELLED (when a step was under way) and
 * WORKFLOW_FAILED.
 */
export async function failWorkflow(
  deps: Deps,
  identity: RequestIdentity,
  command: EndWorkflow,
): Promise<WorkflowRow> {
  return endWorkflow(deps, identity, { ...command, goal: 'FAILED' });
}

/**
 * Cancels a workflow that has not ended; its steps end as those of a failed one.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for one that has ended or a stale version.
 * Effects: the workflow, its steps and runs, events STEP_CANCELLED (when a step was under way) and
 * WORKFLOW_CANCELLED.
 */
export async function cancelWorkflow(
  deps: Deps,
  identity: RequestIdentity,
  command: EndWorkflow,
): Promise<WorkflowRow> {
  return endWorkflow(deps, identity, { ...command, goal: 'CANCELLED' });
}

async function moveWorkflow(
  { deps, identity, command }: { deps: Deps; identity: RequestIdentity; command: MoveWorkflow },
  move: (move: Move) => Promise<void>,
): Promise<WorkflowRow> {
  authorize(identity.actor, 'workflow:write');
  const id = requireUuid(command.id, 'Workflow', 'input.id');
  const { expectedVersion } = command;
  return deps.database.transaction(identity.actor, async (tx) => {
    const workflow = await lockWorkflow(tx, identity, { id, field: 'input.id', expectedVersion });
    await move({ tx, workflow, from: workflow.state });
    return workflow;
  });
}

async function endWorkflow(
  deps: Deps,
  identity: RequestIdentity,
  { goal, reason, ...command }: EndWorkflow & { readonly goal: 'FAILED' | 'CANCELLED' },
): Promise<WorkflowRow> {
  const endReason = optionalText(reason, 'input.reason', { max: 10_000 });
  return moveWorkflow({ deps, identity, command }, async ({ tx, workflow, from }) => {
    requireTransition(from, goal satisfies WorkflowGoal);
    const now = deps.clock();
    const cut = await cutSteps(tx, workflow.id, now);
    tx.assign(workflow, { state: goal, endReason, completedAt: now, updatedAt: now });
    await workflowMoved({ deps, tx, identity }, workflow, { from, goal, cut });
  });
}

/** The steps that are not completed, in order; no more than it takes to say so. */
async function selectOpenSteps(tx: Transaction, workflowId: string) {
  const where = { workflowId, status: { $ne: 'COMPLETED' as const } };
  return selectRows(tx, Step, where, { orderBy: { stepIndex: 'asc' }, limit: maxReasons + 1 });
}

/** Ends what is under way and skips what has not begun. At most one step is under way. */
async function cutSteps(
  tx: Transaction,
  workflowId: string,
  now: Date,
): Promise<{ interrupted: StepAttempt | null; skippedSteps: number }> {
  const skippedSteps = await tx.nativeUpdate(
    Step,
    { workflowId, status: 'PENDING' },
    { status: stepAfterEnd('PENDING') },
  );
  const step = await tx.findOne(Step, { workflowId, status: 'RUNNING' });
  if (!step) return { interrupted: null, skippedSteps };
  const stepRun = await tx.findOneOrFail(StepRun, { stepId: step.id, status: 'RUNNING' });
  tx.assign(step, { status: stepAfterEnd('RUNNING'), completedAt: now });
  tx.assign(stepRun, { status: 'CANCELLED', finishedAt: now });
  return { interrupted: { step, stepRun }, skippedSteps };
}
