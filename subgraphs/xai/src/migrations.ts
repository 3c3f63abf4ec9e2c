/** The migrations of this subgraph in their order. Names never change once released. */
import { forcedTenancyMigration } from '@arbiter/server/db/forced-tenancy.ts';
import { Analyses } from '../migrations/0002-analyses.ts';
import { RewardDecompositions } from '../migrations/0003-reward-decompositions.ts';

export const migrations = [
  { name: '0002-analyses', class: Analyses },
  { name: '0003-reward-decompositions', class: RewardDecompositions },
  { name: '0004-forced-tenancy', class: forcedTenancyMigration('xai') },
];
