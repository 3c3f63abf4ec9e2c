/** Analyses, their attributions and their other results. */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

/** NaN is greater than every number, so one comparison keeps out NaN and both infinities. */
const finite = (column: string) => `check (abs(${column}) < 'infinity')`;

/** A vector with one finite number a feature. */
const finiteVector = (column: string) => `check (
  array_position(${column}, null) is null
  and 'NaN' <> all (${column}) and 'infinity' <> all (${column}) and '-infinity' <> all (${column}))`;

const subjects = ['experiment_id', 'run_id', 'agent_id', 'match_id', 'workflow_id'];

export class Analyses extends Migration {
  override up(): void {
    this.addSql(`
      create table xai.analyses (
        id uuid primary key,
        tenant_id varchar(255) not null,
        analysis_type text not null check (analysis_type in
          ('ATTRIBUTION', 'CREDIT_ASSIGNMENT', 'COUNTERFACTUAL', 'CONCEPT_DISCOVERY', 'DISSECTION',
           'GOAL_DETECTION', 'META_EXPLANATION', 'OVERLAY', 'PROBE')),
        method varchar(100) not null check (btrim(method) <> ''),
        status text not null check (status in ('COMPLETED', 'FAILED')),
        failure_reason text,
        fallback_from varchar(100) check (fallback_from <> method),
        duration_ms double precision check (duration_ms >= 0 and duration_ms < 'infinity'),
        config jsonb not null,
        metadata jsonb not null,
        artifacts_path text,
        experiment_id uuid,
        run_id uuid,
        agent_id uuid,
        match_id uuid,
        workflow_id uuid,
        feature_count int check (feature_count >= 1),
        target varchar(255),
        output double precision ${finite('output')},
        baseline_output double precision ${finite('baseline_output')},
        additivity jsonb,
        content_hash char(64) not null,
        created_at timestamptz not null,
        check ((status = 'FAILED') = (failure_reason is not null)),
        check (feature_count is null or (analysis_type = 'ATTRIBUTION' and status = 'COMPLETED'))
      )`);
    this.addSql(`create index analyses_tenant_id on xai.analyses (tenant_id, id)`);
    this.addSql(
      `create index analyses_method on xai.analyses (tenant_id, analysis_type, method, id)`,
    );
    this.addSql(`create index analyses_created on xai.analyses (tenant_id, created_at)`);
    for (const column of subjects) {
      this.addSql(`create index analyses_${column} on xai.analyses (${column}, id)
        where ${column} is not null`);
    }
    this.addSql(`
      create table xai.attribution_vectors (
        analysis_id uuid primary key references xai.analyses (id) on delete cascade,
        tenant_id varchar(255) not null,
        feature_values double precision[] not null ${finiteVector('feature_values')},
        feature_names text[],
        input double precision[] ${finiteVector('input')},
        baseline double precision[] ${finiteVector('baseline')},
        check (cardinality(feature_values) >= 1),
        check (cardinality(feature_names) = cardinality(feature_values)),
        check (cardinality(input) = cardinality(feature_values)),
        check (cardinality(baseline) = cardinality(feature_values))
      )`);
    this.addSql(`
      create table xai.analysis_results (
        analysis_id uuid primary key references xai.analyses (id) on delete cascade,
        tenant_id varchar(255) not null,
        results jsonb not null
      )`);
    for (const table of ['analyses', 'attribution_vectors', 'analysis_results']) {
      for (const sql of tenantSecuritySql(`xai.${table}`)) this.addSql(sql);
    }
  }

  override down(): void {
    for (const table of ['analysis_results', 'attribution_vectors', 'analyses']) {
      this.addSql(`drop table xai.${table}`);
    }
  }
}
