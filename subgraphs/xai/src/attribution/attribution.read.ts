/** Reading the vectors of attributions, batched. */
import type { EntityManager } from '@mikro-orm/postgresql';
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

export function createAttributionLoaders({ em }: ReadScope) {
  return {
    /** By id of the analysis; null for one without an attribution of its own. */
    vectors: loadOne<Vectors>(
      async (analysisIds) => selectVectors(await em(), analysisIds),
      ({ analysisId }) => analysisId,
    ),
  };
}

/** As JSON, which is parsed ten times as fast as the text of PostgreSQL's arrays. */
function selectVectors(em: EntityManager, analysisIds: readonly string[]): Promise<Vectors[]> {
  return em.execute<Vectors[]>(
    `select analysis_id as "analysisId", to_json(feature_values) as "values",
       to_json(feature_names) as "featureNames", to_json(input) as "input",
       to_json(baseline) as "baseline"
     from xai.attribution_vectors
     where analysis_id in (select id::uuid from json_array_elements_text(?::json) as ids(id))`,
    [JSON.stringify(analysisIds)],
  );
}
