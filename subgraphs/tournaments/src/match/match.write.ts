/** Finishing matches: pieces of commands; they run in a command's transaction. */
import type { Transaction } from '@arbiter/server/db/database.ts';
import { readRoster } from '../entrant/entrant.read.ts';
import { addResults } from '../entrant/entrant.write.ts';
import {
  type TournamentDomainEvent,
  matchRecorded,
  standingsChanged,
  tournamentCompleted,
} from '../events.ts';
import { readStandings } from '../standing/standing.read.ts';
import type { StandingRow } from '../standing/standings.rules.ts';
import type { Tournament } from '../tournament/tournament.entity.ts';
import { complete, touch } from '../tournament/tournament.write.ts';
import type { Match } from './match.entity.ts';
import type { MatchResult } from './match.rules.ts';

/** A match that is open, and how it ends. */
export interface Ending {
  readonly match: Match;
  readonly result: MatchResult;
}

export interface Finished {
  /** MATCH_RECORDED, one for each match, in the order given. */
  readonly recorded: readonly TournamentDomainEvent[];
  /** STANDINGS_CHANGED and, with the last match, TOURNAMENT_COMPLETED. */
  readonly consequences: readonly TournamentDomainEvent[];
}

/**
 * Stores the results, moves the standings, and completes the tournament when no match is left. The
 * events are returned, not written, so that the command can put its own among them. `tournament` is
 * locked. Takes a constant number of statements.
 */
export async function finishMatches(
  tx: Transaction,
  tournament: Tournament,
  { endings, at }: { endings: readonly Ending[]; at: Date },
): Promise<Finished> {
  if (endings.length === 0) {
    touch(tournament, at);
    return { recorded: [], consequences: [] };
  }
  const recorded = endings.map(({ match, result }) => {
    const { status: statusBefore } = match;
    tx.assign(match, { ...result, status: 'COMPLETED', completedAt: at });
    return matchRecorded(tournament, match, { statusBefore, at });
  });
  const changes = await addResults(tx, endings.map(toPairing));
  // Before the tournament is changed, so that it is written once and its version counts once.
  const isLast = tournament.openMatchCount === endings.length;
  const results = isLast ? await readResults(tx, tournament.id) : null;
  touch(tournament, at);
  tournament.openMatchCount -= endings.length;
  const moved = standingsChanged(tournament, { changes, finished: endings.length, at });
  if (!results) return { recorded, consequences: [moved] };
  complete(tournament, { results, at });
  const completed = tournamentCompleted(tournament, {
    results,
    entrants: await readRoster(tx, tournament.id),
  });
  return { recorded, consequences: [moved, completed] };
}

/** The final standings, from the matches as they are stored. */
async function readResults(tx: Transaction, tournamentId: string): Promise<readonly StandingRow[]> {
  await tx.flush();
  return readStandings(tx, tournamentId);
}

function toPairing({ match: { firstEntrantId, secondEntrantId }, result }: Ending) {
  return { firstEntrantId, secondEntrantId: secondEntrantId!, result };
}
