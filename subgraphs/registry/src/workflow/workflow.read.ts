/** Reading workflows: by id (batched), as a list, and as pages of their playbooks. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Workflow } from './workflow.entity.ts';
import type { WorkflowState } from './workflow.rules.ts';

export interface WorkflowFilter {
  readonly states?: readonly WorkflowState[] | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly agentId?: string | null | undefined;
  readonly createdFrom?: Date | null | undefined;
  readonly createdBefore?: Date | null | undefined;
}

export function createWorkflowLoaders(scope: ReadScope) {
  return {
    workflow: loadById(scope, Workflow, { deletedAt: null }),
    workflowsOfPlaybook: loadChildPages(scope, Workflow, {
      list: 'playbook.workflows',
      parentColumn: 'playbook_id',
      condition: 'child.deleted_at is null',
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'asc',
    }),
  };
}

/**
 * Workflows of the actor's tenant, newest first.
 * Errors: BAD_USER_INPUT for `first`, `after` and a filter that says too much; NOT_FOUND for an
 * agent's id that cannot be one.
 */
export async function listWorkflows(
  { em, identity }: ReadScope,
  args: PageArgs & { readonly filter?: WorkflowFilter | null | undefined },
) {
  requireFilterLimits(args.filter);
  const where: FilterQuery<Workflow> = {
    $and: [{ tenantId: identity.actor.tenantId, deletedAt: null }, conditionOf(args.filter ?? {})],
  };
  return selectPage(await em(), Workflow, { list: 'workflows', where, args });
}

function conditionOf(filter: WorkflowFilter): FilterQuery<Workflow> {
  const { states, tags, ownerId, agentId, createdFrom, createdBefore } = filter;
  const created = {
    ...(createdFrom ? { $gte: createdFrom } : {}),
    ...(createdBefore ? { $lt: createdBefore } : {}),
  };
  return {
    ...(states ? { state: { $in: [...states] } } : {}),
    ...(tags ? { tags: { $contains: [...tags] } } : {}),
    ...(ownerId == null ? {} : { ownerId }),
    ...(agentId == null ? {} : { agentId: requireUuid(agentId, 'Agent', 'filter.agentId') }),
    ...(createdFrom || createdBefore ? { createdAt: created } : {}),
  };
}
