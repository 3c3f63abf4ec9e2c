/** Runs of experiments as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import { type RunStatus, runStatuses } from './run.rules.ts';

export const RunSchema = defineEntity({
  name: 'Run',
  schema: 'registry',
  tableName: 'runs',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    experimentId: p.uuid(),
    status: p.enum(runStatuses).$type<RunStatus>(),
    params: p.json().$type<JsonObject>(),
    summary: p.json().$type<JsonObject>().nullable(),
    provider: p.json().$type<JsonObject>(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Run extends RunSchema.class {}
RunSchema.setClass(Run);

export type RunRow = Row<Run>;
