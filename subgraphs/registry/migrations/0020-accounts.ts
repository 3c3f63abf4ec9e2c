/** Tenants, users and their memberships, and all that lets them in. */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';
import { memberVisibility } from '../src/user/user.policies.ts';

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

const tenant = 'tenant_id varchar(255) not null references registry.tenants (tenant_id)';
const user = 'user_id uuid not null references registry.users (id)';
const token = `token_hash char(64) not null unique check (token_hash ~ '^[0-9a-f]{64}$')`;
const level = `text not null check (access_level in ('ISOLATED', 'READ_CROSS', 'WRITE_CROSS', 'ADMIN'))`;

export class Accounts extends Migration {
  override up(): void {
    for (const sql of [...this.people(), ...this.credentials()]) this.addSql(sql);
    for (const table of tables) {
      for (const sql of tenantSecuritySql(`registry.${table}`)) this.addSql(sql);
    }
    this.addSql(
      `create policy tenant_member_read on registry.users for select using (${memberVisibility})`,
    );
  }

  private people(): string[] {
    return [
      `create table registry.tenants (
        tenant_id varchar(255) primary key check (tenant_id ~ '^[A-Za-z0-9][A-Za-z0-9_-]*$'),
        name varchar(255) not null check (btrim(name) <> ''),
        is_active boolean not null,
        rate_limits jsonb not null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`,
      `create table registry.users (
        id uuid primary key,
        ${tenant},
        username varchar(320) not null,
        email varchar(320) check (email = lower(email)),
        display_name varchar(255) not null,
        is_service_account boolean not null,
        is_active boolean not null,
        last_login_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        unique (tenant_id, username),
        check (is_service_account = (email is null))
      )`,
      'create unique index users_email on registry.users (email)',
      `create table registry.user_identities (
        id uuid primary key,
        ${tenant},
        ${user},
        provider text not null check (provider in ('OIDC', 'GITHUB')),
        issuer varchar(1000) not null,
        subject varchar(255) not null,
        created_at timestamptz not null,
        unique (issuer, subject)
      )`,
      'create index user_identities_user on registry.user_identities (user_id)',
      `create table registry.memberships (
        id uuid primary key,
        ${tenant},
        ${user},
        role text not null check (role in ('ADMIN', 'MANAGER', 'ENGINEER', 'SERVICE')),
        access_level ${level},
        allowed_tenants text[] not null,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        unique (user_id, tenant_id)
      )`,
      'create index memberships_tenant on registry.memberships (tenant_id, id)',
    ];
  }

  private credentials(): string[] {
    return [
      `create table registry.api_keys (
        id uuid primary key,
        ${tenant},
        ${user},
        name varchar(100) not null,
        prefix varchar(20) not null,
        ${token},
        scopes text[] not null check (cardinality(scopes) > 0),
        access_level ${level},
        expires_at timestamptz not null,
        last_used_at timestamptz,
        revoked_at timestamptz,
        replaced_by_id uuid,
        created_by varchar(255) not null,
        created_at timestamptz not null
      )`,
      'create index api_keys_user on registry.api_keys (tenant_id, user_id, id)',
      `create table registry.sessions (
        id uuid primary key,
        ${tenant},
        ${user},
        ${token},
        provider text not null check (provider in ('OIDC', 'GITHUB')),
        expires_at timestamptz not null,
        last_used_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz not null
      )`,
      'create index sessions_user on registry.sessions (tenant_id, user_id, id)',
      `create table registry.invitations (
        id uuid primary key,
        ${tenant},
        email varchar(320) not null check (email = lower(email)),
        role text not null check (role in ('ADMIN', 'MANAGER', 'ENGINEER')),
        ${token},
        expires_at timestamptz not null,
        accepted_at timestamptz,
        accepted_by uuid,
        revoked_at timestamptz,
        created_by varchar(255) not null,
        created_at timestamptz not null
      )`,
      'create index invitations_tenant on registry.invitations (tenant_id, id)',
      `create table registry.user_preferences (
        id uuid primary key,
        ${tenant},
        user_id varchar(255) not null,
        key varchar(100) not null,
        value jsonb not null,
        updated_at timestamptz not null,
        unique (tenant_id, user_id, key)
      )`,
    ];
  }

  override down(): void {
    // Its policy reads the memberships.
    this.addSql('drop policy tenant_member_read on registry.users');
    for (const table of tables.toReversed()) this.addSql(`drop table registry.${table}`);
  }
}
