/** Reading events of workflows: as pages of a workflow, the newest of all, and live. */
import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { maxPageSize } from '@arbiter/kernel/pagination/connection.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import { cursorOfPosition } from '@arbiter/server/events/event-log.ts';
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

export interface FollowedEvents {
  readonly filter?: WorkflowEventFilter | null | undefined;
  readonly after?: string | null | undefined;
  /** How many of the newest events that match come first, where no cursor is given. */
  readonly replay?: number;
}

/**
 * Events of the actor's tenant that match: from the cursor on, else the newest `replay`, and then
 * live. Errors: BAD_USER_INPUT for the filter, the cursor or the number; SUBSCRIPTION_GAP.
 */
export async function followWorkflowEvents(
  { deps, em, identity }: ReadScope & { readonly deps: Pick<Deps, 'logs'> },
  { filter, after, replay = 0 }: FollowedEvents,
) {
  const { tenantId } = identity.actor;
  const checked = requireEventFilter(filter);
  if (replay < 0 || replay > maxPageSize) {
    throw badInput('replay', `replay must be between 0 and ${maxPageSize}.`, {
      allowed: [`0 to ${maxPageSize}`],
    });
  }
  const from =
    after == null && replay > 0
      ? await cursorBeforeNewest(await em(), { tenantId, replay, filter: checked })
      : after;
  return deps.logs.follow(workflowEventLog, { tenantId, after: from, matches: toMatcher(checked) });
}

/** The cursor behind which the newest events that match begin; null when none matches. */
async function cursorBeforeNewest(
  em: EntityManager,
  {
    tenantId,
    replay,
    filter,
  }: { readonly tenantId: string; readonly replay: number; readonly filter: WorkflowEventFilter },
): Promise<string | null> {
  const { log } = workflowEventLog;
  const conditions = [
    { column: 'workflow_id', values: filter.workflowIds },
    { column: 'event_type', values: filter.eventTypes },
    { column: 'event_kind', values: filter.eventKinds },
  ].flatMap(({ column, values }) => (values ? [{ column, values }] : []));
  if (conditions.some(({ values }) => values.length === 0)) return null;
  // One by one the values tell PostgreSQL how rare they are, and so which index to take.
  const asked = conditions.map(
    ({ column, values }) => `and e.${column} in (${values.map(() => '?').join()})`,
  );
  const [first] = await em.execute<{ position: string | null }[]>(
    `select min(newest.position) as position from (
       select p.position from registry.log_positions p
       join registry.workflow_events e on e.id = p.event_id
       where p.tenant_id = ? and p.log = ?
       ${asked.join(' ')}
       order by p.position desc limit ?) newest`,
    [tenantId, log, ...conditions.flatMap(({ values }) => [...values]), replay],
  );
  return first?.position == null ? null : cursorOfPosition(log, Number(first.position) - 1);
}
