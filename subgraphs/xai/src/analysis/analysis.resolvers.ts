/** Names of the schema → commands and reads of analyses. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listAnalyses } from './analysis.read.ts';
import { recordAnalysis } from './analysis.service.ts';

export const analysisResolvers: Resolvers = {
  Query: {
    analysis: async (_, { id }, context) =>
      requireRead(
        context,
        'Analysis',
        await context.load.analysis.load(requireUuid(id, 'Analysis')),
      ),
    analyses: (_, args, context) => listAnalyses(context, args),
  },
  Mutation: {
    recordAnalysis: async (_, { input }, { deps, identity }) => ({
      analysis: await recordAnalysis(deps, identity, input),
    }),
  },
  Analysis: {
    __resolveReference: ({ id }, { load }) => load.analysis.load(id),
    fallbackUsed: ({ fallbackFrom }) => fallbackFrom !== null,
    results: async ({ id }, _, { load }) => (await load.analysisResults.load(id))?.results ?? null,
    attribution: (analysis) => (analysis.featureCount === null ? null : analysis),
    experiment: ({ experimentId }) => referenceTo(experimentId),
    run: ({ runId }) => referenceTo(runId),
    agent: ({ agentId }) => referenceTo(agentId),
    match: ({ matchId }) => referenceTo(matchId),
    workflow: ({ workflowId }) => referenceTo(workflowId),
  },
};

/** What the gateway needs to ask the object's own subgraph. */
function referenceTo(id: string | null | undefined) {
  return id == null ? null : { id };
}
