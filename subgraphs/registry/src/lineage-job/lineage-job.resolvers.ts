/** Names of the schema → reads of jobs. */
import { loadConnection } from '@arbiter/server/graphql/load-connection.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { facetValues } from '../lineage/facet-json.rules.ts';
import { formatNodeId } from '../lineage/lineage-node.rules.ts';
import { listLineageJobs } from './lineage-job.read.ts';

export const lineageJobResolvers: Resolvers = {
  Query: {
    lineageJobs: (_, args, context) => listLineageJobs(context, args),
  },
  LineageJob: {
    __resolveReference: ({ id }, { load }) => load.lineageJob.load(id),
    nodeId: ({ namespace, name }) => formatNodeId({ kind: 'job', namespace, name }),
    type: async ({ id }, _, { load }) => (await load.lineageJobFacts.load(id)).jobType,
    sql: async ({ id }, _, { load }) => (await load.lineageJobFacts.load(id)).sql,
    sourceCodeLocation: async ({ id }, _, { load }) =>
      (await load.lineageJobFacts.load(id)).sourceCodeLocation,
    description: async ({ id }, _, { load }) => (await load.lineageJobFacts.load(id)).documentation,
    owners: async ({ id }, _, { load }) => (await load.lineageJobFacts.load(id)).owners,
    facets: async ({ id }, _, { load }) =>
      facetValues((await load.lineageJobFacts.load(id)).facets),
    inputs: async ({ id }, args, { load }) =>
      loadConnection(await load.inputsOfLineageJob(args).load(id), ({ sourceId }) =>
        load.lineageDataset.load(sourceId),
      ),
    outputs: async ({ id }, args, { load }) =>
      loadConnection(await load.outputsOfLineageJob(args).load(id), ({ targetId }) =>
        load.lineageDataset.load(targetId),
      ),
    runs: ({ id }, args, { load }) => load.runsOfLineageJob(args).load(id),
    events: ({ id }, args, { load }) => load.eventsOfLineageJob(args).load(id),
  },
};
