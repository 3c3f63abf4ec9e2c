/** Names of the schema → commands and reads of agents. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listAgents } from './agent.read.ts';
import { efficiencyRating, hasInsights } from './agent.rules.ts';
import { createAgent, updateAgent } from './agent.service.ts';

export const agentResolvers: Resolvers = {
  Query: {
    agent: async (_, { id }, context) =>
      requireRead(context, 'Agent', await context.load.agent.load(requireUuid(id, 'Agent'))),
    agents: (_, args, context) => listAgents(context, args),
  },
  Mutation: {
    createAgent: async (_, { input }, { deps, identity }) => ({
      agent: await createAgent(deps, identity, input),
    }),
    updateAgent: async (_, { input }, { deps, identity }) => ({
      agent: await updateAgent(deps, identity, input),
    }),
  },
  Agent: {
    __resolveReference: ({ id }, { load }) => load.agent.load(id),
    efficiencyRating: ({ aiMetadata }) => efficiencyRating(aiMetadata),
    aiInsightsAvailable: ({ aiMetadata }) => hasInsights(aiMetadata),
  },
};
