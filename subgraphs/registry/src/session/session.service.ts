/** Commands on sessions: end one, or all of a user. They begin by signing in. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountEvent } from '../account/account.events.ts';
import { requireOwn } from '../account/own.rules.ts';
import { accountOf } from '../user/user.read.ts';
import { Session, type SessionRow } from './session.entity.ts';

/**
 * Ends a session; one that was ended already stays as it is. Errors: FORBIDDEN, NOT_FOUND. Effects: the
 * session, event SESSION_REVOKED.
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
    requireOwn(actor, session, 'Session');
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
 * Ends every session of the user in the actor's tenant and says how many were open. Errors: FORBIDDEN;
 * BAD_USER_INPUT without a user for actors that have no account. Effects: the sessions, one event
 * SESSION_REVOKED of the user when there were any.
 */
export async function revokeAllSessions(
  deps: Deps,
  identity: RequestIdentity,
  command: { readonly userId?: string | null | undefined },
): Promise<number> {
  const { actor } = identity;
  const { tenantId } = actor;
  authorize(actor, 'account:write');
  const own = accountOf(actor);
  const userId = command.userId == null ? own : requireUuid(command.userId, 'User', 'input.userId');
  if (userId === null) throw badInput('input.userId', 'Say whose: you have no account here.');
  if (userId !== own) authorize(actor, 'user:admin');
  return deps.database.transaction(actor, async (tx) => {
    const ended = await tx.execute<unknown[]>(
      `update registry.sessions set revoked_at = ?
       where tenant_id = ? and user_id = ? and revoked_at is null and expires_at > ? returning id`,
      [deps.clock(), tenantId, userId, deps.clock()],
    );
    const revoked = ended.length;
    if (revoked > 0) {
      await accountEvent(
        { deps, tx, identity },
        { type: 'SESSION_REVOKED', tenantId, about: ['User', userId], data: { revoked } },
      );
    }
    return revoked;
  });
}
