/**
 * Ledger records as they are stored. Rows are only ever inserted, by the ledger's writer, in SQL;
 * the entity is for reading. What a record says is in its canonical form; the columns beside it are
 * those that lists are filtered by.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import { type AuditCategory, auditCategories } from '../ledger/canonical-record.rules.ts';

export const LedgerRecordSchema = defineEntity({
  name: 'LedgerRecord',
  schema: 'audit',
  tableName: 'ledger',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    seq: p.bigint('string'),
    schemaVersion: p.integer(),
    category: p.enum(auditCategories).$type<AuditCategory>(),
    eventType: p.string().length(100),
    occurredAt: p.datetime(),
    sourceEventId: p.uuid(),
    actorId: p.string().length(255),
    agentId: p.string().length(100).nullable(),
    resourceType: p.string().length(100),
    resourceId: p.string().length(255),
    requestId: p.text().nullable(),
    isImmutable: p.boolean().default(true),
    canonicalForm: p.text(),
    hash: p.blob(),
  },
  policies: tenantPolicies,
});

export class LedgerRecord extends LedgerRecordSchema.class {}
LedgerRecordSchema.setClass(LedgerRecord);

export type LedgerRow = Row<LedgerRecord>;
