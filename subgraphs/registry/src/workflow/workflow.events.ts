/**
 * The business events of a workflow, its steps and their runs. Each goes into the workflow's own
 * log and, under the same id, into the outbox; both in the caller's transaction.
 */
import type { ResourceChange } from '@arbiter/server/events/domain-event.ts';
import type { EventScope } from '../events.ts';
import type { StepRow } from '../step/step.entity.ts';
import type { StepStatus } from '../step/step.rules.ts';
import type { StepRunRow } from '../step-run/step-run.entity.ts';
import { workflowEventLog } from '../workflow-event/workflow-event.read.ts';
import {
  type NewWorkflowEvent,
  appendWorkflowEvents,
} from '../workflow-event/workflow-event.service.ts';
import type { WorkflowEventKind } from '../workflow-event/workflow-event.rules.ts';
import type { Workflow } from './workflow.entity.ts';
import type { WorkflowGoal, WorkflowState } from './workflow.rules.ts';

/** A step together with the run that an event is about. */
export interface StepAttempt {
  readonly step: StepRow;
  readonly stepRun: StepRunRow;
}

type Recorded = NewWorkflowEvent & { readonly change: ResourceChange };

/**
 * Writes events of a workflow that is locked or new, and what is pending in the transaction. An
 * event that the log held already is not published again.
 */
export async function recordWorkflowEvents(
  scope: EventScope,
  workflow: Workflow,
  news: readonly Recorded[],
): Promise<void> {
  const appended = await appendWorkflowEvents(scope, workflow, news);
  const fresh = appended.flatMap(({ event, repeated }, index) => {
    const recorded = news[index];
    if (repeated || !recorded) return [];
    const { id, tenantId, sequence, stepId, stepRunId, payload } = event;
    return {
      id,
      type: event.eventKind,
      aggregate: { type: 'Workflow', id: workflow.id },
      tenantId,
      occurredAt: event.eventTime,
      change: recorded.change,
      data: {
        ...payload,
        sequence,
        ...(stepId ? { stepId } : {}),
        ...(stepRunId ? { stepRunId } : {}),
      },
      log: workflowEventLog.log,
    };
  });
  await scope.deps.outbox.append(scope.tx, scope.identity, fresh);
}

/** A workflow was created with so many steps. */
export async function workflowCreated(
  scope: EventScope,
  workflow: Workflow,
  steps: number,
): Promise<void> {
  const { name, state, ownerId, agentId, playbookId, tags } = workflow;
  const after = {
    name,
    state,
    ownerId,
    agentId: agentId ?? null,
    playbookId: playbookId ?? null,
    tags,
  };
  await recordWorkflowEvents(scope, workflow, [
    {
      kind: 'WORKFLOW_CREATED',
      time: workflow.createdAt,
      payload: { state, steps },
      change: { action: 'CREATE', after },
    },
  ]);
}

/** Facts of a workflow were changed; `change` holds those that differ. */
export async function workflowUpdated(
  scope: EventScope,
  workflow: Workflow,
  change: ResourceChange,
): Promise<void> {
  const { state, updatedAt } = workflow;
  const changed = Object.keys(change.after ?? {});
  await recordWorkflowEvents(scope, workflow, [
    { kind: 'WORKFLOW_UPDATED', time: updatedAt, payload: { state, changed }, change },
  ]);
}

const kindOfGoal: Readonly<Record<WorkflowGoal, WorkflowEventKind>> = {
  RUNNING: 'WORKFLOW_STARTED',
  COMPLETED: 'WORKFLOW_COMPLETED',
  FAILED: 'WORKFLOW_FAILED',
  CANCELLED: 'WORKFLOW_CANCELLED',
};

/** A workflow was started, or has ended. */
export async function workflowMoved(
  scope: EventScope,
  workflow: Workflow,
  {
    from,
    goal,
    cut,
  }: {
    readonly from: WorkflowState;
    readonly goal: WorkflowGoal;
    /** What its end did to its steps. */
    readonly cut?: { readonly interrupted: StepAttempt | null; readonly skippedSteps: number };
  },
): Promise<void> {
  const reason = workflow.endReason ?? null;
  const ended = cut ? { reason, skippedSteps: cut.skippedSteps } : {};
  await recordWorkflowEvents(scope, workflow, [
    ...(cut?.interrupted ? [stepEvent('STEP_CANCELLED', cut.interrupted, 'RUNNING')] : []),
    {
      kind: kindOfGoal[goal],
      time: workflow.updatedAt,
      payload: { state: goal, ...ended },
      change: {
        action: 'UPDATE',
        before: { state: from },
        after: { state: goal, ...(cut ? { endReason: reason } : {}) },
      },
    },
  ]);
}

/** A step was added to a workflow. */
export async function stepAdded(scope: EventScope, workflow: Workflow, step: StepRow) {
  const { stepKey, stepIndex, status } = step;
  await recordWorkflowEvents(scope, workflow, [
    {
      kind: 'STEP_ADDED',
      time: step.createdAt,
      step,
      payload: { stepKey, stepIndex },
      change: { action: 'CREATE', after: { stepKey, stepIndex, status } },
    },
  ]);
}

/** A step was started, for the first time or again. */
export async function stepStarted(
  scope: EventScope,
  workflow: Workflow,
  { from, ...attempt }: StepAttempt & { readonly from: StepStatus },
): Promise<void> {
  await recordWorkflowEvents(scope, workflow, [stepEvent('STEP_STARTED', attempt, from)]);
}

/** A run of a step has ended, and the step with it. */
export async function stepFinished(
  scope: EventScope,
  workflow: Workflow,
  attempt: StepAttempt,
): Promise<void> {
  const kind = attempt.step.status === 'COMPLETED' ? 'STEP_COMPLETED' : 'STEP_FAILED';
  await recordWorkflowEvents(scope, workflow, [stepEvent(kind, attempt, 'RUNNING')]);
}

function stepEvent(
  kind: WorkflowEventKind,
  { step, stepRun }: StepAttempt,
  from: StepStatus,
): Recorded {
  const { stepKey, stepIndex, status } = step;
  const { attempt, exitCode } = stepRun;
  return {
    kind,
    time: stepRun.finishedAt ?? stepRun.startedAt,
    step,
    stepRun,
    payload: { stepKey, stepIndex, attempt, ...(exitCode == null ? {} : { exitCode }) },
    change: {
      action: 'UPDATE',
      before: { stepKey, status: from },
      after: { stepKey, status, runStatus: stepRun.status },
    },
  };
}
