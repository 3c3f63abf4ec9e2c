/** Memberships as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import { type AccessLevel, accessLevels } from '@arbiter/kernel/actor/actor.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, administrationPolicies } from '@arbiter/server/db/tenancy.ts';
import { type AccountRole, accountRoles } from '../account/role.rules.ts';

export const MembershipSchema = defineEntity({
  name: 'Membership',
  schema: 'registry',
  tableName: 'memberships',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    userId: p.uuid(),
    role: p.enum(accountRoles).$type<AccountRole>(),
    accessLevel: p.enum(accessLevels).$type<AccessLevel>(),
    allowedTenants: p.array(),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  policies: administrationPolicies,
});

export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);

export type MembershipRow = Row<Membership>;
