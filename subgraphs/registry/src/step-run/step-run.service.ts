/** Commands on runs of steps: start a step, which begins a run, and finish the run. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { traceIdsOf } from '@arbiter/kernel/trace/traceparent.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { selectRow, selectRows } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { Run } from '../run/run.entity.ts';
import { requireUnderWay } from '../run/run.rules.ts';
import { Step, type StepRow } from '../step/step.entity.ts';
import { requireStart, statusAfterExit } from '../step/step.rules.ts';
import { lockWorkflow } from '../workflow/workflow-lock.service.ts';
import { stepFinished, stepStarted } from '../workflow/workflow.events.ts';
import { requireRunning } from '../workflow/workflow.rules.ts';
import { type DatasetName, requireDatasets } from './dataset-name.rules.ts';
import { StepRun, type StepRunRow } from './step-run.entity.ts';
import { optionalList, optionalLogsUri, optionalObject } from './step-run.rules.ts';

export interface StartStep {
  readonly stepId: string;
  readonly runId?: string | null | undefined;
  readonly inputs?: unknown;
  readonly inputDatasets?: readonly DatasetName[] | null | undefined;
  readonly parameters?: unknown;
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Starts a step of a running workflow, or starts a failed one again: a new run of it begins.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT when the workflow is not RUNNING, the step
 * is not PENDING or FAILED, an earlier step is not completed, or for a stale version of the workflow.
 * Effects: the run, the step, the workflow's version, event STEP_STARTED. Idempotent per key.
 */
export async function startStep(
  deps: Deps,
  identity: RequestIdentity,
  command: StartStep,
): Promise<StepRunRow> {
  authorize(identity.actor, 'workflow:write');
  const { tenantId } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const values = startedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = { schema: 'registry', tenantId, operation: 'startStep', key, request };
    const { id } = await createOnce(tx, once, () =>
      beginStepRun({ deps, identity, tx }, command, values),
    );
    return tx.findOneOrFail(StepRun, { id });
  });
}

function startedValues({ stepId, runId, inputs, inputDatasets, parameters }: StartStep) {
  return {
    stepId: requireUuid(stepId, 'WorkflowStep', 'input.stepId'),
    runId: runId == null ? null : requireUuid(runId, 'Run', 'input.runId'),
    inputs: requireObject(inputs, 'input.inputs'),
    inputDatasets: requireDatasets(inputDatasets, 'input.inputDatasets'),
    outputDatasets: [],
    parameters: requireObject(parameters, 'input.parameters'),
  };
}

interface CommandScope {
  readonly deps: Deps;
  readonly identity: RequestIdentity;
  readonly tx: Transaction;
}

async function beginStepRun(
  { deps, identity, tx }: CommandScope,
  { expectedVersion }: StartStep,
  values: ReturnType<typeof startedValues>,
): Promise<string> {
  const { stepId, runId } = values;
  const known = await selectRow(tx, Step, { id: stepId });
  if (!known) throw notFound('WorkflowStep', 'input.stepId');
  const { workflowId, tenantId } = known;
  const toLock = { id: workflowId, field: 'input.stepId', expectedVersion };
  const workflow = await lockWorkflow(tx, identity, toLock);
  requireRunning(workflow.state);
  const step = await tx.findOneOrFail(Step, { id: stepId });
  requireStart(step, await selectEarlier(tx, step));
  if (runId && !(await selectRow(tx, Run, { id: runId, tenantId }))) {
    throw notFound('Run', 'input.runId');
  }
  const now = deps.clock();
  const from = step.status;
  const attempt = step.attempts + 1;
  const stepRun = tx.create(StepRun, {
    ...values,
    id: deps.newId(),
    tenantId,
    workflowId,
    attempt,
    status: 'RUNNING',
    ...traceIdsOf(identity.traceparent),
    startedAt: now,
  });
  const startedAt = step.startedAt ?? now;
  tx.assign(step, { status: 'RUNNING', attempts: attempt, startedAt, completedAt: null });
  tx.assign(workflow, { updatedAt: now });
  await stepStarted({ deps, tx, identity }, workflow, { step, stepRun, from });
  return stepRun.id;
}

/** The first step before this one that is not completed. */
async function selectEarlier(
  tx: Transaction,
  { workflowId, stepIndex }: StepRow,
): Promise<StepRow | undefined> {
  const where = {
    workflowId,
    stepIndex: { $lt: stepIndex },
    status: { $ne: 'COMPLETED' as const },
  };
  const [first] = await selectRows(tx, Step, where, { orderBy: { stepIndex: 'asc' }, limit: 1 });
  return first;
}

export interface FinishStepRun {
  readonly id: string;
  readonly exitCode: number;
  readonly outputs?: unknown;
  readonly outputDatasets?: readonly DatasetName[] | null | undefined;
  readonly metrics?: unknown;
  readonly artifacts?: unknown;
  readonly errorInfo?: unknown;
  readonly logsUri?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Ends a run of a step with an exit code: 0 completes run and step, anything else fails both. What
 * is given of outputs, datasets, metrics, artifacts, error and logs is kept either way.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for a run that has ended or a stale version
 * of the workflow.
 * Effects: the run, the step, the workflow's version, event STEP_COMPLETED or STEP_FAILED.
 */
export async function finishStepRun(
  deps: Deps,
  identity: RequestIdentity,
  command: FinishStepRun,
): Promise<StepRunRow> {
  authorize(identity.actor, 'workflow:write');
  const id = requireUuid(command.id, 'StepRun', 'input.id');
  const results = finishedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const known = await selectRow(tx, StepRun, { id });
    if (!known) throw notFound('StepRun', 'input.id');
    const { expectedVersion } = command;
    const toLock = { id: known.workflowId, field: 'input.id', expectedVersion };
    const workflow = await lockWorkflow(tx, identity, toLock);
    const stepRun = await tx.findOneOrFail(StepRun, { id });
    requireUnderWay(stepRun.status, 'StepRun');
    const step = await tx.findOneOrFail(Step, { id: stepRun.stepId });
    const now = deps.clock();
    const status = statusAfterExit(results.exitCode);
    tx.assign(stepRun, { ...results, status, finishedAt: now });
    tx.assign(step, { status, completedAt: now, logsUri: results.logsUri });
    tx.assign(workflow, { updatedAt: now });
    await stepFinished({ deps, tx, identity }, workflow, { step, stepRun });
    return stepRun;
  });
}

function finishedValues(command: FinishStepRun) {
  return {
    exitCode: command.exitCode,
    outputs: optionalObject(command.outputs, 'input.outputs'),
    outputDatasets: requireDatasets(command.outputDatasets, 'input.outputDatasets'),
    metrics: optionalObject(command.metrics, 'input.metrics'),
    artifacts: optionalList(command.artifacts, 'input.artifacts'),
    errorInfo: optionalObject(command.errorInfo, 'input.errorInfo'),
    logsUri: optionalLogsUri(command.logsUri),
  };
}
