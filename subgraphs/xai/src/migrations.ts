/** The migrations of this subgraph in their order. Names never change once released. */
import { Analyses } from '../migrations/0002-analyses.ts';
import { RewardDecompositions } from '../migrations/0003-reward-decompositions.ts';

export const migrations = [
  { name: '0002-analyses', class: Analyses },
  { name: '0003-reward-decompositions', class: RewardDecompositions },
];
