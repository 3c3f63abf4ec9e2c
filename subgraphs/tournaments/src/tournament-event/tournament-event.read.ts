/** Following the events of one tournament. */
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { Database } from '@arbiter/server/db/database.ts';
import { selectRow, selectRows } from '@arbiter/server/db/rows.ts';
import { type Delivery, type LogSource, followLog } from '@arbiter/server/events/event-log.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Tournament, type TournamentRow } from '../tournament/tournament.entity.ts';
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
  { database, notifications }: Pick<Deps, 'database' | 'notifications'>,
  { em, identity }: ReadScope,
  { tournamentId, after }: FollowRequest,
): Promise<AsyncIterableIterator<DeliveredTournamentEvent, void>> {
  const tournament = await selectRow(await em(), Tournament, { id: tournamentId });
  if (!tournament) throw notFound('Tournament', 'tournamentId');
  return followLog({
    log: tournamentLog(tournament.id),
    tenantId: tournament.tenantId,
    source: logSource(database, identity.actor, tournament),
    notifications,
    after,
  });
}

/** Each read is a session of its own: a subscription holds no connection while it waits. */
function logSource(
  database: Database,
  actor: Actor,
  { id, tenantId }: TournamentRow,
): LogSource<TournamentEventRow> {
  const log = [tenantId, tournamentLog(id)];
  return {
    async head() {
      await using reader = openReader(database, actor);
      const [head] = await (
        await reader.em()
      ).execute<{ position: string }[]>(
        'select position from tournaments.log_heads where tenant_id = ? and log = ?',
        log,
      );
      return Number(head?.position ?? 0);
    },
    async read(after, limit) {
      await using reader = openReader(database, actor);
      const em = await reader.em();
      const places = await em.execute<{ position: string; event_id: string }[]>(
        `select position, event_id from tournaments.log_positions
         where tenant_id = ? and log = ? and position > ? order by position limit ?`,
        [...log, after, limit],
      );
      const ids = places.map(({ event_id: eventId }) => eventId);
      const rows = await selectRows(em, TournamentEvent, { id: { $in: ids } });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return places.map(({ position, event_id: eventId }) => ({
        position: Number(position),
        value: byId.get(eventId)!,
      }));
    },
  };
}

function openReader(database: Database, actor: Actor) {
  const reader = database.reader(actor);
  return { em: () => reader.em(), [Symbol.asyncDispose]: () => reader.end() };
}
