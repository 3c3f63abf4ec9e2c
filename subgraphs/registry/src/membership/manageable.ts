/** Whose accounts and credentials somebody may change and end. */
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRow, selectRows } from '@arbiter/server/db/rows.ts';
import { requireOwn } from '../account/own.rules.ts';
import { requireScopesOf } from '../account/role.rules.ts';
import { Membership } from './membership.entity.ts';

interface Owned {
  readonly tenantId: string;
  readonly userId: string;
}

/**
 * The own ones, and those of members who may do no more: otherwise a MANAGER could lock an ADMIN out. How far
 * a member reaches does not matter, so that whoever administers a tenant ends a key that leaked. Errors:
 * NOT_FOUND, as for what does not exist, when it is somebody else's; FORBIDDEN for who may do more.
 */
export async function requireManageable(
  tx: Transaction,
  actor: Actor,
  { credential, what }: { readonly credential: Owned; readonly what: string },
): Promise<void> {
  requireOwn(actor, credential, what);
  await requireNoMoreRights(tx, actor, { owner: credential, field: 'input.id' });
}

/** Errors: FORBIDDEN when the owner, a member of the tenant, may do more there than the actor. */
export async function requireNoMoreRights(
  tx: Transaction,
  actor: Actor,
  { owner: { tenantId, userId }, field }: { readonly owner: Owned; readonly field: string },
): Promise<void> {
  if (userId === actor.id) return;
  const member = await selectRow(tx, Membership, { tenantId, userId });
  if (member) requireScopesOf(actor, member, field);
}

/**
 * As requireNoMoreRights, for what concerns the owner in every tenant: of all memberships that the actor may
 * read.
 */
export async function requireNoMoreRightsAnywhere(
  tx: Transaction,
  actor: Actor,
  { userId, field }: { readonly userId: string; readonly field: string },
): Promise<void> {
  if (userId === actor.id) return;
  const memberships = await selectRows(tx, Membership, { userId });
  for (const member of memberships) requireScopesOf(actor, member, field);
}
