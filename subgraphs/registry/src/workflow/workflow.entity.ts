/**
 * Workflows as they are stored. The row is the lock of the whole aggregate: whoever changes a
 * workflow, its steps or their runs holds it, changes it, and so moves its version on.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import { type WorkflowState, workflowStates } from './workflow.rules.ts';

export const WorkflowSchema = defineEntity({
  name: 'Workflow',
  schema: 'registry',
  tableName: 'workflows',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    name: p.string().length(255),
    description: p.text().nullable(),
    state: p.enum(workflowStates).$type<WorkflowState>(),
    endReason: p.text().nullable(),
    ownerId: p.string().length(255),
    agentId: p.uuid().nullable(),
    playbookId: p.uuid().nullable(),
    repoSha: p.string().length(40).nullable(),
    branchName: p.string().length(255).nullable(),
    parameters: p.json().$type<JsonObject>(),
    tags: p.array(),
    metadata: p.json().$type<JsonObject>(),
    traceId: p.character().length(32).nullable(),
    spanId: p.character().length(16).nullable(),
    /** How many events the workflow has; the next one's sequence number is one more. */
    eventCount: p.integer(),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    completedAt: p.datetime().nullable(),
    deletedAt: p.datetime().nullable(),
  },
  policies: tenantPolicies,
});

export class Workflow extends WorkflowSchema.class {}
WorkflowSchema.setClass(Workflow);

export type WorkflowRow = Row<Workflow>;
