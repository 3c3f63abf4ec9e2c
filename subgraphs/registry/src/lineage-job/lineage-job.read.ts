/** Reading jobs: by id and by name (batched), as a list, and what their events say of them. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { jobFacetFacts } from '../lineage/event-facts.rules.ts';
import { type EntityState, latestFacets } from '../lineage/event-merge.rules.ts';
import { readerOfFacets } from '../lineage/facet.rules.ts';
import { LineageEdge } from '../lineage/lineage-edge.entity.ts';
import { type NodeFilter, loadState, nodeFilter } from '../lineage/lineage-node.read.ts';
import { LineageJob } from './lineage-job.entity.ts';

export function createLineageJobLoaders(scope: ReadScope) {
  return {
    lineageJob: loadById(scope, LineageJob),
    lineageJobFacts: loadState(scope, LineageJob, factsOfJob),
    // Edges of jobs; their other ends are datasets.
    inputsOfLineageJob: loadChildPages(scope, LineageEdge, {
      list: 'lineageJob.inputs',
      parentColumn: 'target_id',
      orderColumn: 'source_id',
      orderProperty: 'sourceId',
      direction: 'asc',
    }),
    outputsOfLineageJob: loadChildPages(scope, LineageEdge, {
      list: 'lineageJob.outputs',
      parentColumn: 'source_id',
      orderColumn: 'target_id',
      orderProperty: 'targetId',
      direction: 'asc',
    }),
  };
}

function factsOfJob(state: EntityState) {
  const facets = latestFacets(state.facets);
  return { facets, ...jobFacetFacts(readerOfFacets(facets)) };
}

/** Jobs of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first` or `after`. */
export async function listLineageJobs(
  { em, identity }: ReadScope,
  { filter, ...args }: PageArgs & { readonly filter?: NodeFilter | null | undefined },
) {
  const { tenantId } = identity.actor;
  const where = { $and: [{ tenantId }, nodeFilter<LineageJob>(filter ?? {})] };
  return selectPage(await em(), LineageJob, { list: 'lineageJobs', where, args });
}
