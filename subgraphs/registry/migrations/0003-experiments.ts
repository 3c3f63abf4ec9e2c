/** Experiments and their runs. Children name their parent together with its tenant. */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

export class Experiments extends Migration {
  override up(): void {
    this.addSql(`
      create table registry.experiments (
        id uuid primary key,
        tenant_id varchar(255) not null,
        name varchar(255) not null check (btrim(name) <> ''),
        description text,
        config jsonb not null check (jsonb_typeof(config) = 'object'),
        config_hash char(64) not null check (config_hash ~ '^[0-9a-f]{64}$'),
        seed int,
        tags text[] not null,
        metadata jsonb not null,
        created_by varchar(255) not null,
        created_at timestamptz not null,
        deleted_at timestamptz,
        unique (tenant_id, id)
      )`);
    this.addSql(`create index experiments_name on registry.experiments (tenant_id, name)`);
    this.addSql(
      `create index experiments_config_hash on registry.experiments (tenant_id, config_hash)`,
    );
    this.addSql(`create index experiments_tags on registry.experiments using gin (tags)`);
    this.addSql(`
      create table registry.runs (
        id uuid primary key,
        tenant_id varchar(255) not null,
        experiment_id uuid not null,
        status text not null check (status in ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
        params jsonb not null,
        summary jsonb,
        provider jsonb not null,
        started_at timestamptz not null,
        finished_at timestamptz,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        unique (tenant_id, id),
        check ((status = 'RUNNING') = (finished_at is null)),
        foreign key (tenant_id, experiment_id) references registry.experiments (tenant_id, id)
      )`);
    this.addSql(`create index runs_experiment on registry.runs (experiment_id, id)`);
    this.addSql(
      `create index runs_under_way on registry.runs (experiment_id) where status = 'RUNNING'`,
    );
    this.addSql(`create index runs_status on registry.runs (tenant_id, status)`);
    for (const table of ['registry.experiments', 'registry.runs']) {
      for (const sql of tenantSecuritySql(table)) this.addSql(sql);
    }
  }

  override down(): void {
    this.addSql('drop table registry.runs');
    this.addSql('drop table registry.experiments');
  }
}
