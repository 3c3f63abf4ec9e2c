/** Whom a key or a session stands for. Asked by the gateway for every credential that it does not know. */
import type { AccessLevel, Actor } from '@arbiter/kernel/actor/actor.ts';
import type { RateLimitOverrides } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import { Tenant } from '../tenant/tenant.entity.ts';
import { accountsActor } from './account.actor.ts';
import { type CredentialFacts, actorOfCredential } from './credential.rules.ts';

export const credentialKinds = ['API_KEY', 'SESSION'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

export interface ResolvedCredential {
  readonly credentialId: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly actor: Actor;
}

interface CredentialRow extends Omit<CredentialFacts, 'limit'> {
  readonly id: string;
  readonly expiresAt: Date | string;
  readonly scopes: readonly string[] | null;
  readonly level: AccessLevel | null;
}

interface CredentialSource {
  readonly table: string;
  readonly limits: string;
  /** That it was used lately enough. */
  readonly isAwake: string;
}

const sources: Readonly<Record<CredentialKind, CredentialSource>> = {
  API_KEY: {
    table: 'registry.api_keys',
    limits: 'c.scopes, c.access_level',
    isAwake: 'true',
  },
  SESSION: {
    table: 'registry.sessions',
    limits: 'null::text[], null::text',
    isAwake: `coalesce(c.last_used_at, c.created_at) + c.idle_seconds * interval '1 second' > asked.now`,
  },
};

/**
 * The actor behind the credential with this SHA-256; null when it is unknown, has expired, was revoked, lay
 * idle for too long, or its user, membership or tenant is not active. Which of these it is takes the same statement, so that
 * neither answer nor time tells. Effects: `lastUsedAt`, at most once a minute.
 */
export async function resolveCredential(
  deps: Pick<Deps, 'database' | 'clock'>,
  kind: CredentialKind,
  tokenHash: string,
): Promise<ResolvedCredential | null> {
  const { table, limits, isAwake } = sources[kind];
  const row = await deps.database.transaction(accountsActor, async (tx) => {
    const [found] = await tx.execute<CredentialRow[]>(
      // Typed as the column is, so that its index serves.
      `with asked (token_hash, now) as (values (?::char(64), ?::timestamptz)),
       credential (id, tenant_id, user_id, expires_at, scopes, level) as (
         select c.id, c.tenant_id, c.user_id, c.expires_at, ${limits}
         from ${table} c join asked using (token_hash)
         where c.revoked_at is null and c.expires_at > asked.now and ${isAwake}
       ), used as (
         update ${table} set last_used_at = asked.now from asked
         where id = (select id from credential)
           and (last_used_at is null or last_used_at < asked.now - interval '1 minute')
       )
       select c.id, c.tenant_id as "tenantId", c.user_id as "userId", c.expires_at as "expiresAt",
         c.scopes, c.level, u.display_name as "displayName", u.email,
         u.is_service_account as "isServiceAccount", m.role, m.access_level as "memberLevel",
         m.allowed_tenants as "allowedTenants"
       from credential c
         join registry.users u on u.id = c.user_id and u.is_active
         join registry.memberships m on m.user_id = c.user_id and m.tenant_id = c.tenant_id
         join registry.tenants t on t.tenant_id = c.tenant_id and t.is_active`,
      [tokenHash, deps.clock()],
    );
    return found;
  });
  if (!row) return null;
  const { id, expiresAt, scopes, level, ...facts } = row;
  const limit = scopes && level ? { scopes, level } : null;
  return {
    credentialId: id,
    expiresAt: new Date(expiresAt).toISOString(),
    actor: actorOfCredential({ ...facts, limit }),
  };
}

export interface ActiveTenant {
  readonly tenantId: string;
  readonly isActive: true;
  readonly rateLimits: RateLimitOverrides;
}

/** The tenant with its limits; null when it was never created or is closed. */
export async function resolveTenant(
  deps: Pick<Deps, 'database'>,
  tenantId: string,
): Promise<ActiveTenant | null> {
  const tenant = await deps.database.transaction(accountsActor, (tx) =>
    selectRow(tx, Tenant, { tenantId, isActive: true }),
  );
  return tenant && { tenantId, isActive: true, rateLimits: tenant.rateLimits };
}
