/** What the xai subgraph is made of; how it runs is the same for every subgraph. */
import type { SubgraphDefinition } from '@arbiter/server/subgraph/start-subgraph.ts';
import { analysisResolvers } from './analysis/analysis.resolvers.ts';
import { analysisSubjectResolvers } from './analysis-subject/analysis-subject.resolvers.ts';
import { attributionResolvers } from './attribution/attribution.resolvers.ts';
import { type XaiLoaders, createLoaders } from './context.ts';
import { entities } from './entities.ts';
import { migrations } from './migrations.ts';
import { rewardDecompositionResolvers } from './reward-decomposition/reward-decomposition.resolvers.ts';

export const xai: SubgraphDefinition<XaiLoaders> = {
  name: 'xai',
  resolvers: [
    analysisResolvers,
    analysisSubjectResolvers,
    attributionResolvers,
    rewardDecompositionResolvers,
  ],
  entities,
  migrations,
  createLoaders,
};
