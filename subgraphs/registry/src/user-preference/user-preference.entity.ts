/** Preferences as they are stored: one row a user and key. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, administrationPolicies } from '@arbiter/server/db/tenancy.ts';

export const UserPreferenceSchema = defineEntity({
  name: 'UserPreference',
  schema: 'registry',
  tableName: 'user_preferences',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    /** The actor's id; no foreign key, as another issuer's tokens name users that have no account here. */
    userId: p.string().length(255),
    key: p.string().length(100),
    value: p.json().$type<unknown>(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime(),
  },
  policies: administrationPolicies,
});

export class UserPreference extends UserPreferenceSchema.class {}
UserPreferenceSchema.setClass(UserPreference);

export type UserPreferenceRow = Row<UserPreference>;
