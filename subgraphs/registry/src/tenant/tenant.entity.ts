/** Tenants as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import type { RateLimitOverrides } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import { administrationPolicies } from '@arbiter/server/db/tenancy.ts';

export const TenantSchema = defineEntity({
  name: 'Tenant',
  schema: 'registry',
  tableName: 'tenants',
  properties: {
    tenantId: p.string().length(255).primary(),
    name: p.string().length(255),
    isActive: p.boolean(),
    rateLimits: p.json().$type<RateLimitOverrides>(),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  policies: administrationPolicies,
});

export class Tenant extends TenantSchema.class {}
TenantSchema.setClass(Tenant);

export type TenantRow = Row<Tenant>;
