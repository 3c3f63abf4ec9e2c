/** Sessions as they are stored: by the hash of their token, which no row that is read holds. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, administrationPolicies } from '@arbiter/server/db/tenancy.ts';
import { type IdentityProvider, identityProviders } from '../user/user.entity.ts';

export const SessionSchema = defineEntity({
  name: 'Session',
  schema: 'registry',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    userId: p.uuid(),
    tokenHash: p.character().length(64).lazy(),
    provider: p.enum(identityProviders).$type<IdentityProvider>(),
    expiresAt: p.datetime(),
    /** Without use for this long it ends before. */
    idleSeconds: p.integer(),
    /** Of whoever signed in, as it was then. */
    clientAddress: p.string().length(64).nullable(),
    userAgent: p.string().length(512).nullable(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
  policies: administrationPolicies,
});

export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

export type SessionRow = Omit<Row<Session>, 'tokenHash'>;
