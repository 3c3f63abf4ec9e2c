/** Experiments as they are stored. They do not change once created; how far one is, its runs tell. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';

export const ExperimentSchema = defineEntity({
  name: 'Experiment',
  schema: 'registry',
  tableName: 'experiments',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    name: p.string().length(255),
    description: p.text().nullable(),
    config: p.json().$type<JsonObject>(),
    configHash: p.character().length(64),
    seed: p.integer().nullable(),
    tags: p.array(),
    metadata: p.json().$type<JsonObject>(),
    createdBy: p.string().length(255),
    createdAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  },
  policies: tenantPolicies,
});

export class Experiment extends ExperimentSchema.class {}
ExperimentSchema.setClass(Experiment);

export type ExperimentRow = Row<Experiment>;
