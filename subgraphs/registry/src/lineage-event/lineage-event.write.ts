/** Writing events, each once: an event that is equal to one of the tenant's is not written again. */
import { executeBound } from '@arbiter/server/db/bound-statement.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { stampOf } from '../lineage/event-stamp.rules.ts';
import { shownTime } from '../lineage/event-time.rules.ts';
import { nodeKey } from '../lineage/lineage-node.rules.ts';
import type { AcceptedEvent } from '../lineage/openlineage.rules.ts';
import type { LineageEventKind } from './lineage-event.entity.ts';

/** Rows of what events tell of, by key: jobs and datasets by nodeKey, runs by the producer's id. */
export interface LineageIds {
  readonly jobs: ReadonlyMap<string, string>;
  readonly datasets: ReadonlyMap<string, string>;
  readonly runs: ReadonlyMap<string, string>;
}

export interface NewLineageEvent {
  readonly id: string;
  readonly accepted: AcceptedEvent;
}

/** The ids of those events that the tenant has already, by identity. */
export async function findEvents(
  tx: Transaction,
  tenantId: string,
  identities: readonly string[],
): Promise<Map<string, string>> {
  const rows = await executeBound<{ id: string; identity: string }>(
    tx,
    `select id, encode(identity, 'hex') as identity from registry.lineage_events
     where tenant_id = $1 and identity = any ($2::bytea[])`,
    [tenantId, identities.map((identity) => `\\x${identity}`)],
  );
  return new Map(rows.map(({ id, identity }) => [identity, id]));
}

/**
 * Writes the events that the tenant does not have and returns their ids. In the order of their
 * identities, so that two writers with the same events do not block each other.
 */
export async function insertEvents(
  tx: Transaction,
  { tenantId, receivedAt }: { tenantId: string; receivedAt: Date },
  events: readonly NewLineageEvent[],
  ids: LineageIds,
): Promise<Set<string>> {
  const rows = await executeBound<{ id: string }>(
    tx,
    `insert into registry.lineage_events
       (id, tenant_id, identity, kind, event_type, event_time, stamp, producer, schema_url,
        spec_version, namespace, name, run_id, lineage_run_id, job_id, dataset_id, findings,
        raw_body, received_at)
     select id, $1, identity, kind, event_type, event_time, stamp, producer, schema_url,
       spec_version, namespace, name, run_id, lineage_run_id, job_id, dataset_id, findings,
       raw_body, $2
     from json_to_recordset($3::json) as x(id uuid, identity bytea, kind text, event_type text,
       event_time timestamptz, stamp text, producer text, schema_url text, spec_version text,
       namespace text, name text, run_id uuid, lineage_run_id uuid, job_id uuid,
       dataset_id uuid, findings json, raw_body text)
     order by identity
     on conflict (tenant_id, identity) do nothing returning id`,
    [tenantId, receivedAt, JSON.stringify(events.map((event) => toRow(event, ids)))],
  );
  return new Set(rows.map(({ id }) => id));
}

function toRow({ id, accepted }: NewLineageEvent, ids: LineageIds) {
  const { event, identity, findings, rawBody } = accepted;
  const { run, job, dataset } = event;
  return {
    id,
    identity: `\\x${identity}`,
    kind: event.kind.toUpperCase() as LineageEventKind,
    event_type: event.eventType,
    event_time: shownTime(event.eventTime.at).toISOString(),
    stamp: stampOf({ ...event, identity }),
    producer: event.producer,
    schema_url: event.schemaUrl,
    spec_version: event.specVersion,
    namespace: (job ?? dataset)?.namespace,
    name: (job ?? dataset)?.name,
    run_id: run?.runId ?? null,
    lineage_run_id: run && ids.runs.get(run.runId),
    job_id: job && ids.jobs.get(nodeKey(job)),
    dataset_id: dataset && ids.datasets.get(nodeKey(dataset)),
    findings: findings.length === 0 ? null : findings,
    raw_body: rawBody,
  };
}
