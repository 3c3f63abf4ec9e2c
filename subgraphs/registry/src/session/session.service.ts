/** Commands on sessions: end one, or all of a user. They begin by signing in. */
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountsActor } from '../account/account.actor.ts';
import { accountEvent } from '../account/account.events.ts';
import { requireManageable, requireNoMoreRights } from '../membership/manageable.ts';
import { accountOf } from '../user/user.read.ts';
import { Session, type SessionRow } from './session.entity.ts';

/**
 * Ends a session; one that was ended already stays as it is. Errors: FORBIDDEN, also for that of a member
 * who may do more than the actor; NOT_FOUND. Effects: the session, event SESSION_REVOKED.
 */
export async function revokeSession(
  deps: Deps,
  identity: RequestIdentity,
  command: { readonly id: string },
): Promise<SessionRow> {
  const { actor } = identity;
  authorize(actor, 'account:write');
  const id = requireUuid(command.id, 'Session', 'input.id');
  return deps.database.transaction(actor, async (tx) => {
    const session = await lockRow(tx, actor, {
      entity: Session,
      where: { id },
      action: 'account:write',
      field: 'input.id',
    });
    await requireManageable(tx, actor, { credential: session, what: 'Session' });
    if (session.revokedAt != null) return session;
    tx.assign(session, { revokedAt: deps.clock() });
    await tx.flush();
    const { tenantId, userId } = session;
    await accountEvent(
      { deps, tx, identity },
      { type: 'SESSION_REVOKED', tenantId, about: ['Session', id], data: { userId } },
    );
    return session;
  });
}

/**
 * Ends the actor's sessions in every tenant, or another user's in the actor's tenant, and says how many were
 * open. Errors: FORBIDDEN, as revokeSession; BAD_USER_INPUT without a user for actors that have no account.
 * Effects: the sessions, and for each tenant that had some one event SESSION_REVOKED of the user.
 */
export async function revokeAllSessions(
  deps: Deps,
  identity: RequestIdentity,
  command: { readonly userId?: string | null | undefined },
): Promise<number> {
  const { actor } = identity;
  authorize(actor, 'account:write');
  const own = accountOf(actor);
  const userId = command.userId == null ? own : requireUuid(command.userId, 'User', 'input.userId');
  if (userId === null) throw badInput('input.userId', 'Say whose: you have no account here.');
  if (userId === own) return revokeOf({ deps, identity }, { userId, reach: accountsActor });
  authorize(actor, 'user:admin');
  return revokeOf({ deps, identity }, { userId, reach: actor, tenantId: actor.tenantId });
}

/** Who signs out everywhere has proved who they are, so that the registry itself ends their sessions. */
async function revokeOf(
  { deps, identity }: { deps: Deps; identity: RequestIdentity },
  { userId, reach, tenantId }: { userId: string; reach: Actor; tenantId?: string },
): Promise<number> {
  const where = tenantId === undefined ? '' : 'and tenant_id = ?';
  const now = deps.clock();
  return deps.database.transaction(reach, async (tx) => {
    if (tenantId !== undefined) {
      const owner = { tenantId, userId };
      await requireNoMoreRights(tx, identity.actor, { owner, field: 'input.userId' });
    }
    const ended = await tx.execute<{ tenantId: string }[]>(
      `update registry.sessions set revoked_at = ?
       where user_id = ? and revoked_at is null and expires_at > ? ${where}
       returning tenant_id as "tenantId"`,
      [now, userId, now, ...(tenantId === undefined ? [] : [tenantId])],
    );
    for (const [of, rows] of Map.groupBy(ended, (row) => row.tenantId)) {
      const data = { revoked: rows.length };
      await accountEvent(
        { deps, tx, identity },
        { type: 'SESSION_REVOKED', tenantId: of, about: ['User', userId], data },
      );
    }
    return ended.length;
  });
}
