/** Rewards of single steps with their components, as they are stored: written once, never changed. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { ComponentNumbers } from './reward-decomposition.rules.ts';

export const RewardDecompositionSchema = defineEntity({
  name: 'RewardDecomposition',
  schema: 'xai',
  tableName: 'reward_decompositions',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    experimentId: p.uuid(),
    episodeId: p.string().length(36),
    timestep: p.integer(),
    totalReward: p.double().$type<number>(),
    componentRewards: p.json().$type<ComponentNumbers>(),
    componentInfluences: p.json().$type<ComponentNumbers>().nullable(),
    componentSum: p.double().$type<number>(),
    /** `componentSum - totalReward`, rounded once. */
    difference: p.double().$type<number>(),
    tolerance: p.double().$type<number>(),
    addsUp: p.boolean(),
    createdAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class RewardDecomposition extends RewardDecompositionSchema.class {}
RewardDecompositionSchema.setClass(RewardDecomposition);

export type RewardDecompositionRow = Row<RewardDecomposition>;
