/** The command that deletes an account. */
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { LockMode } from '@mikro-orm/postgresql';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountEvent } from '../account/account.events.ts';
import { requireAdminLevel, requireRightsOf } from '../account/role.rules.ts';
import { endMembership } from '../membership/end-membership.service.ts';
import { Membership } from '../membership/membership.entity.ts';
import { Session } from '../session/session.entity.ts';
import { lockTenant } from '../tenant/tenant.lock.ts';
import { UserPreference } from '../user-preference/user-preference.entity.ts';
import { User, UserIdentity } from './user.entity.ts';

/**
 * Deletes an account softly and gives its id: nothing lets it in any more, nobody reads it, and its name and
 * address are free. Errors: FORBIDDEN for a person unless the caller has the level ADMIN, and for who may do
 * or reach more; NOT_FOUND, also for one that was deleted; CONFLICT for oneself and the last ADMIN of a
 * tenant. Effects: the user, its identities, preferences, memberships, sessions and keys; event MEMBER_REMOVED
 * in each tenant of which it was a member, then USER_DELETED in its own, which names none of the others.
 */
export async function deleteUser(
  deps: Deps,
  identity: RequestIdentity,
  command: { readonly id: string },
): Promise<string> {
  const { actor } = identity;
  authorize(actor, 'user:admin');
  const id = requireUuid(command.id, 'User', 'input.id');
  return deps.database.transaction(actor, async (tx) => {
    const scope = { deps, tx, identity };
    const user = await lockDeletable(tx, actor, id);
    const memberships = await lockMemberships(tx, actor, id);
    for (const member of memberships) requireRightsOf(actor, member, 'input.id');
    for (const member of memberships) await endMembership(scope, member);
    await tx.nativeDelete(UserIdentity, { userId: id });
    await tx.nativeDelete(UserPreference, { userId: id });
    // Old ones are forgotten by the next sign-in, which does not come, and they say where somebody was.
    await tx.nativeDelete(Session, { userId: id });
    const now = deps.clock();
    tx.assign(user, { isActive: false, deletedAt: now, updatedAt: now });
    await tx.flush();
    const { tenantId, isServiceAccount } = user;
    const change = { action: 'DELETE', before: { isServiceAccount } } as const;
    await accountEvent(scope, { type: 'USER_DELETED', tenantId, about: ['User', id], change });
    return id;
  });
}

/**
 * People may belong to several groups, so that whether they are there is the installation's to say. Locked
 * before the memberships, as whoever signs in or accepts an invitation locks the account first too.
 */
async function lockDeletable(tx: Transaction, actor: Actor, id: string): Promise<User> {
  const user = await lockRow(tx, actor, {
    entity: User,
    where: { id, deletedAt: null },
    action: 'user:admin',
    field: 'input.id',
  });
  if (!user.isServiceAccount) requireAdminLevel(actor);
  if (id === actor.id) throw conflict('Nobody deletes themselves.', { field: 'input.id' });
  return user;
}

/** With their tenants, in one order, so that two deletions cannot each leave the other's ADMIN behind. */
async function lockMemberships(
  tx: Transaction,
  actor: Actor,
  userId: string,
): Promise<Membership[]> {
  const orderBy = { tenantId: 'asc' } as const;
  for (const { tenantId } of await selectRows(tx, Membership, { userId }, { orderBy })) {
    await lockTenant(tx, actor, { tenantId, action: 'user:admin', field: 'input.id' });
  }
  return tx.find(Membership, { userId }, { orderBy, lockMode: LockMode.PESSIMISTIC_WRITE });
}
