/** Commands on rate limits, for administrators: give a tenant its own, forget what a user has used. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize, authorizeAdmin } from '@arbiter/kernel/actor/authorize.ts';
import { requireTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { rateLimitReset } from '../events.ts';
import { type AskedRateLimits, requireRateLimits } from '../tenant/rate-limits.rules.ts';
import { changeTenant } from '../tenant/tenant.service.ts';
import {
  type TenantLimits,
  type UserStatus,
  countersRetrySeconds,
  limitsOfTenant,
  readTenantLimits,
  statusOf,
} from './rate-limit.read.ts';
import { type OperationLimit, limitsByName } from './rate-limit.rules.ts';

export interface UpdateRateLimitConfig extends Omit<AskedRateLimits, 'operations'> {
  readonly tenantId?: string | null | undefined;
  readonly operations?: readonly OperationLimit[] | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Puts these limits in place of all that the tenant had of its own: `updateTenant` with nothing else.
 * Errors: FORBIDDEN; NOT_FOUND; BAD_USER_INPUT; CONFLICT for another version than expected.
 * Effects: the tenant, event TENANT_UPDATED. A repeat changes nothing more.
 */
export async function updateRateLimitConfig(
  deps: Deps,
  identity: RequestIdentity,
  { tenantId, operations, expectedVersion, ...asked }: UpdateRateLimitConfig,
): Promise<TenantLimits> {
  authorize(identity.actor, 'tenant:admin');
  authorizeAdmin(identity.actor);
  const id = requireTenantId(tenantId ?? identity.actor.tenantId, 'input.tenantId');
  const rateLimits = requireRateLimits(
    { ...asked, operations: limitsByName(operations ?? []) },
    'input',
  );
  const command = { id, rateLimits, expectedVersion };
  const tenant = await changeTenant(deps, identity, { command, field: 'input.tenantId' });
  return limitsOfTenant(deps.rateLimiting, id, tenant);
}

export interface ResetRateLimit {
  readonly userId: string;
  readonly tenantId?: string | null | undefined;
}

/**
 * Forgets what the user has used. Errors: FORBIDDEN; BAD_USER_INPUT; UNAVAILABLE when the counters
 * cannot be reached. Effects: the counters, event RATE_LIMIT_RESET.
 */
export async function resetRateLimit(
  deps: Deps,
  identity: RequestIdentity,
  command: ResetRateLimit,
): Promise<UserStatus[]> {
  authorize(identity.actor, 'tenant:admin');
  authorizeAdmin(identity.actor);
  const tenantId = requireTenantId(command.tenantId ?? identity.actor.tenantId, 'input.tenantId');
  const userId = requireText(command.userId, 'input.userId', { max: 255 });
  const { limits } = await deps.database.transaction(identity.actor, async (tx) => {
    await rateLimitReset({ deps, tx, identity }, { tenantId, userId });
    return readTenantLimits(tx, deps.rateLimiting, tenantId);
  });
  const subject = { tenantId, userId };
  try {
    await deps.rateLimiting.limiter.reset(subject, limits);
  } catch (error) {
    throw unavailable(
      'The counters of rate limits cannot be reached.',
      countersRetrySeconds,
      error,
    );
  }
  return statusOf(deps.rateLimiting, subject, limits);
}
