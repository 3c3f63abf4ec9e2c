/**
 * What a reported result does to a match: finish it, repeat what is known, or be refused. A report
 * may name the two entrants in either order; a result is stored by seat.
 */
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { type Refusal, refuseInput, refuseState } from '../tournament/refusal.rules.ts';
import { type TournamentStatus, refuseStatus } from '../tournament/tournament-status.rules.ts';

/** ASSIGNED and RUNNING belong to a worker. BYE has one entrant and never a result. */
export const matchStatuses = [
  'PENDING',
  'ASSIGNED',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'BYE',
] as const;

export type MatchStatus = (typeof matchStatuses)[number];

/** Statuses in which a match waits for its result. */
export const openMatchStatuses = [
  'PENDING',
  'ASSIGNED',
  'RUNNING',
] as const satisfies MatchStatus[];

/** A win, a draw, a loss. The two scores of a match sum to 1. */
export type Score = 0 | 0.5 | 1;

export const scores: readonly Score[] = [0, 0.5, 1];

export interface MatchResult {
  readonly firstScore: Score;
  readonly secondScore: Score;
  /** True where the result follows from a withdrawal; such a match counts, but is not rated. */
  readonly isForfeit: boolean;
}

export interface MatchFacts {
  readonly status: MatchStatus;
  readonly firstEntrantId: string;
  /** Null exactly when the status is BYE. */
  readonly secondEntrantId: string | null;
  /** Present exactly when the status is COMPLETED. */
  readonly result: MatchResult | null;
  readonly tournamentStatus: TournamentStatus;
  /** Whether the game of the tournament can end in a draw. */
  readonly supportsDraws: boolean;
}

/** One line of a report, as the client sends it: any number may arrive as the score. */
export interface ReportedScore {
  readonly entrantId: string;
  readonly score: number;
}

export type ReportDecision =
  /** Store this result, rate it, and see whether the tournament is complete. */
  | { readonly kind: 'finish'; readonly result: MatchResult }
  /** The same result is stored already: answer with the match as it is, change nothing. */
  | { readonly kind: 'replay' }
  | Refusal;

/**
 * Whether a report is taken. `match` is null when no such match is known.
 *
 * Refusals: NOT_FOUND (unknown match); BAD_USER_INPUT naming the field (not exactly the two
 * entrants of the match, a score other than 0, ½, 1, a sum other than 1, a draw where the game has
 * none); CONFLICT (another result is stored, the match was forfeited, failed or is a bye, the
 * tournament is not running). An identical repeat is `replay` even after the tournament has ended,
 * so that a reporter who missed the answer can safely ask again.
 */
export function decideReport(
  match: MatchFacts | null,
  report: readonly ReportedScore[],
): ReportDecision {
  if (!match) return refuseUnknownMatch();
  const { firstEntrantId, secondEntrantId } = match;
  if (secondEntrantId === null) return refuseMatchStatus('BYE');
  const seats: Seats = [firstEntrantId, secondEntrantId];
  const refusal = findEntrantFault(report, seats) ?? findScoreFault(report, match.supportsDraws);
  if (refusal) return refusal;
  const result = bySeat(report, seats);
  if (match.result) return decideRepeat(match.result, result);
  if (match.tournamentStatus !== 'RUNNING') {
    return refuseStatus(match.tournamentStatus, 'report a match of', ['RUNNING']);
  }
  if (!isOpenMatch(match.status)) return refuseMatchStatus(match.status);
  return { kind: 'finish', result };
}

/** The columns in which a match stores its result. */
export interface StoredResult {
  readonly firstScore?: Score | null | undefined;
  readonly secondScore?: Score | null | undefined;
  readonly isForfeit: boolean;
}

/** The result of a stored match; null until it is finished. */
export function resultOf({ firstScore, secondScore, isForfeit }: StoredResult): MatchResult | null {
  return firstScore == null || secondScore == null ? null : { firstScore, secondScore, isForfeit };
}

