/** Finishing matches: pieces of commands; they run in a command's transaction. */
import type { Transaction } from '@arbiter/server/db/database.ts';
import { addResults } from '../entrant/entrant.write.ts';
import {
  type TournamentDomainEvent,
  matchRecorded,
  standingsChanged,
  tournamentCompleted,
} from '../events.ts';
import type { Tournament } from '../tournament/tournament.entity.ts';
import { completeWhenDone, touch } from '../tournament/tournament.write.ts';
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
  touch(tournament, at);
  if (endings.length === 0) return { recorded: [], consequences: [] };
  const recorded = endings.map(({ match, result }) => {
    const { status: statusBefore } = match;
    tx.assign(match, { ...result, status: 'COMPLETED', completedAt: at });
    return matchRecorded(tournament, match, { statusBefore, at });
  });
  const changes = await addResults(tx, endings.map(toPairing));
  tournament.openMatchCount -= endings.length;
  const moved = standingsChanged(tournament, { changes, finished: endings.length, at });
  const isComplete = completeWhenDone(tournament, at);
  return {
    recorded,
    consequences: isComplete ? [moved, tournamentCompleted(tournament)] : [moved],
  };
}

function toPairing({ match: { firstEntrantId, secondEntrantId }, result }: Ending) {
  return { firstEntrantId, secondEntrantId: secondEntrantId!, result };
}
