/** Names of the schema → commands and reads of experiments. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listExperiments } from './experiment.read.ts';
import { createExperiment } from './experiment.service.ts';

export const experimentResolvers: Resolvers = {
  Query: {
    experiment: async (_, { id }, context) =>
      requireRead(
        context,
        'Experiment',
        await context.load.experiment.load(requireUuid(id, 'Experiment')),
      ),
    experiments: (_, args, context) => listExperiments(context, args),
  },
  Mutation: {
    createExperiment: async (_, { input }, { deps, identity }) => ({
      experiment: await createExperiment(deps, identity, input),
    }),
  },
  Experiment: {
    __resolveReference: ({ id }, { load }) => load.experiment.load(id),
    status: ({ id }, _, { load }) => load.experimentStatus.load(id),
    runs: ({ id }, args, { load }) => load.runsOfExperiment(args).load(id),
  },
};
