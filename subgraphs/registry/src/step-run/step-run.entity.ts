/** Runs of steps as they are stored; a step that is tried again has another one. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { DatasetName } from './dataset-name.rules.ts';
import { type RunStatus, runStatuses } from '../run/run.rules.ts';

export const StepRunSchema = defineEntity({
  name: 'StepRun',
  schema: 'registry',
  tableName: 'step_runs',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    /** The step's workflow, kept here for indexing. */
    workflowId: p.uuid(),
    stepId: p.uuid(),
    runId: p.uuid().nullable(),
    attempt: p.integer(),
    status: p.enum(runStatuses).$type<RunStatus>(),
    inputs: p.json().$type<JsonObject>(),
    parameters: p.json().$type<JsonObject>(),
    inputDatasets: p.json().$type<DatasetName[]>(),
    outputDatasets: p.json().$type<DatasetName[]>(),
    outputs: p.json().$type<JsonObject>().nullable(),
    metrics: p.json().$type<JsonObject>().nullable(),
    artifacts: p.json().$type<unknown[]>().nullable(),
    errorInfo: p.json().$type<JsonObject>().nullable(),
    exitCode: p.integer().nullable(),
    logsUri: p.text().nullable(),
    traceId: p.character().length(32).nullable(),
    spanId: p.character().length(16).nullable(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
  policies: tenantPolicies,
});

export class StepRun extends StepRunSchema.class {}
StepRunSchema.setClass(StepRun);

export type StepRunRow = Row<StepRun>;
