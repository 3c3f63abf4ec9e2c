/**
 * OpenLineage: the events as they were posted, and the jobs, datasets and runs that they tell of.
 * Namespaces and names have no limit, so they are found by the hash of both (`key`), or by their
 * beginning; what is merged from many events is kept beside its columns as `state`.
 *
 * References name the row alone, without its tenant: while a new table has no statistics, PostgreSQL
 * checks a reference by two columns with any index that has both, and goes through all of a tenant.
 */
import { Migration } from '@mikro-orm/migrations';
import { appendOnlySql } from '@arbiter/server/db/append-only.ts';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

const tables = [
  'lineage_jobs',
  'lineage_datasets',
  'lineage_dataset_versions',
  'lineage_edges',
  'lineage_runs',
  'lineage_events',
] as const;

/** Jobs and datasets: the nodes of the lineage graph. */
function nodeTable(table: string): string[] {
  return [
    `create table registry.${table} (
      id uuid primary key,
      tenant_id varchar(255) not null,
      key bytea not null check (octet_length(key) = 32),
      namespace text not null,
      name text not null,
      state json not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (tenant_id, id),
      unique (tenant_id, key)
    )`,
    `create index ${table}_namespace on registry.${table} (tenant_id, left(namespace, 200), id)`,
    `create index ${table}_name on registry.${table} (tenant_id, left(name, 200), id)`,
  ];
}

const versions = [
  `create table registry.lineage_dataset_versions (
    id uuid primary key,
    tenant_id varchar(255) not null,
    dataset_id uuid not null,
    hash bytea not null check (octet_length(hash) = 32),
    version text,
    fields json,
    first_stamp text collate "C" not null,
    first_at timestamptz not null,
    first_run_id uuid,
    last_stamp text collate "C" not null,
    last_at timestamptz not null,
    last_run_id uuid,
    unique (tenant_id, id),
    unique (dataset_id, hash),
    foreign key (dataset_id) references registry.lineage_datasets (id)
  )`,
  `create index lineage_dataset_versions_dataset
   on registry.lineage_dataset_versions (dataset_id, first_stamp)`,
];

// Data flows from the source to the target: from a dataset to a job that reads it, from a job to a
// dataset that it writes. Walks read nothing but these two indexes.
const edges = [
  `create table registry.lineage_edges (
    tenant_id varchar(255) not null,
    source_id uuid not null,
    target_id uuid not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (source_id, target_id) include (tenant_id)
  )`,
  `create index lineage_edges_target
   on registry.lineage_edges (target_id, source_id) include (tenant_id)`,
];

const runs = [
  `create table registry.lineage_runs (
    id uuid primary key,
    tenant_id varchar(255) not null,
    run_id uuid not null,
    job_id uuid not null,
    status text not null check (status in ('NEW', 'RUNNING', 'COMPLETED', 'ABORTED', 'FAILED')),
    started_at timestamptz not null,
    ended_at timestamptz,
    parent_run_id uuid,
    parent_ref text generated always as (tenant_id || ' ' || parent_run_id::text) stored,
    root_run_id uuid,
    state json not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (tenant_id, id),
    unique (tenant_id, run_id),
    check ((status in ('COMPLETED', 'ABORTED', 'FAILED')) = (ended_at is not null)),
    foreign key (job_id) references registry.lineage_jobs (id)
  )`,
  `create index lineage_runs_job on registry.lineage_runs (job_id, id)`,
  `create index lineage_runs_status on registry.lineage_runs (tenant_id, status, id)`,
  `create index lineage_runs_started on registry.lineage_runs (tenant_id, started_at)`,
  `create index lineage_runs_parent on registry.lineage_runs (parent_ref, id)
   where parent_run_id is not null`,
  `create index lineage_runs_root on registry.lineage_runs (tenant_id, root_run_id, id)
   where root_run_id is not null`,
];

// `namespace` and `name` are those of the job, or of the dataset of a dataset event; `run_id` is the
// producer's, `lineage_run_id` the row's.
const events = [
  `create table registry.lineage_events (
    id uuid primary key,
    tenant_id varchar(255) not null,
    identity bytea not null check (octet_length(identity) = 32),
    kind text not null check (kind in ('RUN', 'JOB', 'DATASET')),
    event_type text check (event_type in
      ('START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER')),
    event_time timestamptz not null,
    stamp text collate "C" not null,
    producer text not null,
    schema_url text,
    spec_version text,
    namespace text not null,
    name text not null,
    run_id uuid,
    lineage_run_id uuid,
    job_id uuid,
    dataset_id uuid,
    findings json,
    raw_body text not null,
    received_at timestamptz not null,
    unique (tenant_id, id),
    unique (tenant_id, identity),
    check ((kind = 'RUN') = (run_id is not null)),
    check ((kind = 'RUN') = (lineage_run_id is not null)),
    check ((kind = 'DATASET') = (dataset_id is not null)),
    check ((kind = 'DATASET') = (job_id is null)),
    foreign key (lineage_run_id) references registry.lineage_runs (id),
    foreign key (job_id) references registry.lineage_jobs (id),
    foreign key (dataset_id) references registry.lineage_datasets (id)
  )`,
  // Where the server was built with it, the quicker method.
  `do $$ begin
     alter table registry.lineage_events alter column raw_body set compression lz4;
   exception when feature_not_supported then null;
   end $$`,
  `create index lineage_events_run on registry.lineage_events (lineage_run_id, stamp)
   where lineage_run_id is not null`,
  `create index lineage_events_job on registry.lineage_events (job_id, stamp)
   where kind = 'JOB'`,
  `create index lineage_events_dataset on registry.lineage_events (dataset_id, stamp)
   where kind = 'DATASET'`,
  `create index lineage_events_findings on registry.lineage_events (lineage_run_id, stamp)
   where findings is not null`,
  ...appendOnlySql('registry', 'lineage_events'),
];

export class Lineage extends Migration {
  override up(): void {
    const statements = [
      ...nodeTable('lineage_jobs'),
      ...nodeTable('lineage_datasets'),
      ...versions,
      ...edges,
      ...runs,
      ...events,
    ];
    for (const sql of statements) this.addSql(sql);
    for (const table of tables) {
      for (const sql of tenantSecuritySql(`registry.${table}`)) this.addSql(sql);
    }
  }

  override down(): void {
    for (const table of tables.toReversed()) this.addSql(`drop table registry.${table}`);
  }
}
