/**
 * Rating a finished match: a piece of a command; it runs in the command's transaction. Tournaments
 * that share agents rate them side by side: the rows of the two ratings are locked in the order of
 * their keys, so that no two transactions ever wait for each other in a circle, and each match
 * starts from what the one before it has left.
 */
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { Entrant, type EntrantRow } from '../entrant/entrant.entity.ts';
import { type TournamentDomainEvent, ratingChanged } from '../events.ts';
import type { MatchRow } from '../match/match.entity.ts';
import { type MatchResult, isRated } from '../match/match.rules.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { TournamentRow } from '../tournament/tournament.entity.ts';
import { type EloOutcome, newEloRecord, rateEloMatch } from './elo.rules.ts';
import { Rating, RatingChange, type RatingChangeRow, type RatingRow } from './rating.entity.ts';
import { ratingKey } from './rating-key.rules.ts';

interface RatedMatch {
  readonly tournament: TournamentRow;
  readonly match: MatchRow;
  readonly result: MatchResult;
  readonly at: Date;
}

/**
 * Applies the match to both ratings, which begin with it where they did not exist. A forfeit is not
 * rated. Returns RATING_CHANGED for the first seat, then for the second; takes four statements.
 */
export async function rateMatch(
  { deps, tx }: { deps: Pick<Deps, 'newId'>; tx: Transaction },
  { tournament, match, result, at }: RatedMatch,
): Promise<TournamentDomainEvent[]> {
  if (!isRated(result)) return [];
  const entrants = await readSeats(tx, match);
  const [first, second] = await lockRatings({ deps, tx }, { tournament, entrants, at });
  const { kFactor } = tournament.config;
  const rated = rateEloMatch({ first, second, firstScore: result.firstScore, kFactor });
  const settled = [
    { rating: first, seat: 1, ...rated.first },
    { rating: second, seat: 2, ...rated.second },
  ] as const;
  const changes = settled.map((seat) => changeOf(seat, { id: deps.newId(), match, at }));
  await updateRatings(tx, settled, at);
  await tx.insertMany(RatingChange, changes);
  return settled.map(({ rating }, index) => ratingChanged(tournament, rating, changes[index]!));
}

async function readSeats(
  tx: Transaction,
  { firstEntrantId, secondEntrantId }: MatchRow,
): Promise<[EntrantRow, EntrantRow]> {
  const ids = [firstEntrantId, secondEntrantId!];
  const rows = await selectRows(tx, Entrant, { id: { $in: ids } });
  const [first, second] = ids.map((id) => rows.find((row) => row.id === id)!);
  return [first!, second!];
}

/**
 * Both ratings, in seat order, locked until the transaction ends. The update that a conflict makes
 * is what locks a row that exists; rows are taken in the order of the select.
 */
async function lockRatings(
  { deps, tx }: { deps: Pick<Deps, 'newId'>; tx: Transaction },
  {
    tournament: { tenantId, gameType, ratingSystem },
    entrants,
    at,
  }: { tournament: TournamentRow; entrants: readonly [EntrantRow, EntrantRow]; at: Date },
): Promise<[RatingRow, RatingRow]> {
  const keys = entrants.map((entrant) => keyOf(entrant));
  const fresh = entrants.map((entrant) => ({
    id: deps.newId(),
    agent_key: keyOf(entrant),
    agent_id: entrant.agentId ?? null,
    agent_name: entrant.agentName,
  }));
  const { rating } = newEloRecord();
  await tx.execute(
    `insert into tournaments.ratings as r
       (id, tenant_id, agent_key, agent_id, agent_name, game_type, rating_system,
        rating, games_played, wins, draws, losses, metadata, updated_at)
     select id, ?, agent_key, agent_id, agent_name, ?, ?, ?, 0, 0, 0, 0, '{}', ?
     from json_to_recordset(?::json)
       as fresh(id uuid, agent_key text, agent_id uuid, agent_name text)
     order by agent_key collate "C"
     on conflict (tenant_id, game_type, rating_system, agent_key)
       do update set agent_name = excluded.agent_name`,
    [tenantId, gameType, ratingSystem, rating, at, JSON.stringify(fresh)],
  );
  const rows = await selectRows(tx, Rating, {
    tenantId,
    gameType,
    ratingSystem,
    agentKey: { $in: keys },
  });
  const [first, second] = keys.map((key) => rows.find(({ agentKey }) => agentKey === key)!);
  return [first!, second!];
}

function keyOf({ agentId, agentName }: EntrantRow): string {
  return ratingKey({ agentId: agentId ?? null, agentName });
}

interface Settled extends EloOutcome {
  readonly rating: RatingRow;
  readonly seat: 1 | 2;
}

function changeOf(
  { rating, seat, record, change }: Settled,
  { id, match, at }: { id: string; match: MatchRow; at: Date },
): RatingChangeRow {
  return {
    ...change,
    id,
    tenantId: rating.tenantId,
    ratingId: rating.id,
    matchId: match.id,
    seat,
    gameNumber: record.gamesPlayed,
    occurredAt: at,
  };
}

async function updateRatings(
  tx: Transaction,
  settled: readonly Settled[],
  at: Date,
): Promise<void> {
  const rows = settled.map(({ rating: { id }, record }) => ({ id, ...record }));
  await tx.execute(
    `update tournaments.ratings r
     set rating = record.rating, games_played = record."gamesPlayed", wins = record.wins,
       draws = record.draws, losses = record.losses, updated_at = ?
     from json_to_recordset(?::json) as record
       (id uuid, rating double precision, "gamesPlayed" int, wins int, draws int, losses int)
     where r.id = record.id`,
    [at, JSON.stringify(rows)],
  );
}
