/** Commands on matches: report a result. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { badInput, notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { emit } from '../events.ts';
import { rateMatch } from '../rating/rating.write.ts';
import { accepted } from '../tournament/refusal.rules.ts';
import type { Tournament } from '../tournament/tournament.entity.ts';
import { lockTournament } from '../tournament/tournament.write.ts';
import { Match, type MatchRow } from './match.entity.ts';
import { type MatchFacts, type ReportedScore, decideReport, resultOf } from './match.rules.ts';
import { finishMatches } from './match.write.ts';

export interface ReportMatch {
  readonly matchId: string;
  readonly scores: readonly ReportedScore[];
  readonly startedAt?: Date | null | undefined;
  readonly gameLogs?: unknown;
  readonly metadata?: unknown;
}

/**
 * Takes the result of a match: finishes and rates it, moves the standings, completes the tournament
 * with its last match. The same result again is answered with the match as it is, and has no effect.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT for entrants and scores that do not fit the match,
 * CONFLICT for another result, a forfeited match, a bye, or a tournament that is not running.
 * Effects: the match, two entrants, two ratings with their changes, the tournament; events
 * MATCH_RECORDED, RATING_CHANGED twice, STANDINGS_CHANGED and, at the end, TOURNAMENT_COMPLETED.
 * The number of statements does not depend on the size of the tournament.
 */
export async function reportMatch(
  deps: Deps,
  identity: RequestIdentity,
  command: ReportMatch,
): Promise<MatchRow> {
  const action = 'match:report';
  const field = 'input.matchId';
  authorize(identity.actor, action);
  const id = requireUuid(command.matchId, 'Match', field);
  const kept = keptValues(command, deps.clock());
  return deps.database.transaction(identity.actor, async (tx) => {
    const known = await selectRow(tx, Match, { id });
    if (!known) throw notFound('Match', field);
    const { tournamentId } = known;
    const tournament = await lockTournament(tx, { identity, action, tournamentId, field });
    // Only under the lock is it certain whether the match is still open.
    const match = await tx.findOneOrFail(Match, { id });
    const decision = accepted(decideReport(factsOf(match, tournament), normalized(command.scores)));
    if (decision.kind === 'replay') return match;
    const { result } = decision;
    const at = deps.clock();
    tx.assign(match, kept);
    const endings = [{ match, result }];
    const { recorded, consequences } = await finishMatches(tx, tournament, { endings, at });
    // Written before the ratings are locked: others wait for those, so they are held shortly.
    await tx.flush();
    const rated = await rateMatch({ deps, tx }, { tournament, match, result, at });
    await emit({ deps, tx, identity }, [...recorded, ...rated, ...consequences]);
    return match;
  });
}

/** What the report says besides the result. Errors: BAD_USER_INPUT. */
function keptValues({ startedAt, gameLogs, metadata }: ReportMatch, now: Date) {
  if (startedAt != null && startedAt > now) {
    throw badInput('input.startedAt', 'A finished match has not begun in the future.', {
      allowed: ['an instant that is past'],
    });
  }
  return {
    startedAt: startedAt ?? null,
    gameLogs: gameLogs ?? null,
    metadata: requireObject(metadata, 'input.metadata'),
  };
}

/** Ids are compared in lower case, as they are stored. */
function normalized(scores: readonly ReportedScore[]): ReportedScore[] {
  return scores.map(({ entrantId, score }) => ({ entrantId: entrantId.toLowerCase(), score }));
}

function factsOf(match: Match, tournament: Tournament): MatchFacts {
  const { status, firstEntrantId, secondEntrantId } = match;
  return {
    status,
    firstEntrantId,
    secondEntrantId: secondEntrantId ?? null,
    result: resultOf(match),
    tournamentStatus: tournament.status,
    supportsDraws: tournament.config.allowsDraws,
  };
}
