/** Names of the schema → reads of attributions and their comparison. */
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import type { XaiLoaders } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { agreementMatrix, topFeatures } from './agreement.rules.ts';
import type { Vectors } from './attribution.read.ts';
import { compareAnalyses } from './comparison.read.ts';
import { describeFeatures, requireTopCount } from './feature.rules.ts';

export const attributionResolvers: Resolvers = {
  Query: {
    compareAttributions: (_, { analysisIds, topK }, { load }) =>
      compareAnalyses(load, analysisIds, topK ?? defaultTopCount),
  },
  Attribution: {
    featureCount: ({ featureCount }) => featureCount ?? 0,
    values: async ({ id }, _, { load }) => (await vectorsOf(id, load)).values,
    featureNames: async ({ id }, _, { load }) => (await vectorsOf(id, load)).featureNames,
    input: async ({ id }, _, { load }) => (await vectorsOf(id, load)).input,
    baseline: async ({ id }, _, { load }) => (await vectorsOf(id, load)).baseline,
    topFeatures: async ({ id }, { k }, { load }) => {
      const count = requireTopCount(k ?? defaultTopCount, 'k');
      const { values, featureNames } = await vectorsOf(id, load);
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

async function vectorsOf(id: string, load: XaiLoaders): Promise<Vectors> {
  const vectors = await load.vectors.load(id);
  invariant(vectors, 'an attribution with a count of features has vectors');
  return vectors;
}