/** The scores of a finished match, first seat first. */
export function scoresOf(match: StoredResult & Seated): ReportedScore[] {
  const result = resultOf(match);
  invariant(result && match.secondEntrantId != null, 'a finished match has two scores');
  return [
    { entrantId: match.firstEntrantId, score: result.firstScore },
    { entrantId: match.secondEntrantId, score: result.secondScore },
  ];
}

/** The entrant who scored 1; null for a draw. */
export function winnerOf(match: StoredResult & Seated): string | null {
  return scoresOf(match).find(({ score }) => score === 1)?.entrantId ?? null;
}

interface Seated {
  readonly firstEntrantId: string;
  readonly secondEntrantId?: string | null | undefined;
}

/** True while a match waits for its result. */
export function isOpenMatch(status: MatchStatus): boolean {
  return (openMatchStatuses as readonly MatchStatus[]).includes(status);
}

/**
 * Whether a result changes ratings. Source: FIDE Handbook B.02, "Unplayed Games": games that were
 * not played, because of forfeiture or any other reason, are not counted.
 */
export function isRated({ isForfeit }: MatchResult): boolean {
  return !isForfeit;
}

/** The entrants of a match: first seat, second seat. */
type Seats = readonly [string, string];

/** The result of a report that has been found sound. */
function bySeat(report: readonly ReportedScore[], [first, second]: Seats): MatchResult {
  const scoreOf = (id: string) => report.find(({ entrantId }) => entrantId === id)!.score as Score;
  return { firstScore: scoreOf(first), secondScore: scoreOf(second), isForfeit: false };
}

function findEntrantFault(report: readonly ReportedScore[], seats: Seats): Refusal | null {
  const stranger = report.findIndex(({ entrantId }) => !seats.includes(entrantId));
  if (stranger >= 0) {
    const field = `input.scores[${stranger}].entrantId`;
    return refuseInput(field, 'This entrant does not play in the match.', seats);
  }
  const reported = new Set(report.map(({ entrantId }) => entrantId));
  if (report.length === 2 && reported.size === 2) return null;
  const message = 'Report one score for each of the two entrants of the match.';
  return refuseInput('input.scores', message, seats);
}

function findScoreFault(report: readonly ReportedScore[], supportsDraws: boolean): Refusal | null {
  const wrong = report.findIndex(({ score }) => !(scores as readonly number[]).includes(score));
  if (wrong >= 0) {
    const field = `input.scores[${wrong}].score`;
    return refuseInput(field, 'A score is 0, 0.5 or 1.', scores.map(String));
  }
  const sum = report.reduce((total, { score }) => total + score, 0);
  if (sum !== 1) {
    const message = `The scores of a match sum to 1; these sum to ${sum}.`;
    return refuseInput('input.scores', message, ['1 and 0', '0.5 and 0.5', '0 and 1']);
  }
  if (supportsDraws || !report.some(({ score }) => score === 0.5)) return null;
  const message = 'This game has no draws; one entrant scores 1, the other 0.';
  return refuseInput('input.scores', message, ['1 and 0', '0 and 1']);
}

function decideRepeat(stored: MatchResult, reported: MatchResult): ReportDecision {
  if (stored.isForfeit) return refuseStored(stored, 'The match was forfeited');
  if (stored.firstScore === reported.firstScore) return { kind: 'replay' };
  return refuseStored(stored, 'The match is finished with another result');
}

function refuseStored({ firstScore, secondScore }: MatchResult, why: string): Refusal {
  const message = `${why}: ${firstScore} to ${secondScore}, first seat first.`;
  return refuseState(message, { field: 'input.scores', state: 'COMPLETED' });
}

function refuseMatchStatus(status: MatchStatus): Refusal {
  const message = `A match that is ${status} takes no result.`;
  return refuseState(message, { state: status, allowed: openMatchStatuses });
}

function refuseUnknownMatch(): Refusal {
  const details = { field: 'input.matchId' };
  return { kind: 'refused', code: 'NOT_FOUND', message: 'No such Match.', details };
}
