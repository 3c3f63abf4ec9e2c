/**
 * Forgetting sessions and invitations that ended long ago: each new one takes some of the oldest of the same
 * owner with it, so that there are never many and no background work needs rights on who is signed in. Not
 * audited: how they began and ended is in the ledger already.
 */
import type { Transaction } from '@arbiter/server/db/database.ts';
import { dayMs } from './expiry.rules.ts';

/** Long enough to look up where one was signed in lately, and whom one invited. */
export const endedRetentionMs = 30 * dayMs;
/** More than come new at once, so that what has piled up goes. */
const sweepSize = 100;

/** Sessions of the user in the tenant. Needs a transaction that may write there. */
export async function forgetSessions(
  tx: Transaction,
  { tenantId, userId, now }: { tenantId: string; userId: string; now: Date },
): Promise<void> {
  await sweep(tx, 'sessions', {
    where: 'tenant_id = ? and user_id = ?',
    of: [tenantId, userId],
    now,
  });
}

/** Invitations of the tenant. Needs a transaction that may write there. */
export async function forgetInvitations(
  tx: Transaction,
  { tenantId, now }: { tenantId: string; now: Date },
): Promise<void> {
  await sweep(tx, 'invitations', { where: 'tenant_id = ?', of: [tenantId], now });
}

interface Sweep {
  readonly where: string;
  readonly of: readonly string[];
  readonly now: Date;
}

/** By ids, which are ordered by time: the oldest first, along the index of the owner. */
async function sweep(
  tx: Transaction,
  table: 'sessions' | 'invitations',
  { where, of, now }: Sweep,
): Promise<void> {
  await tx.execute(
    `delete from registry.${table} where id in (
       select id from registry.${table} where ${where} and expires_at < ?
       order by id limit ${sweepSize})`,
    [...of, new Date(now.getTime() - endedRetentionMs)],
  );
}
