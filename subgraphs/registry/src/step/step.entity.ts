/** Steps of workflows as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import { type StepStatus, stepStatuses } from './step.rules.ts';

export const StepSchema = defineEntity({
  name: 'Step',
  schema: 'registry',
  tableName: 'workflow_steps',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    workflowId: p.uuid(),
    stepKey: p.string().length(255),
    stepIndex: p.integer(),
    status: p.enum(stepStatuses).$type<StepStatus>(),
    instructionMd: p.text().nullable(),
    /** How many runs the step has had. */
    attempts: p.integer(),
    logsUri: p.text().nullable(),
    traceId: p.character().length(32).nullable(),
    spanId: p.character().length(16).nullable(),
    createdAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    completedAt: p.datetime().nullable(),
  },
  policies: tenantPolicies,
});

export class Step extends StepSchema.class {}
StepSchema.setClass(Step);

export type StepRow = Row<Step>;
