/** Changing what is said about a workflow, and saying that it is put together. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText, requireText } from '@arbiter/kernel/text/text.ts';
import { requireTags } from '@arbiter/kernel/text/words.ts';
import { changeOf } from '@arbiter/server/events/change.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { requireLinks } from './workflow-links.service.ts';
import { lockWorkflow } from './workflow-lock.service.ts';
import type { WorkflowRow } from './workflow.entity.ts';
import { workflowUpdated } from './workflow.events.ts';
import {
  type InitialWorkflowState,
  optionalCommit,
  requireChangeable,
  requireTransition,
} from './workflow.rules.ts';

export interface UpdateWorkflow {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly state?: InitialWorkflowState | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly agentId?: string | null | undefined;
  readonly playbookId?: string | null | undefined;
  readonly repoSha?: string | null | undefined;
  readonly branchName?: string | null | undefined;
  readonly parameters?: unknown;
  readonly tags?: readonly string[] | null | undefined;
  readonly metadata?: unknown;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Changes the fields that are given. A change of nothing succeeds and leaves no trace.
 * Errors: FORBIDDEN, NOT_FOUND for the workflow, agent or playbook (also another tenant's),
 * BAD_USER_INPUT, CONFLICT for a stale version, for a field that may no longer change and for a
 * state that cannot follow.
 * Effects: the workflow, event WORKFLOW_UPDATED.
 */
export async function updateWorkflow(
  deps: Deps,
  identity: RequestIdentity,
  command: UpdateWorkflow,
): Promise<WorkflowRow> {
  authorize(identity.actor, 'workflow:write');
  const id = requireUuid(command.id, 'Workflow', 'input.id');
  const wanted = wantedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const { expectedVersion } = command;
    const workflow = await lockWorkflow(tx, identity, { id, field: 'input.id', expectedVersion });
    const change = changeOf(workflow, wanted);
    if (!change) return workflow;
    const changed = Object.keys(change.after ?? {});
    if (wanted.state && changed.includes('state')) {
      requireTransition(workflow.state, wanted.state, 'input.state');
    }
    requireChangeable(changed, workflow.state);
    await requireLinks(tx, workflow.tenantId, wanted);
    tx.assign(workflow, { ...wanted, updatedAt: deps.clock() });
    await workflowUpdated({ deps, tx, identity }, workflow, change);
    return workflow;
  });
}

/** The given fields, checked; what is null or absent is left out and stays as it is. */
function wantedValues(command: UpdateWorkflow) {
  const { name, state, ownerId, agentId, playbookId, tags } = command;
  return {
    ...(name == null ? {} : { name: requireText(name, 'input.name', { max: 255 }) }),
    ...(state == null ? {} : { state }),
    ...(ownerId == null ? {} : { ownerId: requireText(ownerId, 'input.ownerId', { max: 255 }) }),
    ...(agentId == null ? {} : { agentId: requireUuid(agentId, 'Agent', 'input.agentId') }),
    ...(playbookId == null
      ? {}
      : { playbookId: requireUuid(playbookId, 'Playbook', 'input.playbookId') }),
    ...(tags == null ? {} : { tags: requireTags(tags) }),
    ...wantedFacts(command),
  };
}

function wantedFacts({ description, repoSha, branchName, parameters, metadata }: UpdateWorkflow) {
  return {
    ...(description == null
      ? {}
      : { description: optionalText(description, 'input.description', { max: 10_000 }) }),
    ...(repoSha == null ? {} : { repoSha: optionalCommit(repoSha) }),
    ...(branchName == null
      ? {}
      : { branchName: optionalText(branchName, 'input.branchName', { max: 255 }) }),
    ...(parameters == null ? {} : { parameters: requireObject(parameters, 'input.parameters') }),
    ...(metadata == null ? {} : { metadata: requireObject(metadata, 'input.metadata') }),
  };
}
