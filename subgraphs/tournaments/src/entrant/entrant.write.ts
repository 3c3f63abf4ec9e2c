/** Writing entrants: pieces of commands; they run in a command's transaction. */
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import {
  type FinishedPairing,
  type PointsChange,
  type Tally,
  gainsOf,
} from '../standing/standing-change.rules.ts';
import type { TournamentRow } from '../tournament/tournament.entity.ts';
import type { NewEntrant } from './entrant-request.rules.ts';
import { Entrant, type EntrantRow } from './entrant.entity.ts';

/** Stores the entrants in their order, numbered on from `after`. One statement. */
export async function insertEntrants(
  { deps, tx }: { deps: Pick<Deps, 'newId'>; tx: Transaction },
  { id: tournamentId, tenantId }: TournamentRow,
  { entrants, after, at }: { entrants: readonly NewEntrant[]; after: number; at: Date },
): Promise<EntrantRow[]> {
  const rows = entrants.map((entrant, index) => ({
    ...entrant,
    id: deps.newId(),
    tenantId,
    tournamentId,
    entryNumber: after + index + 1,
    points: 0,
    wins: 0,
    draws: 0,
    losses: 0,
    withdrawnAt: null,
    createdAt: at,
  }));
  if (rows.length > 0) await tx.insertMany(Entrant, rows);
  return rows;
}

export interface Drawn {
  readonly entrantId: string;
  /** 1 for the first of the draw. */
  readonly seed: number;
  /** What byes give before the first match. */
  readonly tally: Tally;
}

/** Gives the drawn entrants their seeds and bye points, and takes the seeds of all others away. */
export async function seedEntrants(
  tx: Transaction,
  tournamentId: string,
  drawn: readonly Drawn[],
): Promise<void> {
  const rows = drawn.map(({ entrantId, seed, tally: { points, wins } }) => ({
    id: entrantId,
    seed,
    points,
    wins,
  }));
  await tx.execute(
    `update tournaments.entrants e
     set seed = drawn.seed, points = coalesce(drawn.points, 0), wins = coalesce(drawn.wins, 0)
     from tournaments.entrants every
     left join json_to_recordset(?::json)
       as drawn(id uuid, seed int, points double precision, wins int) on drawn.id = every.id
     where every.tournament_id = ? and e.id = every.id`,
    [JSON.stringify(rows), tournamentId],
  );
}

/** Adds what the pairings give to their entrants. One statement; returns what changed. */
export async function addResults(
  tx: Transaction,
  pairings: readonly FinishedPairing[],
): Promise<PointsChange[]> {
  const gains = gainsOf(pairings);
  const rows = [...gains].map(([id, gain]) => ({ id, ...gain }));
  const updated = await tx.execute<{ id: string; points: number }[]>(
    `update tournaments.entrants e
     set points = e.points + gain.points, wins = e.wins + gain.wins,
       draws = e.draws + gain.draws, losses = e.losses + gain.losses
     from json_to_recordset(?::json)
       as gain(id uuid, points double precision, wins int, draws int, losses int)
     where e.id = gain.id
     returning e.id, e.points`,
    [JSON.stringify(rows)],
  );
  const points = new Map(updated.map((row) => [row.id, row.points]));
  return rows.map(({ id: entrantId, points: gained }) => {
    const after = points.get(entrantId) ?? gained;
    return { entrantId, pointsBefore: after - gained, points: after };
  });
}
