/** Which events a list or a live view shows. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { LineageEventType, WorkflowEventKind } from './workflow-event.rules.ts';

/** All given conditions must hold; an empty list holds for no event. */
export interface WorkflowEventFilter {
  readonly workflowIds?: readonly string[] | null | undefined;
  readonly eventTypes?: readonly LineageEventType[] | null | undefined;
  readonly eventKinds?: readonly WorkflowEventKind[] | null | undefined;
}

/** Most values of one condition; every event is held against them. */
export const maxFilterValues = 100;

/**
 * The filter with ids in lower case and each value once.
 * Errors: BAD_USER_INPUT naming the list that is too long, or the id that is none.
 */
export function requireEventFilter(
  filter: WorkflowEventFilter | null | undefined,
): WorkflowEventFilter {
  const { workflowIds, eventTypes, eventKinds } = filter ?? {};
  return {
    ...(workflowIds ? { workflowIds: distinct('workflowIds', workflowIds, requireId) } : {}),
    ...(eventTypes ? { eventTypes: distinct('eventTypes', eventTypes) } : {}),
    ...(eventKinds ? { eventKinds: distinct('eventKinds', eventKinds) } : {}),
  };
}

/** Whether an event is one that the (checked) filter asks for. */
export function toMatcher({ workflowIds, eventTypes, eventKinds }: WorkflowEventFilter) {
  const ids = workflowIds && new Set(workflowIds);
  const types = eventTypes && new Set(eventTypes);
  const kinds = eventKinds && new Set(eventKinds);
  return (event: {
    readonly workflowId: string;
    readonly eventType: LineageEventType;
    readonly eventKind: WorkflowEventKind;
  }): boolean =>
    (!ids || ids.has(event.workflowId)) &&
    (!types || types.has(event.eventType)) &&
    (!kinds || kinds.has(event.eventKind));
}

function distinct<T>(
  condition: string,
  values: readonly T[],
  check: (value: T, index: number) => T = (value) => value,
): T[] {
  if (values.length <= maxFilterValues) return [...new Set(values.map(check))];
  throw badInput(`filter.${condition}`, `At most ${maxFilterValues} values can be asked for.`, {
    allowed: [`at most ${maxFilterValues}`],
  });
}

function requireId(id: string, index: number): string {
  if (isUuid(id)) return id.toLowerCase();
  throw badInput(`filter.workflowIds[${index}]`, 'This is not the id of a workflow.');
}
