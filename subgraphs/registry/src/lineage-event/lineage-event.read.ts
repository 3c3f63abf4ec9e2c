/** Reading OpenLineage events: as pages of what they are about, their texts and findings, and live. */
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import type { Delivery } from '@arbiter/server/events/event-log.ts';
import type { LogTable } from '@arbiter/server/events/event-logs.ts';
import { batched } from '@arbiter/server/graphql/loader.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import type { QualityFinding } from '../lineage/event-quality.rules.ts';
import { type LineageEventFilter, lineageEventMatcher } from './lineage-event-filter.rules.ts';
import { LineageEvent, type LineageEventRow } from './lineage-event.entity.ts';
import { lineageLog } from './lineage-log.rules.ts';

export type DeliveredLineageEvent = Delivery<LineageEventRow>;

/** A finding and the event that it is about. */
export type FindingOfEvent = QualityFinding & { readonly eventId: string };

/** The log that live views follow. */
export const lineageEventLog: LogTable<LineageEvent> = { log: lineageLog, entity: LineageEvent };

export function createLineageEventLoaders(scope: ReadScope) {
  const eventsOf = (list: string, parentColumn: string, condition?: string) =>
    loadChildPages(scope, LineageEvent, {
      list,
      parentColumn,
      ...(condition === undefined ? {} : { condition }),
      orderColumn: 'stamp',
      orderProperty: 'stamp',
      direction: 'asc',
    });
  return {
    lineageEvent: loadById(scope, LineageEvent),
    eventsOfLineageRun: eventsOf('lineageRun.events', 'lineage_run_id'),
    eventsOfLineageJob: eventsOf('lineageJob.events', 'job_id', `child.kind = 'JOB'`),
    eventsOfLineageDataset: eventsOf(
      'lineageDataset.events',
      'dataset_id',
      `child.kind = 'DATASET'`,
    ),
    rawBodyOfLineageEvent: batched(async (ids) => {
      const texts = await selectColumn<string>(scope, 'raw_body', ids);
      return ids.map((id) => texts.get(id) ?? '');
    }),
    findingsOfLineageEvent: batched(async (ids) => {
      const lists = await selectColumn<QualityFinding[] | null>(scope, 'findings', ids);
      return ids.map((id) => ofEvent(id, lists.get(id)));
    }),
    findingsOfLineageRun: batched((ids) => selectRunFindings(scope, ids)),
  };
}

/** Columns that are left out of rows because they are large. */
async function selectColumn<T>(
  { em }: ReadScope,
  column: 'raw_body' | 'findings',
  ids: readonly string[],
): Promise<Map<string, T>> {
  const rows = await (
    await em()
  ).execute<{ id: string; value: T }[]>(
    `select id, ${column} as value from registry.lineage_events
     where id = any (array(select value::uuid from json_array_elements_text(?::json)))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, value }) => [id, value]));
}

/** Findings shown of one run; who has more will mend these first. */
const maxRunFindings = 1_000;

async function selectRunFindings(
  { em }: ReadScope,
  ids: readonly string[],
): Promise<FindingOfEvent[][]> {
  const rows = await (
    await em()
  ).execute<{ run_id: string; id: string; findings: QualityFinding[] }[]>(
    `select runs.id as run_id, found.id, found.findings
     from json_array_elements_text(?::json) as runs(id)
     cross join lateral (
       select id, stamp, findings from registry.lineage_events
       where lineage_run_id = runs.id::uuid and findings is not null
       order by stamp limit ?
     ) found
     order by found.stamp`,
    [JSON.stringify(ids), maxRunFindings],
  );
  const byRun = Map.groupBy(rows, ({ run_id: runId }) => runId);
  return ids.map((id) => {
    const found = (byRun.get(id) ?? []).flatMap((event) => ofEvent(event.id, event.findings));
    return found.slice(0, maxRunFindings);
  });
}

function ofEvent(
  eventId: string,
  findings: readonly QualityFinding[] | null | undefined,
): FindingOfEvent[] {
  return (findings ?? []).map((finding) => ({ ...finding, eventId }));
}

/**
 * Events of the actor's tenant that match, from the cursor on and then live.
 * Errors: BAD_USER_INPUT for the filter or the cursor, SUBSCRIPTION_GAP.
 */
export async function followLineageEvents(
  { deps, identity }: Pick<ReadScope, 'identity'> & { readonly deps: Pick<Deps, 'logs'> },
  {
    filter,
    after,
  }: {
    readonly filter?: LineageEventFilter | null | undefined;
    readonly after?: string | null | undefined;
  },
): Promise<AsyncIterableIterator<Delivery<Row<LineageEvent>>, void>> {
  const { tenantId } = identity.actor;
  const matches = lineageEventMatcher(filter);
  return deps.logs.follow(lineageEventLog, { tenantId, after, matches });
}
