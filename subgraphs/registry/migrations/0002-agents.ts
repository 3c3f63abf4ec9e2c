/** Agents: the first table of the registry. */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

export class Agents extends Migration {
  override up(): void {
    this.addSql(`
      create table registry.agents (
        id uuid primary key,
        tenant_id varchar(255) not null,
        name varchar(100) not null check (btrim(name) <> ''),
        type text not null check (type in
          ('BACKEND_ENGINEER', 'QA_TEST_GUARDIAN', 'DEVOPS_DEPLOYER', 'GENERAL_PURPOSE')),
        status text not null check (status in
          ('INITIALIZING', 'ACTIVE', 'IDLE', 'BUSY', 'ERROR', 'SHUTDOWN')),
        capabilities text[] not null,
        model_provider varchar(100),
        model_name varchar(255),
        model_config jsonb,
        capacity int not null check (capacity >= 1),
        performance_score int not null check (performance_score between 0 and 100),
        learning_metrics jsonb not null,
        optimization_suggestions text[] not null,
        ai_metadata jsonb not null,
        enhanced_features_enabled boolean not null default false,
        last_ai_analysis timestamptz,
        metadata jsonb not null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    this.addSql(`create unique index agents_tenant_id on registry.agents (tenant_id, id)`);
    this.addSql(
      `create unique index agents_name on registry.agents (tenant_id, name) where status <> 'SHUTDOWN'`,
    );
    this.addSql(`create index agents_status on registry.agents (tenant_id, status)`);
    this.addSql(`create index agents_type on registry.agents (tenant_id, type)`);
    this.addSql(`create index agents_capabilities on registry.agents using gin (capabilities)`);
    for (const sql of tenantSecuritySql('registry.agents')) this.addSql(sql);
  }

  override down(): void {
    this.addSql('drop table registry.agents');
  }
}
