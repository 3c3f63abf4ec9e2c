/**
 * Workflows with their steps, the runs of the steps, and the append-only log of what happened.
 * Children name their parent together with its tenant, so that no tenant links to another's rows.
 */
import { Migration } from '@mikro-orm/migrations';
import { appendOnlySql } from '@arbiter/server/db/append-only.ts';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

const tables = ['workflows', 'workflow_steps', 'step_runs', 'workflow_events'] as const;

const workflows = [
  `create table registry.workflows (
    id uuid primary key,
    tenant_id varchar(255) not null,
    name varchar(255) not null check (btrim(name) <> ''),
    description text,
    state text not null check (state in
      ('CREATED', 'PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    end_reason text,
    owner_id varchar(255) not null,
    agent_id uuid,
    playbook_id uuid,
    repo_sha varchar(40) check (repo_sha ~ '^[0-9a-f]{7,40}$'),
    branch_name varchar(255),
    parameters jsonb not null,
    tags text[] not null,
    metadata jsonb not null,
    trace_id char(32),
    span_id char(16),
    event_count int not null,
    version int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz,
    deleted_at timestamptz,
    unique (tenant_id, id),
    check ((state in ('COMPLETED', 'FAILED', 'CANCELLED')) = (completed_at is not null)),
    check (started_at is null or state not in ('CREATED', 'PENDING')),
    check (started_at is not null or state not in ('RUNNING', 'COMPLETED', 'FAILED')),
    foreign key (tenant_id, agent_id) references registry.agents (tenant_id, id),
    foreign key (tenant_id, playbook_id) references registry.playbooks (tenant_id, id)
  )`,
  `create index workflows_state on registry.workflows (tenant_id, state, id)`,
  `create index workflows_owner on registry.workflows (tenant_id, owner_id, id)`,
  `create index workflows_agent on registry.workflows (tenant_id, agent_id, id)`,
  `create index workflows_created on registry.workflows (tenant_id, created_at)`,
  `create index workflows_playbook on registry.workflows (playbook_id, id)`,
  `create index workflows_tags on registry.workflows using gin (tags)`,
];

const steps = [
  `create table registry.workflow_steps (
    id uuid primary key,
    tenant_id varchar(255) not null,
    workflow_id uuid not null,
    step_key varchar(255) not null check (btrim(step_key) <> ''),
    step_index int not null check (step_index >= 0),
    status text not null check (status in
      ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED')),
    instruction_md text,
    attempts int not null check (attempts >= 0),
    logs_uri text,
    trace_id char(32),
    span_id char(16),
    created_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz,
    unique (tenant_id, workflow_id, id),
    unique (workflow_id, step_key),
    unique (workflow_id, step_index),
    check ((status in ('COMPLETED', 'FAILED')) = (completed_at is not null)),
    check ((status in ('PENDING', 'SKIPPED')) = (started_at is null)),
    foreign key (tenant_id, workflow_id) references registry.workflows (tenant_id, id)
  )`,
  `create index workflow_steps_status on registry.workflow_steps (tenant_id, status)`,
];

const stepRuns = [
  `create table registry.step_runs (
    id uuid primary key,
    tenant_id varchar(255) not null,
    workflow_id uuid not null,
    step_id uuid not null,
    run_id uuid,
    attempt int not null check (attempt >= 1),
    status text not null check (status in ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    inputs jsonb not null,
    parameters jsonb not null,
    outputs jsonb,
    metrics jsonb,
    artifacts jsonb,
    error_info jsonb,
    exit_code int,
    logs_uri text,
    trace_id char(32),
    span_id char(16),
    started_at timestamptz not null,
    finished_at timestamptz,
    unique (tenant_id, id),
    unique (step_id, attempt),
    check ((status = 'RUNNING') = (finished_at is null)),
    check ((status in ('COMPLETED', 'FAILED')) = (exit_code is not null)),
    check ((status = 'COMPLETED') = (exit_code is not null and exit_code = 0)),
    foreign key (tenant_id, workflow_id, step_id)
      references registry.workflow_steps (tenant_id, workflow_id, id),
    foreign key (tenant_id, run_id) references registry.runs (tenant_id, id)
  )`,
  `create index step_runs_workflow on registry.step_runs (workflow_id, id)`,
  `create index step_runs_status on registry.step_runs (tenant_id, status)`,
  `create index step_runs_run on registry.step_runs (run_id, id)`,
  `create unique index step_runs_under_way on registry.step_runs (step_id)
   where status = 'RUNNING'`,
];

const events = [
  // `sequence` counts the events of one workflow; whoever writes one holds the workflow's row.
  `create table registry.workflow_events (
    id uuid primary key,
    tenant_id varchar(255) not null,
    workflow_id uuid not null,
    step_id uuid,
    step_run_id uuid,
    sequence int not null check (sequence >= 1),
    event_type text not null check (event_type in
      ('START', 'RUNNING', 'COMPLETE', 'FAIL', 'ABORT', 'OTHER')),
    event_kind text not null check (length(event_kind) <= 100),
    event_time timestamptz not null,
    job_namespace varchar(255) not null,
    job_name text not null,
    run_id uuid not null,
    producer varchar(100) not null,
    facets jsonb not null,
    payload jsonb not null,
    actor varchar(255) not null,
    trace_id char(32),
    span_id char(16),
    created_at timestamptz not null,
    unique (workflow_id, sequence),
    foreign key (tenant_id, workflow_id) references registry.workflows (tenant_id, id),
    foreign key (tenant_id, workflow_id, step_id)
      references registry.workflow_steps (tenant_id, workflow_id, id),
    foreign key (tenant_id, step_run_id) references registry.step_runs (tenant_id, id)
  )`,
  `create index workflow_events_kind on registry.workflow_events (workflow_id, event_kind)`,
  `create index workflow_events_time
   on registry.workflow_events (tenant_id, event_time, sequence, id)`,
  ...appendOnlySql('registry', 'workflow_events'),
];

export class Workflows extends Migration {
  override up(): void {
    for (const sql of [...workflows, ...steps, ...stepRuns, ...events]) this.addSql(sql);
    for (const table of tables) {
      for (const sql of tenantSecuritySql(`registry.${table}`)) this.addSql(sql);
    }
  }

  override down(): void {
    for (const table of tables.toReversed()) this.addSql(`drop table registry.${table}`);
  }
}
