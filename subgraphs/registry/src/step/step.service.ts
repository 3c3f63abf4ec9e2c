/** Commands on steps: add one. What starts and ends them is step-run.service.ts. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { optionalText } from '@arbiter/kernel/text/text.ts';
import { traceIdsOf } from '@arbiter/kernel/trace/traceparent.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { lockWorkflow } from '../workflow/workflow-lock.service.ts';
import { stepAdded } from '../workflow/workflow.events.ts';
import { requireOpen } from '../workflow/workflow.rules.ts';
import { Step, type StepRow } from './step.entity.ts';
import {
  type StepPlaces,
  duplicateKey,
  maxInstructionLength,
  placeStep,
  requireStepKey,
} from './step.rules.ts';

export interface AddStep {
  readonly workflowId: string;
  readonly stepKey: string;
  readonly stepIndex?: number | null | undefined;
  readonly instructionMd?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Adds a step to a workflow that has not ended, behind all steps that have begun.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for a workflow that has ended or is full,
 * a key or index that is taken, or a stale version of the workflow.
 * Effects: the step, the workflow's version, event STEP_ADDED. Idempotent per key.
 */
export async function addStep(
  deps: Deps,
  identity: RequestIdentity,
  command: AddStep,
): Promise<StepRow> {
  authorize(identity.actor, 'workflow:write');
  const { tenantId: actorTenant } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const values = storedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = { schema: 'registry', tenantId: actorTenant, operation: 'addStep', key, request };
    const { id } = await createOnce(tx, once, async () => {
      const { workflowId, stepKey } = values;
      const { expectedVersion } = command;
      const toLock = { id: workflowId, field: 'input.workflowId', expectedVersion };
      const workflow = await lockWorkflow(tx, identity, toLock);
      requireOpen(workflow.state);
      const places = await selectPlaces(tx, { workflowId, stepKey, index: command.stepIndex });
      if (places.keyTaken) throw duplicateKey(stepKey, 'input.stepKey');
      const stepIndex = placeStep(command.stepIndex, places);
      if (places.indexTaken) throw indexTaken(stepIndex);
      const now = deps.clock();
      const step = tx.create(Step, {
        ...values,
        id: deps.newId(),
        tenantId: workflow.tenantId,
        stepIndex,
        status: 'PENDING',
        attempts: 0,
        ...traceIdsOf(identity.traceparent),
        createdAt: now,
      });
      tx.assign(workflow, { updatedAt: now });
      await stepAdded({ deps, tx, identity }, workflow, step);
      return step.id;
    });
    return tx.findOneOrFail(Step, { id });
  });
}

function storedValues(command: AddStep) {
  return {
    workflowId: requireUuid(command.workflowId, 'Workflow', 'input.workflowId'),
    stepKey: requireStepKey(command.stepKey, 'input.stepKey'),
    instructionMd: optionalText(command.instructionMd, 'input.instructionMd', {
      max: maxInstructionLength,
    }),
  };
}

interface Places extends StepPlaces {
  readonly keyTaken: boolean;
  readonly indexTaken: boolean;
}

async function selectPlaces(
  tx: Transaction,
  asked: { workflowId: string; stepKey: string; index: number | null | undefined },
): Promise<Places> {
  const [places] = await tx.execute<Places[]>(
    `select count(*)::int as "count",
       coalesce(max(step_index), -1) as "highest",
       coalesce(max(step_index) filter (where status <> 'PENDING'), -1) as "begun",
       coalesce(bool_or(step_key = ?), false) as "keyTaken",
       coalesce(bool_or(step_index = ?), false) as "indexTaken"
     from registry.workflow_steps where workflow_id = ?`,
    [asked.stepKey, asked.index ?? null, asked.workflowId],
  );
  if (!places) throw new Error('An aggregate always has a row.');
  return places;
}

function indexTaken(stepIndex: number) {
  return conflict(`The workflow has a step with index ${stepIndex} already.`, {
    field: 'input.stepIndex',
  });
}
