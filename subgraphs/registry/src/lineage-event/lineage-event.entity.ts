/** OpenLineage events as they were posted: written once, never changed. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { RunEventType } from '../lineage/event-facts.rules.ts';
import type { QualityFinding } from '../lineage/event-quality.rules.ts';

export const lineageEventKinds = ['RUN', 'JOB', 'DATASET'] as const;
export type LineageEventKind = (typeof lineageEventKinds)[number];

export const lineageEventTypes = [
  'START',
  'RUNNING',
  'COMPLETE',
  'ABORT',
  'FAIL',
  'OTHER',
] as const satisfies readonly RunEventType[];

export const LineageEventSchema = defineEntity({
  name: 'LineageEvent',
  schema: 'registry',
  tableName: 'lineage_events',
  properties: {
    /** Also the id of the domain event. */
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    /** SHA-256 that is equal for equal events only; unique in the tenant. */
    identity: p.blob(),
    kind: p.enum(lineageEventKinds).$type<LineageEventKind>(),
    eventType: p.enum(lineageEventTypes).$type<RunEventType>().nullable(),
    eventTime: p.datetime(),
    /** Orders the events of one run, job or dataset; see EventStamp. */
    stamp: p.text().collation('C'),
    producer: p.text(),
    schemaUrl: p.text().nullable(),
    specVersion: p.text().nullable(),
    /** Of the job, or of the dataset of a dataset event. */
    namespace: p.text(),
    name: p.text(),
    /** The producer's id of the run. */
    runId: p.uuid().nullable(),
    lineageRunId: p.uuid().nullable(),
    jobId: p.uuid().nullable(),
    datasetId: p.uuid().nullable(),
    findings: p.json().columnType('json').$type<readonly QualityFinding[]>().nullable().lazy(),
    rawBody: p.text().lazy(),
    receivedAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class LineageEvent extends LineageEventSchema.class {}
LineageEventSchema.setClass(LineageEvent);

export type LineageEventRow = Omit<Row<LineageEvent>, 'rawBody' | 'findings'>;
