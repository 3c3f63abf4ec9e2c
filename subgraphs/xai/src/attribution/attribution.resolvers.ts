/** Names of the schema → reads of attributions and their comparison. */
import type { Resolvers } from '../generated/resolvers.ts';
import { agreementMatrix, topFeatures } from './agreement.rules.ts';
import { compareAnalyses } from './comparison.read.ts';
import { describeFeatures, requireTopCount } from './feature.rules.ts';

export const attributionResolvers: Resolvers = {
  Query: {
    compareAttributions: (_, { analysisIds, topK }, context) =>
      compareAnalyses(context, analysisIds, topK ?? defaultTopCount),
  },
  Attribution: {
    featureCount: ({ featureCount }) => featureCount ?? 0,
    values: async (analysis, _, { load }) => (await load.vectors(analysis)).values,
    featureNames: async (analysis, _, { load }) => (await load.vectors(analysis)).featureNames,
    input: async (analysis, _, { load }) => (await load.vectors(analysis)).input,
    baseline: async (analysis, _, { load }) => (await load.vectors(analysis)).baseline,
    topFeatures: async (analysis, { k }, { load }) => {
      const count = requireTopCount(k ?? defaultTopCount, 'k');
      const { values, featureNames } = await load.vectors(analysis);
      const indices = topFeatures(values, Math.min(count, values.length));
      return describeFeatures(indices, values, featureNames);
    },
  },
  AttributionComparison: {
    matrix: ({ comparison }, { measure }) => agreementMatrix(comparison, measures[measure]),
  },
};

const measures = {
  KENDALL_TAU_B: 'kendallTauB',
  SPEARMAN_RHO: 'spearmanRho',
  TOP_K_OVERLAP: 'topKOverlap',
} as const;

/** For a null that a client gives in place of the schema's default. */
const defaultTopCount = 10;
