/**
 * What finished matches add to the rows of the standings: points and counts by entrant. They are
 * kept up with every result, so that telling what changed never needs the whole table.
 */
import type { MatchResult } from '../match/match.rules.ts';

/** The part of a standing that one result changes by itself; the same numbers as in the table. */
export interface Tally {
  /** 1 for a win, ½ for a draw, and those for byes. */
  readonly points: number;
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
}

/** What an entrant's finished matches did to its points. */
export interface PointsChange {
  readonly entrantId: string;
  readonly pointsBefore: number;
  readonly points: number;
}

export interface FinishedPairing {
  readonly firstEntrantId: string;
  readonly secondEntrantId: string;
  readonly result: MatchResult;
}

/** What each entrant gains from the pairings; entrants without a pairing are absent. */
export function gainsOf(pairings: readonly FinishedPairing[]): Map<string, Tally> {
  const gains = new Map<string, Tally>();
  for (const { firstEntrantId, secondEntrantId, result } of pairings) {
    gains.set(firstEntrantId, addScore(gains.get(firstEntrantId), result.firstScore));
    gains.set(secondEntrantId, addScore(gains.get(secondEntrantId), result.secondScore));
  }
  return gains;
}

/** The sum of two tallies. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    points: a.points + b.points,
    wins: a.wins + b.wins,
    draws: a.draws + b.draws,
    losses: a.losses + b.losses,
  };
}

/** What `count` byes give; a bye of a full point counts as a win (FIDE Handbook C.07, 7.1). */
export function tallyOfByes(count: number, byePoints: number): Tally {
  return { ...noTally, points: count * byePoints, wins: byePoints === 1 ? count : 0 };
}

const noTally: Tally = { points: 0, wins: 0, draws: 0, losses: 0 };

function addScore(tally: Tally = noTally, score: number): Tally {
  return addTallies(tally, {
    points: score,
    wins: score === 1 ? 1 : 0,
    draws: score === 0.5 ? 1 : 0,
    losses: score === 0 ? 1 : 0,
  });
}
