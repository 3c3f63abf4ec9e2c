/** Reading workflows: by id (batched), as a list, and as pages of their playbooks and owners. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { requireReadable } from '@arbiter/kernel/actor/requested-tenants.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
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
    workflowsOfOwner: loadChildPages(scope, Workflow, {
      list: 'user.workflows',
      parentColumn: 'owner_id',
      parentType: 'text',
      condition: 'child.deleted_at is null',
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'desc',
    }),
  };
}

export interface WorkflowList extends PageArgs {
  readonly filter?: WorkflowFilter | null | undefined;
  /** The actor's own when absent. */
  readonly tenants?: readonly string[] | null | undefined;
}

/**
 * Workflows of the actor's tenant, or of those of the given ones that it may read, newest first.
 * Errors: BAD_USER_INPUT for `first`, `after`, `tenants` and a filter that says too much; NOT_FOUND
 * for an agent's id that cannot be one. Effects: event CROSS_TENANT_READ in each other tenant.
 */
export async function listWorkflows(
  { em, identity, deps }: ReadScope & { readonly deps: Pick<Deps, 'crossTenantReads'> },
  args: WorkflowList,
) {
  requireFilterLimits(args.filter);
  const tenants = requireReadable(identity.actor, args.tenants);
  await deps.crossTenantReads.record(identity, tenants, 'Query.workflows');
  const where: FilterQuery<Workflow> = {
    $and: [{ tenantId: { $in: tenants }, deletedAt: null }, conditionOf(args.filter ?? {})],
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
