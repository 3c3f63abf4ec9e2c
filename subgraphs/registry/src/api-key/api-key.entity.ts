/** API keys as they are stored: by their hash, which no row that is read holds. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import { type AccessLevel, accessLevels } from '@arbiter/kernel/actor/actor.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, administrationPolicies } from '@arbiter/server/db/tenancy.ts';

export const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  schema: 'registry',
  tableName: 'api_keys',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    userId: p.uuid(),
    name: p.string().length(100),
    prefix: p.string().length(20),
    tokenHash: p.character().length(64).lazy(),
    scopes: p.array(),
    accessLevel: p.enum(accessLevels).$type<AccessLevel>(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    replacedById: p.uuid().nullable(),
    createdBy: p.string().length(255),
    createdAt: p.datetime(),
  },
  policies: administrationPolicies,
});

export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);

export type ApiKeyRow = Omit<Row<ApiKey>, 'tokenHash'>;
