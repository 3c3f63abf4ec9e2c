/** Users and the identities by which providers know them, as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, administrationPolicies } from '@arbiter/server/db/tenancy.ts';
import { memberVisibility } from './user.policies.ts';

export const identityProviders = ['OIDC', 'GITHUB'] as const;
export type IdentityProvider = (typeof identityProviders)[number];

export const UserSchema = defineEntity({
  name: 'User',
  schema: 'registry',
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    /** Where the user was created; see user.policies.ts. */
    tenantId: tenantColumn(),
    username: p.string().length(320),
    email: p.string().length(320).nullable(),
    displayName: p.string().length(255),
    /** What the person is in the group, e.g. "staff engineer". */
    title: p.string().length(255).nullable(),
    /** As of the last sign-in there; people are known by their number, as logins change hands. */
    githubLogin: p.string().length(255).nullable(),
    isServiceAccount: p.boolean(),
    isActive: p.boolean(),
    lastLoginAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    /** Since when there is no such account; the row is kept, as what it did names it by its id. */
    deletedAt: p.datetime().nullable(),
  },
  policies: [
    ...administrationPolicies,
    { name: 'tenant_member_read', command: 'select', using: memberVisibility },
  ],
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);

export type UserRow = Row<User>;

export const UserIdentitySchema = defineEntity({
  name: 'UserIdentity',
  schema: 'registry',
  tableName: 'user_identities',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    userId: p.uuid(),
    provider: p.enum(identityProviders).$type<IdentityProvider>(),
    issuer: p.string().length(1000),
    subject: p.string().length(255),
    createdAt: p.datetime(),
  },
  policies: administrationPolicies,
});

export class UserIdentity extends UserIdentitySchema.class {}
UserIdentitySchema.setClass(UserIdentity);
