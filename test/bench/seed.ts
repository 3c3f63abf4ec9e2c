/**
 * The database that the benchmarks run on: 10,000 workflows of 5 steps and 10 events each, 200 agents
 * with ratings, 10,000 analyses, 100,000 ledger records. Written by SQL as the owner; ids follow from
 * numbers, so that the load generator knows them.
 */
import pg from 'pg';

/** Workflows of the database that is measured; 10 events each. */
export const workflowCount = 10_000;
const agentCount = 200;
const tenant = 'default';

/** The id of the n-th object of a kind, as the seed's SQL makes it: md5 read as a UUID. */
export const seededId = (kind: string) => `md5('${kind}' || i)::uuid`;

const statements = (workflows: number): string[] => [
  `insert into registry.agents (id, tenant_id, name, type, status, capabilities, capacity,
     performance_score, learning_metrics, optimization_suggestions, ai_metadata, metadata,
     created_at, updated_at)
   select ${seededId('agent')}, '${tenant}', 'agent ' || i, 'GENERAL_PURPOSE', 'ACTIVE', '{plan}', 1,
     50, '{}', '{}', '{}', '{}', now(), now()
   from generate_series(1, ${agentCount}) i`,
  `insert into registry.workflows (id, tenant_id, name, state, owner_id, agent_id, parameters, tags,
     metadata, event_count, created_at, updated_at, started_at)
   select ${seededId('workflow')}, '${tenant}', 'workflow ' || i, 'RUNNING', 'bench',
     md5('agent' || (i % ${agentCount} + 1))::uuid, '{"learningRate": 0.001}', '{bench}', '{}', 10,
     now(), now(), now()
   from generate_series(1, ${workflows}) i`,
  `insert into registry.workflow_steps (id, tenant_id, workflow_id, step_key, step_index, status,
     attempts, created_at, started_at)
   select md5('step' || i || '-' || s)::uuid, '${tenant}', ${seededId('workflow')}, 'step ' || s, s,
     case when s = 0 then 'RUNNING' else 'PENDING' end, 0, now(), case when s = 0 then now() end
   from generate_series(1, ${workflows}) i, generate_series(0, 4) s`,
  `insert into registry.workflow_events (id, tenant_id, workflow_id, sequence, event_type, event_kind,
     event_time, job_namespace, job_name, run_id, producer, facets, inputs, outputs, payload, actor,
     created_at)
   select md5('event' || i || '-' || n)::uuid, '${tenant}', ${seededId('workflow')}, n, 'OTHER',
     'METRICS_UPDATED', now(), 'arbiter', 'workflow.' || i, ${seededId('workflow')}, 'bench', '{}',
     '[]', '[]', '{"loss": 0.25}', 'bench', now()
   from generate_series(1, ${workflows}) i, generate_series(1, 10) n`,
  `insert into tournaments.ratings (id, tenant_id, agent_key, agent_id, agent_name, game_type,
     rating_system, rating, games_played, wins, draws, losses, metadata, updated_at)
   select ${seededId('rating')}, '${tenant}', 'id:' || ${seededId('agent')}, ${seededId('agent')},
     'agent ' || i, 'go', 'ELO', 1500 + i, 0, 0, 0, 0, '{}', now()
   from generate_series(1, ${agentCount}) i`,
  `insert into xai.analyses (id, tenant_id, analysis_type, method, status, config, metadata,
     workflow_id, agent_id, content_hash, created_at, artifacts_path)
   select ${seededId('analysis')}, '${tenant}', 'PROBE', 'linear', 'COMPLETED', '{}', '{}',
     ${seededId('workflow')}, md5('agent' || (i % ${agentCount} + 1))::uuid, repeat('0', 64), now(),
     's3://bench'
   from generate_series(1, ${workflows}) i`,
];

/** The ledger's own constraints hold for every row: the form is the record, the hash is its hash. */
const ledger = (workflows: number) => `
  with records as (
    select md5('record' || i || '-' || n)::uuid as id, (i - 1) * 10 + n as seq,
      ${seededId('workflow')} as workflow, md5('event' || i || '-' || n)::uuid as event
    from generate_series(1, ${workflows}) i, generate_series(1, 10) n
  ), forms as (
    select id, seq, workflow, event, jsonb_build_object(
      'id', id, 'tenantId', '${tenant}', 'seq', seq, 'schemaVersion', 1, 'category', 'SYSTEM',
      'eventType', 'METRICS_UPDATED', 'occurredAt', '2026-01-01T00:00:00.000Z',
      'source', jsonb_build_object('eventId', event), 'actor', jsonb_build_object('id', 'bench'),
      'resource', jsonb_build_object('type', 'Workflow', 'id', workflow))::text as form
    from records
  )
  insert into audit.ledger (id, tenant_id, seq, schema_version, category, event_type, occurred_at,
    source_event_id, actor_id, resource_type, resource_id, canonical_form, hash)
  select id, '${tenant}', seq, 1, 'SYSTEM', 'METRICS_UPDATED', '2026-01-01T00:00:00.000Z', event,
    'bench', 'Workflow', workflow::text, form, sha256(convert_to(form, 'UTF8'))
  from forms`;

const ledgerHead = `
  insert into audit.ledger_heads (tenant_id, seq, hash)
  select tenant_id, seq, hash from audit.ledger where tenant_id = '${tenant}' order by seq desc limit 1`;

/** Fills a migrated, empty database; takes about half a minute for all workflows. */
export async function seed(ownerUrl: string, workflows = workflowCount): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const sql of [...statements(workflows), ledger(workflows), ledgerHead])
      await client.query(sql);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
