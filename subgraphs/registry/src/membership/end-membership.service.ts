/** Ending a membership: what removing a member and deleting an account have in common. */
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { accountEvent } from '../account/account.events.ts';
import type { EventScope } from '../events.ts';
import { revokeInvitationsOf } from '../invitation/inviter.ts';
import type { Membership } from './membership.entity.ts';

/**
 * Who may do so is the caller's to decide. Needs the locks of the tenant and the membership. Errors: CONFLICT
 * for the last ADMIN. Effects: the membership, the user's sessions, keys and open invitations in the tenant; event
 * MEMBER_REMOVED, and INVITATION_REVOKED if there were some.
 */
export async function endMembership(scope: EventScope, member: Membership): Promise<void> {
  const { deps, tx } = scope;
  await requireOtherAdmin(tx, member);
  const { id, tenantId, userId, role } = member;
  await revokeCredentials(tx, { tenantId, userId, now: deps.clock() });
  await revokeInvitationsOf(scope, member, null);
  tx.remove(member);
  await tx.flush();
  await accountEvent(scope, {
    type: 'MEMBER_REMOVED',
    tenantId,
    about: ['Membership', id],
    change: { action: 'DELETE', before: { userId, role } },
  });
}

/** Errors: CONFLICT for the last ADMIN of the tenant, whose row must be locked. */
export async function requireOtherAdmin(tx: Transaction, member: Membership): Promise<void> {
  if (member.role !== 'ADMIN') return;
  const [other] = await tx.execute<unknown[]>(
    `select 1 from registry.memberships m join registry.users u on u.id = m.user_id
     where m.tenant_id = ? and m.role = 'ADMIN' and m.id <> ? and u.is_active limit 1`,
    [member.tenantId, member.id],
  );
  if (other) return;
  throw conflict('A tenant keeps its last ADMIN; make somebody else one first.', {
    field: 'input.id',
  });
}

async function revokeCredentials(
  tx: Transaction,
  { tenantId, userId, now }: { tenantId: string; userId: string; now: Date },
): Promise<void> {
  for (const table of ['sessions', 'api_keys']) {
    await tx.execute(
      `update registry.${table} set revoked_at = ?
       where tenant_id = ? and user_id = ? and revoked_at is null`,
      [now, tenantId, userId],
    );
  }
}
