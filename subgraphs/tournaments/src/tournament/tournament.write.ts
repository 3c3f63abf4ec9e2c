/**
 * The tournament as the aggregate of its commands: locked before anything is decided, changed with
 * everything that happens in it. These are pieces of commands; they run in a command's transaction.
 */
import { LockMode } from '@mikro-orm/postgresql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { type Action, authorize } from '@arbiter/kernel/actor/authorize.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { StandingRow } from '../standing/standings.rules.ts';
import { accepted } from './refusal.rules.ts';
import { decideTransition } from './tournament-status.rules.ts';
import { Tournament } from './tournament.entity.ts';

export interface LockRequest {
  readonly identity: RequestIdentity;
  readonly action: Action;
  readonly tournamentId: string;
  /** Where the caller's input names the tournament. */
  readonly field: string;
}

/**
 * The tournament, locked until the transaction ends: commands on one tournament run one after
 * another. Errors: NOT_FOUND; FORBIDDEN where the actor may read the tournament but not do this.
 */
export async function lockTournament(
  tx: Transaction,
  { identity: { actor }, action, tournamentId: id, field }: LockRequest,
): Promise<Tournament> {
  const tournament = await tx.findOne(Tournament, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  // Row level security locks only what the actor may write; what it may read is no secret.
  const known = tournament ?? (await selectRow(tx, Tournament, { id }));
  if (known) authorize(actor, action, known.tenantId);
  if (!tournament) throw notFound('Tournament', field);
  return tournament;
}

/**
 * Says that something in the tournament has changed, so that its version counts the command: the
 * instant always moves on, even where the clock has not.
 */
export function touch(tournament: Tournament, at: Date): void {
  const next = Math.max(at.getTime(), tournament.updatedAt.getTime() + 1);
  tournament.updatedAt = new Date(next);
}

/** Completes a running tournament after its last match, with its final standings. */
export function complete(
  tournament: Tournament,
  { results, at }: { results: readonly StandingRow[]; at: Date },
): void {
  tournament.status = accepted(decideTransition(tournament.status, 'complete')).status;
  tournament.results = results;
  tournament.completedAt = at;
}
