/** Runs of jobs that OpenLineage events tell of, as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { RunState, RunStatus } from '../lineage/event-merge.rules.ts';

export const lineageRunStatuses = [
  'NEW',
  'RUNNING',
  'COMPLETED',
  'ABORTED',
  'FAILED',
] as const satisfies readonly RunStatus[];

export const LineageRunSchema = defineEntity({
  name: 'LineageRun',
  schema: 'registry',
  tableName: 'lineage_runs',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    /** The producer's id, unique in the tenant. */
    runId: p.uuid(),
    jobId: p.uuid(),
    status: p.enum(lineageRunStatuses).$type<RunStatus>(),
    startedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    /** Producers' ids of runs that may not have reported themselves. */
    parentRunId: p.uuid().nullable(),
    /** Tenant and parent together, by which children are found. */
    parentRef: p.text().generated(`(tenant_id || ' ' || parent_run_id::text) stored`).nullable(),
    rootRunId: p.uuid().nullable(),
    state: p.json().columnType('json').$type<RunState>().lazy(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class LineageRun extends LineageRunSchema.class {}
LineageRunSchema.setClass(LineageRun);

export type LineageRunRow = Omit<Row<LineageRun>, 'state'>;
