/** Following the events of one tournament. */
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { Delivery } from '@arbiter/server/events/event-log.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Tournament } from '../tournament/tournament.entity.ts';
import { TournamentEvent, type TournamentEventRow } from './tournament-event.entity.ts';
import { tournamentLog } from './tournament-log.rules.ts';

export type DeliveredTournamentEvent = Delivery<TournamentEventRow>;

export interface FollowRequest {
  readonly tournamentId: string;
  readonly after?: string | null | undefined;
}

/**
 * The tournament's events, in order, each once, from `after` on. Errors, before anything is
 * delivered: NOT_FOUND for a tournament outside the actor's tenants, BAD_USER_INPUT naming `after`,
 * SUBSCRIPTION_GAP.
 */
export async function followTournament(
  { logs, crossTenantReads }: Pick<Deps, 'logs' | 'crossTenantReads'>,
  { em, identity }: ReadScope,
  { tournamentId, after }: FollowRequest,
): Promise<AsyncIterableIterator<DeliveredTournamentEvent, void>> {
  const tournament = await selectRow(await em(), Tournament, { id: tournamentId });
  if (!tournament) throw notFound('Tournament', 'tournamentId');
  const { id, tenantId } = tournament;
  await crossTenantReads.record(identity, [tenantId], 'Subscription.tournamentEvents');
  return logs.follow({ log: tournamentLog(id), entity: TournamentEvent }, { tenantId, after });
}
