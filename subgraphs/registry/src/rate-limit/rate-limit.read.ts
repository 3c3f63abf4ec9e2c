/** Reading rate limits: those of a tenant, and what a user has left of them. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { authorizeAdmin } from '@arbiter/kernel/actor/authorize.ts';
import { requireTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { RateLimitSubject } from '@arbiter/server/rate-limit/limited-counts.ts';
import type { RateLimitStatus } from '@arbiter/server/rate-limit/rate-limiter.ts';
import { type RateLimits, effectiveLimits } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import type { RateLimiting } from '@arbiter/server/rate-limit/rate-limiting.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Tenant, type TenantRow } from '../tenant/tenant.entity.ts';

/** The limits that hold for a tenant, and where they come from. */
export interface TenantLimits {
  readonly tenantId: string;
  readonly limits: RateLimits;
  /** Null: the tenant was never created, or the actor may not read it. */
  readonly tenant: TenantRow | null;
}

/** The limits of a tenant that the actor may read. */
export async function readTenantLimits(
  em: EntityManager,
  rateLimiting: RateLimiting,
  tenantId: string,
): Promise<TenantLimits> {
  return limitsOfTenant(rateLimiting, tenantId, await selectRow(em, Tenant, { tenantId }));
}

/** The limits of a tenant that was read; null: those of one that was never created. */
export function limitsOfTenant(
  { limits }: RateLimiting,
  tenantId: string,
  tenant: TenantRow | null,
): TenantLimits {
  return { tenantId, tenant, limits: effectiveLimits(limits, tenant?.rateLimits ?? null) };
}

/**
 * The limits of any tenant, for administrators. Errors: FORBIDDEN; BAD_USER_INPUT for no tenant id.
 * Effects: event CROSS_TENANT_READ in another tenant.
 */
export async function findRateLimitConfig(
  { em, identity, deps }: ReadScope & { readonly deps: Deps },
  given: string | null | undefined,
): Promise<TenantLimits> {
  authorizeAdmin(identity.actor);
  const tenantId = requireTenantId(given ?? identity.actor.tenantId);
  await deps.crossTenantReads.record(identity, [tenantId], 'Query.rateLimitConfig');
  return readTenantLimits(await em(), deps.rateLimiting, tenantId);
}

/** A count with the user, or the tenant, whose it is. */
export interface UserStatus extends RateLimitStatus {
  readonly identifier: string;
}

/**
 * What a user has left. Errors: FORBIDDEN for another than the actor, unless that is an administrator;
 * UNAVAILABLE when the counters cannot be read. Effects: event CROSS_TENANT_READ in another tenant.
 */
export async function readRateLimitStatus(
  { em, identity, deps }: ReadScope & { readonly deps: Deps },
  asked: {
    readonly userId?: string | null | undefined;
    readonly tenantId?: string | null | undefined;
  },
): Promise<UserStatus[]> {
  const { actor } = identity;
  const userId = asked.userId ?? actor.id;
  const tenantId = requireTenantId(asked.tenantId ?? actor.tenantId);
  if (userId !== actor.id || tenantId !== actor.tenantId) authorizeAdmin(actor);
  await deps.crossTenantReads.record(identity, [tenantId], 'Query.rateLimitStatus');
  const { limits } = await readTenantLimits(await em(), deps.rateLimiting, tenantId);
  return statusOf(deps.rateLimiting, { tenantId, userId }, limits);
}

/** Seconds after which a Redis that was restarted answers again. */
export const countersRetrySeconds = 5;

/** The counts of a user. Errors: UNAVAILABLE. */
export async function statusOf(
  { limiter }: RateLimiting,
  subject: RateLimitSubject,
  limits: RateLimits,
): Promise<UserStatus[]> {
  try {
    const statuses = await limiter.status(subject, limits);
    return statuses.map((status) => ({
      ...status,
      identifier: status.isOfTenant ? subject.tenantId : subject.userId,
    }));
  } catch (error) {
    throw unavailable('The counters of rate limits cannot be read.', countersRetrySeconds, error);
  }
}
