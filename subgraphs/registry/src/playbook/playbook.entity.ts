/** Versions of playbooks as they are stored: written once, never changed. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';

export const PlaybookSchema = defineEntity({
  name: 'Playbook',
  schema: 'registry',
  tableName: 'playbooks',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    namespace: p.string().length(255),
    name: p.string().length(255),
    /** The playbook's own number; not an optimistic lock, as rows do not change. */
    version: p.integer(),
    description: p.text().nullable(),
    jsonSpec: p.json().$type<JsonObject>(),
    createdBy: p.string().length(255),
    createdAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Playbook extends PlaybookSchema.class {}
PlaybookSchema.setClass(Playbook);

export type PlaybookRow = Row<Playbook>;
