/** Names of the schema → commands and reads of runs. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { createRun, finishRun } from './run.service.ts';

export const runResolvers: Resolvers = {
  Query: {
    run: async (_, { id }, context) =>
      requireRead(context, 'Run', await context.load.run.load(requireUuid(id, 'Run'))),
  },
  Mutation: {
    createRun: async (_, { input }, { deps, identity }) => ({
      run: await createRun(deps, identity, input),
    }),
    finishRun: async (_, { input }, { deps, identity }) => ({
      run: await finishRun(deps, identity, input),
    }),
  },
  Run: {
    __resolveReference: ({ id }, { load }) => load.run.load(id),
    experiment: ({ experimentId }, _, { load }) => load.experiment.load(experimentId),
  },
};
