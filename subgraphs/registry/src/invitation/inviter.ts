/**
 * Invitations end with the rights of who made them. They would otherwise be a way back for whoever is removed:
 * an invitation to a second address of theirs, or a second one to themselves, kept for later.
 */
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRow, selectRows } from '@arbiter/server/db/rows.ts';
import { accountEvent } from '../account/account.events.ts';
import { type AccountRole, accountRoles, mayInvite } from '../account/role.rules.ts';
import type { EventScope } from '../events.ts';
import { Membership } from '../membership/membership.entity.ts';
import { User } from '../user/user.entity.ts';

/**
 * Whether the invitation's maker is still let in, and belongs to its tenant or administers all. True for who
 * has no account here: of a provider's people nothing is known, and the command line is the operator's. Needs
 * a transaction that reaches every tenant.
 */
export async function isInviterPresent(
  tx: Transaction,
  { tenantId, createdBy }: { readonly tenantId: string; readonly createdBy: string },
): Promise<boolean> {
  if (!isUuid(createdBy)) return true;
  const inviter = await selectRow(tx, User, { id: createdBy });
  if (!inviter?.isActive) return inviter === null;
  const memberships = await selectRows(tx, Membership, { userId: inviter.id });
  return memberships.some((each) => each.accessLevel === 'ADMIN' || each.tenantId === tenantId);
}

/**
 * Takes back what the member has invited to in the tenant and could not any more. `role` is null for who is no
 * member from here on; they are not invited any more either. Effects: the invitations, and if there were some
 * event INVITATION_REVOKED of the user.
 */
export async function revokeInvitationsOf(
  scope: EventScope,
  member: { readonly tenantId: string; readonly userId: string },
  role: AccountRole | null,
): Promise<void> {
  const { deps, tx } = scope;
  const { tenantId, userId } = member;
  const lost = accountRoles.filter((each) => role === null || !mayInvite(role, each));
  if (lost.length === 0) return;
  const now = deps.clock();
  const revoked = await tx.execute<unknown[]>(
    `update registry.invitations set revoked_at = ?
     where tenant_id = ? and revoked_at is null and accepted_at is null and expires_at > ?
       and (created_by = ? and role = any(string_to_array(?, ','))
         or ? and email = (select email from registry.users where id = ?)) returning 1`,
    [now, tenantId, now, userId, lost.join(','), role === null, userId],
  );
  if (revoked.length === 0) return;
  await accountEvent(scope, {
    type: 'INVITATION_REVOKED',
    tenantId,
    about: ['User', userId],
    data: { revoked: revoked.length },
  });
}
