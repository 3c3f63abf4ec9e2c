/** Rewards step by step and their components. */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

/** NaN is greater than every number, so one comparison keeps out NaN and both infinities. */
const finite = (column: string) =>
  `${column} double precision not null check (abs(${column}) < 'infinity')`;

export class RewardDecompositions extends Migration {
  override up(): void {
    this.addSql(`
      create table xai.reward_decompositions (
        id uuid primary key,
        tenant_id varchar(255) not null,
        experiment_id uuid not null,
        episode_id varchar(36) not null check (btrim(episode_id) <> ''),
        timestep int not null check (timestep >= 0),
        ${finite('total_reward')},
        component_rewards jsonb not null check (jsonb_typeof(component_rewards) = 'object'),
        component_influences jsonb check (jsonb_typeof(component_influences) = 'object'),
        ${finite('component_sum')},
        ${finite('difference')},
        ${finite('tolerance')},
        adds_up boolean not null,
        created_at timestamptz not null,
        constraint reward_decompositions_step
          unique (tenant_id, experiment_id, episode_id, timestep)
      )`);
    this.addSql(`create index reward_decompositions_experiment
      on xai.reward_decompositions (experiment_id, id)`);
    this.addSql(`create index reward_decompositions_odd
      on xai.reward_decompositions (experiment_id, id) where not adds_up`);
    for (const sql of tenantSecuritySql('xai.reward_decompositions')) this.addSql(sql);
  }

  override down(): void {
    this.addSql('drop table xai.reward_decompositions');
  }
}
