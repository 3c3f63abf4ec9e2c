/** Names of the schema → reads of datasets and their versions. */
import { requireFound } from '@arbiter/server/graphql/found.ts';
import { loadConnection } from '@arbiter/server/graphql/load-connection.ts';
import type { RegistryLoaders } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { facetValues } from '../lineage/facet-json.rules.ts';
import { refKey } from '../lineage/lineage-node.read.ts';
import { formatNodeId } from '../lineage/lineage-node.rules.ts';
import { runKey } from '../lineage-run/lineage-run.read.ts';
import { listLineageDatasets } from './lineage-dataset.read.ts';
import { columnLineageOf } from './column-lineage.rules.ts';

export const lineageDatasetResolvers: Resolvers = {
  Query: {
    lineageDatasets: (_, args, context) => listLineageDatasets(context, args),
  },
  LineageDataset: {
    __resolveReference: ({ id }, { load }) => load.lineageDataset.load(id),
    nodeId: ({ namespace, name }) => formatNodeId({ kind: 'dataset', namespace, name }),
    fields: async ({ id }, _, { load }) => (await load.lineageDatasetFacts.load(id)).fields,
    columnLineage: async ({ id, tenantId }, _, { load }) =>
      columnLineageOf((await load.lineageDatasetFacts.load(id)).columnLineage, tenantId),
    version: async ({ id }, _, { load }) => (await load.lineageDatasetFacts.load(id)).version,
    dataSource: async ({ id }, _, { load }) => (await load.lineageDatasetFacts.load(id)).dataSource,
    symlinks: async ({ id }, _, { load }) => (await load.lineageDatasetFacts.load(id)).symlinks,
    lifecycleStateChange: async ({ id }, _, { load }) => {
      const change = (await load.lineageDatasetFacts.load(id)).lifecycleStateChange;
      return (
        change && {
          state: change.state,
          previousNamespace: change.previous?.namespace ?? null,
          previousName: change.previous?.name ?? null,
        }
      );
    },
    storage: async ({ id }, _, { load }) => (await load.lineageDatasetFacts.load(id)).storage,
    description: async ({ id }, _, { load }) =>
      (await load.lineageDatasetFacts.load(id)).documentation,
    owners: async ({ id }, _, { load }) => (await load.lineageDatasetFacts.load(id)).owners,
    facets: async ({ id }, _, { load }) =>
      facetValues((await load.lineageDatasetFacts.load(id)).facets),
    producers: async ({ id }, args, { load }) =>
      loadConnection(await load.producersOfLineageDataset(args).load(id), ({ sourceId }) =>
        load.lineageJob.load(sourceId),
      ),
    consumers: async ({ id }, args, { load }) =>
      loadConnection(await load.consumersOfLineageDataset(args).load(id), ({ targetId }) =>
        load.lineageJob.load(targetId),
      ),
    versions: ({ id }, args, { load }) => load.versionsOfLineageDataset(args).load(id),
    events: ({ id }, args, { load }) => load.eventsOfLineageDataset(args).load(id),
  },
  LineageColumnInput: {
    dataset: ({ tenantId, ...ref }, _, { load }) =>
      load.lineageDatasetByRef.load(refKey(tenantId, ref)),
  },
  LineageDatasetVersion: {
    __resolveReference: ({ id }, { load }) => load.lineageDatasetVersion.load(id),
    hash: ({ hash }) => Buffer.from(hash).toString('hex'),
    fields: ({ id }, _, { load }) => load.fieldsOfLineageVersion.load(id),
    dataset: async ({ datasetId }, _, { load }) =>
      requireFound('LineageDataset', await load.lineageDataset.load(datasetId)),
    firstSeenAt: ({ firstAt }) => firstAt,
    firstRun: ({ tenantId, firstRunId }, _, { load }) => loadRun(load, tenantId, firstRunId),
    lastSeenAt: ({ lastAt }) => lastAt,
    lastRun: ({ tenantId, lastRunId }, _, { load }) => loadRun(load, tenantId, lastRunId),
  },
};

function loadRun(load: RegistryLoaders, tenantId: string, runId: string | null | undefined) {
  return runId == null ? null : load.lineageRunByRunId.load(runKey(tenantId, runId));
}
