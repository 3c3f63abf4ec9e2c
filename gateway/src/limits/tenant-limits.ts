/** What tenants have in place of the usual rate limits, as the registry says. */
import { LRUCache } from 'lru-cache';
import type { RateLimitOverrides } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import { startDeadline } from '@arbiter/server/resilience/deadline.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { RegistryCredentials } from '../auth/registry-credentials.ts';

export interface TenantSettings {
  /** Null: the usual limits. Never rejects. */
  limitsOf(tenantId: string): Promise<RateLimitOverrides | null>;
}

/** How long nobody asks again after a registry that did not answer. */
const quietMs = 2_000;
/** More than this are asked for anew. */
const maxTenants = 10_000;
/** A request waits no longer than this to know its limits. */
const answerTimeoutMs = 500;

/** Asks the registry, which keeps its answers for a while; without one every tenant has the usual limits. */
export function createTenantSettings(
  registry: Pick<RegistryCredentials, 'tenant'> | undefined,
  logger: Logger,
): TenantSettings {
  const unanswered = new LRUCache<string, true>({ max: maxTenants, ttl: quietMs });
  return {
    async limitsOf(tenantId) {
      if (!registry || unanswered.has(tenantId)) return null;
      try {
        return await ask(registry, tenantId);
      } catch (error) {
        unanswered.set(tenantId, true);
        logger.warn(
          { err: error },
          'the rate limits of a tenant are not known; the usual ones hold',
        );
        return null;
      }
    },
  };
}

async function ask(
  registry: Pick<RegistryCredentials, 'tenant'>,
  tenantId: string,
): Promise<RateLimitOverrides | null> {
  const expired = () => new Error(`The registry did not answer within ${answerTimeoutMs} ms.`);
  const deadline = startDeadline({ timeoutMs: answerTimeoutMs, expired });
  try {
    const tenant = await deadline.race(registry.tenant(tenantId));
    return tenant?.rateLimits ?? null;
  } finally {
    deadline.end();
  }
}
