/** Reading events of workflows: as pages of a workflow, the newest of all, and live. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { maxPageSize } from '@arbiter/kernel/pagination/connection.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { LogTable } from '@arbiter/server/events/event-logs.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { type WorkflowEventFilter, requireEventFilter, toMatcher } from './event-filter.rules.ts';
import { WorkflowEvent, type WorkflowEventRow } from './workflow-event.entity.ts';

/** The log that live views follow. */
export const workflowEventLog: LogTable<WorkflowEvent> = {
  log: 'workflowEvents',
  entity: WorkflowEvent,
};

export function createWorkflowEventLoaders(scope: ReadScope) {
  return {
    workflowEvent: loadById(scope, WorkflowEvent),
    eventsOfWorkflow: loadChildPages(scope, WorkflowEvent, {
      list: 'workflow.events',
      parentColumn: 'workflow_id',
      orderColumn: 'sequence',
      orderProperty: 'sequence',
      direction: 'asc',
    }),
  };
}

/**
 * The newest events of the actor's tenant that match, newest first.
 * Errors: BAD_USER_INPUT for a limit outside 1 to 200 or a filter that is no filter.
 */
export async function listRecentEvents(
  { em, identity }: ReadScope,
  { limit, filter }: { limit: number; filter?: WorkflowEventFilter | null | undefined },
): Promise<WorkflowEventRow[]> {
  if (limit < 1 || limit > maxPageSize) {
    throw badInput('limit', `limit must be between 1 and ${maxPageSize}.`, {
      allowed: [`1 to ${maxPageSize}`],
    });
  }
  const { workflowIds, eventTypes, eventKinds } = requireEventFilter(filter);
  const where: FilterQuery<WorkflowEvent> = {
    tenantId: identity.actor.tenantId,
    ...(workflowIds ? { workflowId: { $in: [...workflowIds] } } : {}),
    ...(eventTypes ? { eventType: { $in: [...eventTypes] } } : {}),
    ...(eventKinds ? { eventKind: { $in: [...eventKinds] } } : {}),
  };
  // Events of one instant are mostly those of one command; their sequence says which came first.
  const orderBy = { eventTime: 'desc', sequence: 'desc', id: 'desc' } as const;
  return selectRows(await em(), WorkflowEvent, where, { orderBy, limit });
}

/**
 * Events of the actor's tenant that match, from the cursor on and then live.
 * Errors: BAD_USER_INPUT for the filter or the cursor, SUBSCRIPTION_GAP.
 */
export async function followWorkflowEvents(
  { deps, identity }: Pick<ReadScope, 'identity'> & { readonly deps: Pick<Deps, 'logs'> },
  {
    filter,
    after,
  }: {
    readonly filter?: WorkflowEventFilter | null | undefined;
    readonly after?: string | null | undefined;
  },
) {
  const { tenantId } = identity.actor;
  const matches = toMatcher(requireEventFilter(filter));
  return deps.logs.follow(workflowEventLog, { tenantId, after, matches });
}
