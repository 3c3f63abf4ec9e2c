/** Reading the vectors of attributions, batched and bounded. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { AppError, invariant } from '@arbiter/kernel/errors/app-error.ts';
import { loadOne } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';

/** All have the same length, one entry a feature. */
export interface Vectors {
  readonly analysisId: string;
  readonly values: readonly number[];
  readonly featureNames: readonly string[] | null;
  readonly input: readonly number[] | null;
  readonly baseline: readonly number[] | null;
}

/**
 * Features whose vectors one request may read: forty times the largest attribution there is, about
 * 100 MB of an answer. A page of 200 large ones would be twenty times that.
 */
export const MAX_FEATURES_READ = 4_000_000;

/** An analysis that is an attribution: its `featureCount` is not null. */
export interface VectorsKey {
  readonly id: string;
  readonly featureCount?: number | null | undefined;
}

/** The vectors of an attribution. Errors: BAD_USER_INPUT past `MAX_FEATURES_READ` in one request. */
export type LoadVectors = (analysis: VectorsKey) => Promise<Vectors>;

export function createAttributionLoaders({ em }: ReadScope): { readonly vectors: LoadVectors } {
  const loader = loadOne<Vectors>(
    async (analysisIds) => selectVectors(await em(), analysisIds),
    ({ analysisId }) => analysisId,
  );
  const asked = new Set<string>();
  let featureCount = 0;
  return {
    async vectors(analysis) {
      if (!asked.has(analysis.id)) featureCount += analysis.featureCount ?? 0;
      asked.add(analysis.id);
      if (featureCount > MAX_FEATURES_READ) throw tooMany();
      const vectors = await loader.load(analysis.id);
      invariant(vectors, 'an attribution with a count of features has vectors');
      return vectors;
    },
  };
}

function tooMany(): AppError {
  const message = `The attributions have more than ${MAX_FEATURES_READ} features together`;
  return new AppError('BAD_USER_INPUT', `${message}; ask for fewer of them at once.`);
}

/** As JSON, which is parsed ten times as fast as the text of PostgreSQL's arrays. */
function selectVectors(em: EntityManager, analysisIds: readonly string[]): Promise<Vectors[]> {
  return em.execute<Vectors[]>(
    `select analysis_id as "analysisId", to_json(feature_values) as "values",
       to_json(feature_names) as "featureNames", to_json(input) as "input",
       to_json(baseline) as "baseline"
     from xai.attribution_vectors
     where analysis_id = any (array(select id::uuid from json_array_elements_text(?::json) as ids(id)))`,
    [JSON.stringify(analysisIds)],
  );
}
