/** What the resolvers of this subgraph get with every request. */
import type { ReadScope, SubgraphContext } from '@arbiter/server/subgraph/context.ts';
import { createAnalysisLoaders } from './analysis/analysis.read.ts';
import { createSubjectLoaders } from './analysis-subject/analysis-subject.read.ts';
import { createAttributionLoaders } from './attribution/attribution.read.ts';
import { createRewardLoaders } from './reward-decomposition/reward-decomposition.read.ts';

export type XaiLoaders = ReturnType<typeof createLoaders>;
export type XaiContext = SubgraphContext<XaiLoaders>;

/** The dataloaders of one request. */
export function createLoaders(scope: ReadScope) {
  return {
    ...createAnalysisLoaders(scope),
    ...createAttributionLoaders(scope),
    ...createSubjectLoaders(scope),
    ...createRewardLoaders(scope),
  };
}
