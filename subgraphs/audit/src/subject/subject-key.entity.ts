/**
 * Keys of personal values, one that lives for each subject (actor) of a tenant. Destroying a key is
 * how values are erased from a ledger that cannot change; its row stays, without the key.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';

export const SubjectKeySchema = defineEntity({
  name: 'SubjectKey',
  schema: 'audit',
  tableName: 'subject_keys',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    subjectId: p.string().length(255),
    key: p.blob().nullable(),
    createdAt: p.datetime(),
    destroyedAt: p.datetime().nullable(),
  },
  policies: tenantPolicies,
});

export class SubjectKeyRecord extends SubjectKeySchema.class {}
SubjectKeySchema.setClass(SubjectKeyRecord);

export type SubjectKeyRow = Row<SubjectKeyRecord>;
