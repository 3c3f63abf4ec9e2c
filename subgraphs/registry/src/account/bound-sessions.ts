/** How many sessions a person has open at once. */
import type { EventScope } from '../events.ts';
import { accountEvent } from './account.events.ts';

/**
 * In one tenant. Far more browsers than anybody has, and few enough to look through for one that is not
 * one's own; a program that signs in again and again leaves no more than these behind.
 */
const maxOpenSessions = 100;

/**
 * Ends the oldest of the user's open sessions in the tenant beyond the limit; each new one calls it. Needs a
 * transaction that may write there, and the user's lock. Effects: the sessions, event SESSION_REVOKED of each.
 */
export async function endOldestSessions(
  scope: EventScope,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
): Promise<void> {
  const { deps, tx } = scope;
  const now = deps.clock();
  // By ids, which are ordered by time, along the index of the owner.
  const ended = await tx.execute<{ id: string }[]>(
    `update registry.sessions set revoked_at = ? where id in (
       select id from registry.sessions
       where tenant_id = ? and user_id = ? and revoked_at is null and expires_at > ?
       order by id desc offset ${maxOpenSessions})
     returning id`,
    [now, tenantId, userId, now],
  );
  for (const { id } of ended) {
    await accountEvent(scope, {
      type: 'SESSION_REVOKED',
      tenantId,
      about: ['Session', id],
      data: { userId },
    });
  }
}
