/**
 * Who belongs, and what lets them in, is written in the actor's own tenant or at the level ADMIN: services say
 * so, and from here on the database does too, for who may write a partner's work.
 */
import { Migration } from '@mikro-orm/migrations';
import { administrationSecuritySql, usualSecuritySql } from '@arbiter/server/db/tenancy.ts';

const tables = [
  'tenants',
  'users',
  'user_identities',
  'memberships',
  'api_keys',
  'sessions',
  'invitations',
  'user_preferences',
] as const;

export class AdministrationInTheTenant extends Migration {
  override up(): void {
    for (const sql of tables.flatMap((table) => administrationSecuritySql(`registry.${table}`))) {
      this.addSql(sql);
    }
  }

  override down(): void {
    for (const sql of tables.flatMap((table) => usualSecuritySql(`registry.${table}`))) {
      this.addSql(sql);
    }
  }
}
