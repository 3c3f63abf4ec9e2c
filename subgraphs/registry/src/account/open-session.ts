/** Sessions as signing in and out makes and ends them. */
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { EventScope } from '../events.ts';
import type { MembershipRow } from '../membership/membership.entity.ts';
import { Session } from '../session/session.entity.ts';
import type { IdentityProvider, User } from '../user/user.entity.ts';
import { accountsActor } from './account.actor.ts';
import { accountEvent } from './account.events.ts';
import { endOldestSessions } from './bound-sessions.ts';
import { forgetSessions } from './forget-ended.ts';
import { newSecret } from './secret.rules.ts';

export interface NewSession {
  readonly provider: IdentityProvider;
  /** Seconds for which the session is good at most, and for which it may lie idle. */
  readonly session: { readonly lifetimeSeconds: number; readonly idleSeconds: number };
  /** SHA-256 of the session that the browser had so far; null when it had none. */
  readonly replaces: string | null;
}

export interface SignedIn {
  /** The session's token, given to the browser once. */
  readonly token: string;
  readonly expiresAt: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly tenantId: string;
}

/**
 * Opens a session for the member, and ends the one that the browser had: nobody would end it there any more.
 * The oldest ends when the person has too many. Effects: these sessions, the user's last login, events LOGIN,
 * LOGOUT and SESSION_REVOKED.
 */
export async function openSession(
  { deps, tx, identity }: EventScope,
  member: { readonly user: User; readonly membership: MembershipRow },
  { provider, session: limits, replaces }: NewSession,
): Promise<SignedIn> {
  const { user, membership } = member;
  const { tenantId } = membership;
  const now = deps.clock();
  const { text, tokenHash } = newSecret('session');
  const session = tx.create(Session, {
    id: deps.newId(),
    tenantId,
    userId: user.id,
    tokenHash,
    provider,
    expiresAt: new Date(now.getTime() + limits.lifetimeSeconds * 1000),
    idleSeconds: limits.idleSeconds,
    clientAddress: identity.clientAddress ?? null,
    userAgent: identity.userAgent ?? null,
    createdAt: now,
  });
  tx.assign(user, { lastLoginAt: now });
  await tx.flush();
  await forgetSessions(tx, { tenantId, userId: user.id, now });
  const actor = { ...identity.actor, id: user.id, tenantId };
  const scope = { deps, tx, identity: { ...identity, actor } };
  const { id: sessionId } = session;
  const expiresAt = session.expiresAt.toISOString();
  await accountEvent(scope, {
    type: 'LOGIN',
    tenantId,
    about: ['Session', sessionId],
    data: { provider, expiresAt },
  });
  if (replaces !== null) await endSession(scope, replaces);
  await endOldestSessions(scope, { tenantId, userId: user.id });
  return { token: text, expiresAt, sessionId, userId: user.id, tenantId };
}

/** Ends the session with this SHA-256, if there is one. Effects: the session, event LOGOUT. */
export async function signOut(
  deps: Deps,
  request: RequestIdentity,
  tokenHash: string,
): Promise<void> {
  await deps.database.transaction(accountsActor, (tx) =>
    endSession({ deps, tx, identity: request }, tokenHash),
  );
}

/** As whoever the session is of: it is their own browser that ends it. */
async function endSession(scope: EventScope, tokenHash: string): Promise<void> {
  const { deps, tx, identity } = scope;
  const session = await tx.findOne(Session, { tokenHash, revokedAt: null });
  if (!session) return;
  tx.assign(session, { revokedAt: deps.clock() });
  await tx.flush();
  const { id, userId, tenantId } = session;
  const actor: Actor = { ...accountsActor, kind: 'USER', id: userId, tenantId };
  const own = { ...scope, identity: { ...identity, actor } };
  await accountEvent(own, { type: 'LOGOUT', tenantId, about: ['Session', id] });
}
