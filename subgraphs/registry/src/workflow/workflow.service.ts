/** Creating workflows. What moves them on is in workflow-lifecycle.service.ts. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText, requireText } from '@arbiter/kernel/text/text.ts';
import { requireTags } from '@arbiter/kernel/text/words.ts';
import { traceIdsOf } from '@arbiter/kernel/trace/traceparent.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { Step } from '../step/step.entity.ts';
import {
  maxInstructionLength,
  maxSteps,
  requireDistinctKeys,
  requireStepKey,
} from '../step/step.rules.ts';
import { requireLinks } from './workflow-links.service.ts';
import { Workflow, type WorkflowRow } from './workflow.entity.ts';
import { workflowCreated } from './workflow.events.ts';
import { type InitialWorkflowState, optionalCommit } from './workflow.rules.ts';

export interface CreateWorkflow {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly initialState: InitialWorkflowState;
  readonly ownerId?: string | null | undefined;
  readonly agentId?: string | null | undefined;
  readonly playbookId?: string | null | undefined;
  readonly repoSha?: string | null | undefined;
  readonly branchName?: string | null | undefined;
  readonly parameters?: unknown;
  readonly tags?: readonly string[] | null | undefined;
  readonly metadata?: unknown;
  readonly steps?: readonly NewStep[] | null | undefined;
  readonly tenantId?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface NewStep {
  readonly stepKey: string;
  readonly instructionMd?: string | null | undefined;
}

/**
 * Creates a workflow with its steps, in the tenant given or the actor's own. The owner is the
 * actor unless named. Errors: FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for agent and playbook (also
 * when they are another tenant's), CONFLICT for two steps of one key.
 * Effects: the workflow, its steps, event WORKFLOW_CREATED. Idempotent per key.
 */
export async function createWorkflow(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateWorkflow,
): Promise<WorkflowRow> {
  const { actor } = identity;
  const tenantId = requireTenantId(command.tenantId ?? actor.tenantId, 'input.tenantId');
  authorize(actor, 'workflow:write', tenantId);
  const { idempotencyKey: key, ...request } = command;
  const values = {
    ...storedValues(command),
    ownerId: requireText(command.ownerId ?? actor.id, 'input.ownerId', { max: 255 }),
    tenantId,
    ...traceIdsOf(identity.traceparent),
  };
  const steps = storedSteps(command.steps ?? []);
  return deps.database.transaction(actor, async (tx) => {
    const once = { schema: 'registry', tenantId, operation: 'createWorkflow', key, request };
    const { id } = await createOnce(tx, once, async () => {
      await requireLinks(tx, tenantId, values);
      const now = deps.clock();
      const times = { createdAt: now, updatedAt: now };
      const workflow = tx.create(Workflow, {
        ...values,
        ...times,
        id: deps.newId(),
        eventCount: 0,
      });
      await workflowCreated({ deps, tx, identity }, workflow, steps.length);
      await insertSteps(deps, { tx, workflow, steps });
      return workflow.id;
    });
    return tx.findOneOrFail(Workflow, { id });
  });
}

function storedValues(command: CreateWorkflow) {
  const { agentId, playbookId } = command;
  return {
    name: requireText(command.name, 'input.name', { max: 255 }),
    description: optionalText(command.description, 'input.description', { max: 10_000 }),
    state: command.initialState,
    agentId: agentId == null ? null : requireUuid(agentId, 'Agent', 'input.agentId'),
    playbookId: playbookId == null ? null : requireUuid(playbookId, 'Playbook', 'input.playbookId'),
    repoSha: optionalCommit(command.repoSha),
    branchName: optionalText(command.branchName, 'input.branchName', { max: 255 }),
    parameters: requireObject(command.parameters, 'input.parameters'),
    tags: requireTags(command.tags),
    metadata: requireObject(command.metadata, 'input.metadata'),
  };
}

function storedSteps(steps: readonly NewStep[]) {
  if (steps.length > maxSteps) {
    throw badInput('input.steps', `A workflow has at most ${maxSteps} steps.`, {
      allowed: [`at most ${maxSteps}`],
    });
  }
  const stored = steps.map(({ stepKey, instructionMd }, index) => ({
    stepKey: requireStepKey(stepKey, `input.steps[${index}].stepKey`),
    instructionMd: optionalText(instructionMd, `input.steps[${index}].instructionMd`, {
      max: maxInstructionLength,
    }),
  }));
  requireDistinctKeys(stored.map(({ stepKey }) => stepKey));
  return stored;
}

async function insertSteps(
  deps: Deps,
  {
    tx,
    workflow,
    steps,
  }: { tx: Transaction; workflow: WorkflowRow; steps: ReturnType<typeof storedSteps> },
): Promise<void> {
  if (steps.length === 0) return;
  const { id: workflowId, tenantId, createdAt, traceId, spanId } = workflow;
  const shared = { workflowId, tenantId, createdAt, traceId, spanId };
  await tx.insertMany(
    Step,
    steps.map((step, stepIndex) => ({
      ...shared,
      ...step,
      id: deps.newId(),
      stepIndex,
      status: 'PENDING' as const,
      attempts: 0,
    })),
  );
}
