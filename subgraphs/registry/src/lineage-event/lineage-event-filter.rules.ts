/** Which OpenLineage events a live view shows. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { RunEventType } from '../lineage/event-facts.rules.ts';

/** All given conditions must hold; an empty list holds for no event. */
export interface LineageEventFilter {
  readonly namespaces?: readonly string[] | null | undefined;
  readonly names?: readonly string[] | null | undefined;
  readonly eventTypes?: readonly RunEventType[] | null | undefined;
  readonly runIds?: readonly string[] | null | undefined;
}

/** What of an event a filter looks at. */
export interface FilteredEvent {
  readonly namespace: string;
  readonly name: string;
  readonly eventType?: RunEventType | null | undefined;
  readonly runId?: string | null | undefined;
}

/** Most values of one condition; every event is held against them. */
export const maxFilterValues = 100;

/**
 * Whether an event is one that the filter asks for.
 * Errors: BAD_USER_INPUT naming the list that is too long, or the id that is none.
 */
export function lineageEventMatcher(
  filter: LineageEventFilter | null | undefined,
): (event: FilteredEvent) => boolean {
  const { namespaces, names, eventTypes, runIds } = filter ?? {};
  const conditions = [
    condition('namespaces', namespaces, ({ namespace }) => namespace),
    condition('names', names, ({ name }) => name),
    condition('eventTypes', eventTypes, ({ eventType }) => eventType),
    condition('runIds', runIds?.map(requireRunId), ({ runId }) => runId),
  ];
  return (event) => conditions.every((holds) => holds(event));
}

function condition<T>(
  name: string,
  values: readonly T[] | null | undefined,
  of: (event: FilteredEvent) => T | null | undefined,
): (event: FilteredEvent) => boolean {
  if (values == null) return () => true;
  if (values.length > maxFilterValues) {
    throw badInput(`filter.${name}`, `At most ${maxFilterValues} values can be asked for.`, {
      allowed: [`at most ${maxFilterValues}`],
    });
  }
  const wanted: ReadonlySet<T | null | undefined> = new Set(values);
  return (event) => wanted.has(of(event));
}

function requireRunId(id: string, index: number): string {
  if (isUuid(id)) return id.toLowerCase();
  throw badInput(`filter.runIds[${index}]`, 'This is not the id of a run, which is a UUID.');
}
