/** Reading datasets and their versions, and what their events say of them. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import { batched } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import {
  type ColumnInput,
  type SchemaField,
  datasetFacetFacts,
} from '../lineage/dataset-facts.rules.ts';
import { type EntityState, latestFacets } from '../lineage/event-merge.rules.ts';
import { readerOfFacets } from '../lineage/facet.rules.ts';
import { LineageEdge } from '../lineage/lineage-edge.entity.ts';
import { type NodeFilter, loadByRef, loadState, nodeFilter } from '../lineage/lineage-node.read.ts';
import { LineageDataset, LineageDatasetVersion } from './lineage-dataset.entity.ts';

/** A field that another is made from, and the tenant in which its dataset is to be found. */
export type ColumnInputOf = ColumnInput & { readonly tenantId: string };

export function createLineageDatasetLoaders(scope: ReadScope) {
  return {
    lineageDataset: loadById(scope, LineageDataset),
    /** Keys are made by refKey. */
    lineageDatasetByRef: loadByRef(scope, LineageDataset),
    lineageDatasetFacts: loadState(scope, LineageDataset, factsOfDataset),
    // Edges of datasets; their other ends are jobs.
    producersOfLineageDataset: loadChildPages(scope, LineageEdge, {
      list: 'lineageDataset.producers',
      parentColumn: 'target_id',
      orderColumn: 'source_id',
      orderProperty: 'sourceId',
      direction: 'asc',
    }),
    consumersOfLineageDataset: loadChildPages(scope, LineageEdge, {
      list: 'lineageDataset.consumers',
      parentColumn: 'source_id',
      orderColumn: 'target_id',
      orderProperty: 'targetId',
      direction: 'asc',
    }),
    lineageDatasetVersion: loadById(scope, LineageDatasetVersion),
    versionsOfLineageDataset: loadChildPages(scope, LineageDatasetVersion, {
      list: 'lineageDataset.versions',
      parentColumn: 'dataset_id',
      orderColumn: 'first_stamp',
      orderProperty: 'firstStamp',
      direction: 'desc',
    }),
    fieldsOfLineageVersion: batched((ids) => selectFields(scope, ids)),
  };
}

function factsOfDataset(state: EntityState) {
  const facets = latestFacets(state.facets);
  return { facets, ...datasetFacetFacts(readerOfFacets(facets)) };
}

/** Fields are left out of the rows of versions: there may be thousands. */
async function selectFields(
  { em }: ReadScope,
  ids: readonly string[],
): Promise<(readonly SchemaField[] | null)[]> {
  const rows = await (
    await em()
  ).execute<{ id: string; fields: readonly SchemaField[] | null }[]>(
    `select id, fields from registry.lineage_dataset_versions
     where id = any (array(select value::uuid from json_array_elements_text(?::json)))`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(rows.map(({ id, fields }) => [id, fields]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** Datasets of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first` or `after`. */
export async function listLineageDatasets(
  { em, identity }: ReadScope,
  { filter, ...args }: PageArgs & { readonly filter?: NodeFilter | null | undefined },
) {
  const { tenantId } = identity.actor;
  const where = { $and: [{ tenantId }, nodeFilter<LineageDataset>(filter ?? {})] };
  return selectPage(await em(), LineageDataset, { list: 'lineageDatasets', where, args });
}
