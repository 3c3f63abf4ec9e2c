/** Everything that OpenLineage events have left in the database of a tenant, by names, not by ids. */
import type { TestDatabase } from '@arbiter/testkit/databases.ts';

export type StoredLineage = Readonly<Record<string, readonly unknown[]>>;

const queries = {
  jobs: `select namespace, name, state from registry.lineage_jobs
    where tenant_id = $1 order by key`,
  datasets: `select namespace, name, state from registry.lineage_datasets
    where tenant_id = $1 order by key`,
  versions: `select d.namespace, d.name, v.hash, v.version, v.fields, v.first_stamp, v.first_at,
      v.first_run_id, v.last_stamp, v.last_at, v.last_run_id
    from registry.lineage_dataset_versions v join registry.lineage_datasets d on d.id = v.dataset_id
    where v.tenant_id = $1 order by d.key, v.hash`,
  edges: `select s.what as source, t.what as target, e.first_seen_at, e.last_seen_at
    from registry.lineage_edges e, lateral (${nodeName('source_id')}) s, lateral (${nodeName('target_id')}) t
    where e.tenant_id = $1 order by 1, 2`,
  runs: `select r.run_id, j.namespace, j.name, r.status, r.started_at, r.ended_at,
      r.parent_run_id, r.root_run_id, r.state
    from registry.lineage_runs r join registry.lineage_jobs j on j.id = r.job_id
    where r.tenant_id = $1 order by r.run_id`,
  events: `select e.identity, e.kind, e.event_type, e.event_time, e.stamp, e.producer, e.schema_url,
      e.spec_version, e.namespace, e.name, e.run_id, r.run_id as of_run, j.name as of_job,
      d.name as of_dataset, e.findings
    from registry.lineage_events e
    left join registry.lineage_runs r on r.id = e.lineage_run_id
    left join registry.lineage_jobs j on j.id = e.job_id
    left join registry.lineage_datasets d on d.id = e.dataset_id
    where e.tenant_id = $1 order by e.identity`,
};

function nodeName(column: string): string {
  return `select 'job ' || encode(key, 'hex') as what from registry.lineage_jobs where id = e.${column}
    union all
    select 'dataset ' || encode(key, 'hex') from registry.lineage_datasets where id = e.${column}`;
}

/** Read as the owner of the database. Equal for equal events, however they arrived. */
export async function storedLineage(
  database: TestDatabase,
  tenantId: string,
): Promise<StoredLineage> {
  const entries = await Promise.all(
    Object.entries(queries).map(
      async ([what, sql]) => [what, await database.query(sql, [tenantId])] as const,
    ),
  );
  return Object.fromEntries(entries);
}
