/** The tenants that a list is asked for, within those that its reader may read. */
import { badInput } from '../errors/app-error.ts';
import { type Actor, containsTenant, readableTenants } from './actor.ts';
import { requireTenantId } from './tenant-id.ts';

/** A group has a few partners; more would be a way to try names. */
export const maxRequestedTenants = 100;

/**
 * Each of the tenants once that the actor may read; its own when none are given. Others are left out
 * without a word, whether or not they exist. Errors: BAD_USER_INPUT for more than 100, and for what
 * cannot name a tenant.
 */
export function requireReadable(
  actor: Actor,
  requested: readonly string[] | null | undefined,
  field = 'tenants',
): string[] {
  const readable = readableTenants(actor);
  if (requested == null) return containsTenant(readable, actor.tenantId) ? [actor.tenantId] : [];
  if (requested.length > maxRequestedTenants) {
    throw badInput(field, `${field} must have at most ${maxRequestedTenants} entries.`, {
      allowed: [`at most ${maxRequestedTenants} entries`],
    });
  }
  const valid = requested.map((id, index) => requireTenantId(id, `${field}[${index}]`));
  return [...new Set(valid)].filter((id) => containsTenant(readable, id));
}
