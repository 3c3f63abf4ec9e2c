/** Every entity of this subgraph, for MikroORM and for the check of the migrations. */
import { AnalysisResultsSchema, AnalysisSchema } from './analysis/analysis.entity.ts';
import { AttributionVectorsSchema } from './attribution/attribution.entity.ts';
import { RewardDecompositionSchema } from './reward-decomposition/reward-decomposition.entity.ts';

export const entities = [
  AnalysisSchema,
  AnalysisResultsSchema,
  AttributionVectorsSchema,
  RewardDecompositionSchema,
];
