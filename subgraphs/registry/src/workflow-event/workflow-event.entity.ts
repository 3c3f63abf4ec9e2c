/** What happened to workflows, as it is stored: written once, never changed. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { DatasetName } from '../step-run/dataset-name.rules.ts';
import {
  type LineageEventType,
  type WorkflowEventKind,
  lineageEventTypes,
  workflowEventKinds,
} from './workflow-event.rules.ts';

export const WorkflowEventSchema = defineEntity({
  name: 'WorkflowEvent',
  schema: 'registry',
  tableName: 'workflow_events',
  properties: {
    /** Also the id of the domain event. */
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    workflowId: p.uuid(),
    stepId: p.uuid().nullable(),
    stepRunId: p.uuid().nullable(),
    /** Counts the events of the workflow from 1. */
    sequence: p.integer(),
    eventType: p.enum(lineageEventTypes).$type<LineageEventType>(),
    eventKind: p.enum(workflowEventKinds).$type<WorkflowEventKind>(),
    eventTime: p.datetime(),
    jobNamespace: p.string().length(255),
    jobName: p.text(),
    /** Run id in the words of OpenLineage: the step run's, else the workflow's. */
    runId: p.uuid(),
    producer: p.string().length(100),
    inputs: p.json().$type<DatasetName[]>(),
    outputs: p.json().$type<DatasetName[]>(),
    facets: p.json().$type<JsonObject>(),
    payload: p.json().$type<JsonObject>(),
    actor: p.string().length(255),
    traceId: p.character().length(32).nullable(),
    spanId: p.character().length(16).nullable(),
    createdAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class WorkflowEvent extends WorkflowEventSchema.class {}
WorkflowEventSchema.setClass(WorkflowEvent);

export type WorkflowEventRow = Row<WorkflowEvent>;
