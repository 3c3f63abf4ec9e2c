/** Names of the schema → reads of runs. */
import { requireFound, requireRead } from '@arbiter/server/graphql/found.ts';
import { loadConnection } from '@arbiter/server/graphql/load-connection.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { facetValues } from '../lineage/facet-json.rules.ts';
import { refKey } from '../lineage/lineage-node.read.ts';
import { pageOfDatasets } from './dataset-page.rules.ts';
import { findLineageRun, listLineageRuns, runKey } from './lineage-run.read.ts';
import { namedRun } from './named-run.rules.ts';

export const lineageRunResolvers: Resolvers = {
  Query: {
    lineageRun: async (_, { id }, context) =>
      requireRead(context, 'LineageRun', await findLineageRun(context, id)),
    lineageRuns: (_, args, context) => listLineageRuns(context, args),
  },
  LineageRun: {
    __resolveReference: ({ id }, { load }) => load.lineageRun.load(id),
    nominalStartTime: async ({ id }, _, { load }) =>
      (await load.lineageRunFacts.load(id)).nominalStartTime,
    nominalEndTime: async ({ id }, _, { load }) =>
      (await load.lineageRunFacts.load(id)).nominalEndTime,
    errorMessage: async ({ id }, _, { load }) => (await load.lineageRunFacts.load(id)).errorMessage,
    job: async ({ jobId }, _, { load }) =>
      requireFound('LineageJob', await load.lineageJob.load(jobId)),
    parent: async ({ id, tenantId, parentRunId }, _, { load }) =>
      parentRunId == null
        ? null
        : namedRun(tenantId, parentRunId, (await load.lineageRunFacts.load(id)).parent),
    root: async ({ id, tenantId, parentRunId, rootRunId }, _, { load }) => {
      if (rootRunId != null) {
        return namedRun(tenantId, rootRunId, (await load.lineageRunFacts.load(id)).root);
      }
      if (parentRunId == null) return null;
      return namedRun(tenantId, await load.topOfLineageRun.load(id), null);
    },
    children: ({ tenantId, runId }, args, { load }) =>
      load.childrenOfLineageRun(args).load(runKey(tenantId, runId)),
    inputs: async ({ id, tenantId }, args, { load }) => {
      const { inputs } = await load.lineageRunFacts.load(id);
      return loadConnection(pageOfDatasets(inputs, 'lineageRun.inputs', args), (ref) =>
        load.lineageDatasetByRef.load(refKey(tenantId, ref)),
      );
    },
    outputs: async ({ id, tenantId }, args, { load }) => {
      const { outputs } = await load.lineageRunFacts.load(id);
      return loadConnection(pageOfDatasets(outputs, 'lineageRun.outputs', args), (ref) =>
        load.lineageDatasetByRef.load(refKey(tenantId, ref)),
      );
    },
    facets: async ({ id }, _, { load }) =>
      facetValues((await load.lineageRunFacts.load(id)).facets),
    events: ({ id }, args, { load }) => load.eventsOfLineageRun(args).load(id),
    qualityFindings: ({ id }, _, { load }) => load.findingsOfLineageRun.load(id),
  },
  LineageRunReference: {
    run: ({ tenantId, runId }, _, { load }) => load.lineageRunByRunId.load(runKey(tenantId, runId)),
  },
};
