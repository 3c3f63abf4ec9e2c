/** Reading runs: by id and by the producer's id (batched), as a list, and what their events say. */
import { type FilterQuery, raw } from '@mikro-orm/postgresql';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { isUuid, requireUuid } from '@arbiter/kernel/ids.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectPage, selectRows } from '@arbiter/server/db/rows.ts';
import { batched, loadOne } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { type RunState, type RunStatus, summarizeRun } from '../lineage/event-merge.rules.ts';
import { loadState, startOfName } from '../lineage/lineage-node.read.ts';
import { LineageRun, type LineageRunRow } from './lineage-run.entity.ts';

/** A run that another run of the tenant names. */
export interface NamedRun {
  readonly tenantId: string;
  readonly runId: string;
  readonly jobNamespace: string | null;
  readonly jobName: string | null;
}

/** The key under which the run with a producer's id is found in a tenant. */
export function runKey(tenantId: string, runId: string): string {
  return `${tenantId} ${runId}`;
}

export function createLineageRunLoaders(scope: ReadScope) {
  return {
    lineageRun: loadById(scope, LineageRun),
    /** Keys are made by runKey. */
    lineageRunByRunId: loadOne<LineageRunRow>(
      (keys) => selectByRunIds(scope, keys),
      ({ tenantId, runId }) => runKey(tenantId, runId),
    ),
    lineageRunFacts: loadState(scope, LineageRun, factsOfRun),
    /** The producer's id of the run that known parents lead to, for runs whose events name no root. */
    topOfLineageRun: batched((ids) => selectTops(scope, ids)),
    runsOfLineageJob: loadChildPages(scope, LineageRun, {
      list: 'lineageJob.runs',
      parentColumn: 'job_id',
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'desc',
    }),
    /** Keys are made by runKey. */
    childrenOfLineageRun: loadChildPages(scope, LineageRun, {
      list: 'lineageRun.children',
      parentColumn: 'parent_ref',
      parentType: 'text',
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'asc',
    }),
  };
}

function factsOfRun(state: RunState) {
  return { ...summarizeRun(state), inputs: state.inputs, outputs: state.outputs };
}

async function selectByRunIds(
  { em }: ReadScope,
  keys: readonly string[],
): Promise<LineageRunRow[]> {
  const byTenant = Map.groupBy(keys, (key) => key.slice(0, key.indexOf(' ')));
  const conditions = Array.from(byTenant, ([tenantId, ofTenant]): FilterQuery<LineageRun> => ({
    tenantId,
    runId: { $in: ofTenant.map((key) => key.slice(tenantId.length + 1)) },
  }));
  return selectRows(await em(), LineageRun, { $or: conditions });
}

/** Parents of parents that are followed; real runs are nested a few levels deep. */
const maxParents = 50;

/** Climbs from each run to its parent, as long as that is known and names no root; stops at cycles. */
async function selectTops({ em }: ReadScope, ids: readonly string[]): Promise<string[]> {
  const rows = await (
    await em()
  ).execute<{ id: string; top: string }[]>(
    `with recursive climb as (
       select r.id, r.tenant_id, r.run_id, r.parent_run_id, r.root_run_id, array[r.run_id] as path
       from registry.lineage_runs r
       where r.id = any (array(select value::uuid from json_array_elements_text(?::json)))
       union all
       select c.id, p.tenant_id, p.run_id, p.parent_run_id, p.root_run_id, c.path || p.run_id
       from climb c join registry.lineage_runs p
         on p.tenant_id = c.tenant_id and p.run_id = c.parent_run_id
       where c.root_run_id is null and p.run_id <> all (c.path) and cardinality(c.path) < ?
     )
     select distinct on (id) id, coalesce(root_run_id, parent_run_id, run_id) as top
     from climb order by id, cardinality(path) desc`,
    [JSON.stringify(ids), maxParents],
  );
  const byId = new Map(rows.map(({ id, top }) => [id, top]));
  return ids.map((id) => byId.get(id) ?? id);
}

/**
 * The run with this id, else the run of the actor's tenant with this producer's id; null when there
 * is none. Errors: NOT_FOUND for an id that is no UUID.
 */
export async function findLineageRun(
  { em, identity }: ReadScope,
  given: string,
): Promise<LineageRunRow | null> {
  const id = requireUuid(given, 'LineageRun');
  const rows = await selectRows(await em(), LineageRun, {
    $or: [{ id }, { tenantId: identity.actor.tenantId, runId: id }],
  });
  return rows.find((row) => row.id === id) ?? rows[0] ?? null;
}

export interface LineageRunFilter {
  readonly jobNamespace?: string | null | undefined;
  readonly jobName?: string | null | undefined;
  readonly jobId?: string | null | undefined;
  readonly statuses?: readonly RunStatus[] | null | undefined;
  readonly startedFrom?: Date | null | undefined;
  readonly startedBefore?: Date | null | undefined;
  readonly parentRunId?: string | null | undefined;
  readonly rootRunId?: string | null | undefined;
}

/**
 * Runs of the actor's tenant, newest first. Errors: BAD_USER_INPUT for a page, an id or a list that is
 * too long.
 */
export async function listLineageRuns(
  { em, identity }: ReadScope,
  { filter, ...args }: PageArgs & { readonly filter?: LineageRunFilter | null | undefined },
) {
  // Names have no limit here: producers name jobs as they like.
  requireFilterLimits({ statuses: filter?.statuses });
  const { tenantId } = identity.actor;
  const where = { $and: [{ tenantId }, ...conditionsOf(filter ?? {}, tenantId)] };
  return selectPage(await em(), LineageRun, { list: 'lineageRuns', where, args });
}

function conditionsOf(filter: LineageRunFilter, tenantId: string): FilterQuery<LineageRun>[] {
  const { jobNamespace, jobName, jobId, statuses, startedFrom, startedBefore } = filter;
  const { parentRunId, rootRunId } = filter;
  return [
    ...(jobNamespace == null ? [] : [ofJobsWhere('namespace', jobNamespace, tenantId)]),
    ...(jobName == null ? [] : [ofJobsWhere('name', jobName, tenantId)]),
    ...(jobId == null ? [] : [{ jobId: requireId('jobId', jobId) }]),
    ...(statuses == null ? [] : [{ status: { $in: [...statuses] } }]),
    ...(startedFrom == null ? [] : [{ startedAt: { $gte: startedFrom } }]),
    ...(startedBefore == null ? [] : [{ startedAt: { $lt: startedBefore } }]),
    ...(parentRunId == null
      ? []
      : [{ parentRef: runKey(tenantId, requireId('parentRunId', parentRunId)) }]),
    ...(rootRunId == null ? [] : [{ rootRunId: requireId('rootRunId', rootRunId) }]),
  ];
}

function ofJobsWhere(column: 'namespace' | 'name', value: string, tenantId: string) {
  const jobs = `select j.id from registry.lineage_jobs j
    where j.tenant_id = ? and j.${column}_start = ? and j.${column} = ?`;
  const values = [tenantId, startOfName(value), value];
  const condition = raw(`[::alias::].job_id in (${jobs})`, values);
  return { [condition]: [] } as FilterQuery<LineageRun>;
}

function requireId(condition: string, id: string): string {
  if (isUuid(id)) return id.toLowerCase();
  throw badInput(`filter.${condition}`, 'This is no UUID.');
}
