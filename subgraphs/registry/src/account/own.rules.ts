/** Whose credentials somebody may see. */
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { isAuthorized } from '@arbiter/kernel/actor/authorize.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';

/** Condition on rows of the tenant: all for those who administer its users, else the actor's own. */
export function visibleTo(
  actor: Actor,
  tenantId = actor.tenantId,
): { tenantId: string; userId?: string } {
  if (isAuthorized(actor, 'user:admin', tenantId)) return { tenantId };
  return { tenantId, userId: ownId(actor.id) };
}

/** Errors: NOT_FOUND, as for what does not exist, when the credential is somebody else's. */
export function requireOwn(
  actor: Actor,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
  what: string,
): void {
  if (userId === actor.id || isAuthorized(actor, 'user:admin', tenantId)) return;
  throw notFound(what, 'input.id');
}

/** An id of no user, for actors that have no account here. */
const nobody = '00000000-0000-0000-0000-000000000000';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function ownId(id: string): string {
  return uuid.test(id) ? id : nobody;
}
