/** Invitations as they are stored: by the hash of their token, which no row that is read holds. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, administrationPolicies } from '@arbiter/server/db/tenancy.ts';
import { type AccountRole, accountRoles } from '../account/role.rules.ts';

export const InvitationSchema = defineEntity({
  name: 'Invitation',
  schema: 'registry',
  tableName: 'invitations',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    email: p.string().length(320),
    role: p.enum(accountRoles).$type<AccountRole>(),
    tokenHash: p.character().length(64).lazy(),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    acceptedBy: p.uuid().nullable(),
    revokedAt: p.datetime().nullable(),
    createdBy: p.string().length(255),
    createdAt: p.datetime(),
  },
  policies: administrationPolicies,
});

export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation);

export type InvitationRow = Omit<Row<Invitation>, 'tokenHash'>;
