/** Names of the schema → commands and reads of decomposed rewards. */
import { recordedPage } from '@arbiter/server/graphql/recorded-rows.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listRewardDecompositions } from './reward-decomposition.read.ts';
import { recordRewardDecomposition } from './reward-decomposition.service.ts';

export const rewardDecompositionResolvers: Resolvers = {
  Query: {
    rewardDecompositions: (_, args, context) => listRewardDecompositions(context, args),
  },
  Mutation: {
    recordRewardDecomposition: async (_, { input }, { deps, identity }) => ({
      rewardDecompositions: await recordRewardDecomposition(deps, identity, input),
    }),
  },
  RewardDecomposition: {
    __resolveReference: ({ id }, { load }) => load.rewardDecomposition.load(id),
    experiment: ({ experimentId }) => ({ id: experimentId }),
    additivity: ({ componentSum, totalReward, difference, tolerance, addsUp }) => ({
      sum: componentSum,
      expected: totalReward,
      difference,
      tolerance,
      addsUp,
    }),
  },
  Experiment: {
    rewardDecompositions: async ({ id }, { first, after, addsUp }, context) => {
      const page = await context.load.rewardsOfExperiment(addsUp)({ first, after }).load(id);
      return recordedPage(context, 'Experiment.rewardDecompositions', page);
    },
  },
};
