/**
 * Elo ratings of two-player matches: the expected score, and what one finished match does to both
 * records. Matches are applied one after another in the order of their completion; a rating is a
 * real number that is never rounded here, so that a history can be replayed to the same value.
 */

/** Where a rating starts, in Elo points. */
export const ELO_START = 1500;

/** The most points that one match can move, unless a tournament sets another K. */
export const ELO_K_FACTOR = 32;

/** The difference in points at which the stronger side is expected to score ten times the other. */
export const ELO_SCALE = 400;

/** The running record of one agent in one game type and rating system. */
export interface EloRecord {
  /** Elo points. */
  readonly rating: number;
  /** Equals `wins + draws + losses`. */
  readonly gamesPlayed: number;
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
}

/** What one match did to one record; `after - before = kFactor · (actual - expected)`. */
export interface EloChange {
  readonly before: number;
  readonly after: number;
  /** Expected score, 0..1. */
  readonly expected: number;
  /** Score obtained: 0, ½ or 1. */
  readonly actual: number;
  readonly kFactor: number;
}

export interface EloOutcome {
  readonly record: EloRecord;
  readonly change: EloChange;
}

export interface EloMatch {
  readonly first: EloRecord;
  readonly second: EloRecord;
  /** Score of the first seat: 0, ½ or 1. The second seat has the rest of the point. */
  readonly firstScore: 0 | 0.5 | 1;
  /** Points, above 0. */
  readonly kFactor?: number;
}

/** The record of an agent that has not played yet. */
export function newEloRecord(rating: number = ELO_START): EloRecord {
  return { rating, gamesPlayed: 0, wins: 0, draws: 0, losses: 0 };
}

/**
 * The share of the point, 0..1, that a player of `rating` is expected to score against `opponent`:
 * E = 1 / (1 + 10^((opponent - rating) / 400)). There is no limit on the difference.
 *
 * Source: A. Elo, The Rating of Chessplayers, 2nd ed. 1986, chapter 8 (logistic curve).
 */
export function expectedEloScore(rating: number, opponent: number): number {
  return 1 / (1 + 10 ** ((opponent - rating) / ELO_SCALE));
}

/**
 * Applies one finished match to both records at once, each from its rating before the match:
 * R' = R + K (S - E). Zero-sum: what one side gains, the other loses.
 *
 * Source: A. Elo, The Rating of Chessplayers, 2nd ed. 1986, equation (2).
 */
export function rateEloMatch({ first, second, firstScore, kFactor = ELO_K_FACTOR }: EloMatch): {
  readonly first: EloOutcome;
  readonly second: EloOutcome;
} {
  const expected = expectedEloScore(first.rating, second.rating);
  // The second side takes the same gain with the other sign; computing it anew could round apart.
  const gain = kFactor * (firstScore - expected);
  return {
    first: settle(first, gain, { expected, actual: firstScore, kFactor }),
    second: settle(second, -gain, { expected: 1 - expected, actual: 1 - firstScore, kFactor }),
  };
}

function settle(
  record: EloRecord,
  gain: number,
  score: Pick<EloChange, 'expected' | 'actual' | 'kFactor'>,
): EloOutcome {
  const rating = record.rating + gain;
  return {
    record: {
      rating,
      gamesPlayed: record.gamesPlayed + 1,
      wins: record.wins + (score.actual === 1 ? 1 : 0),
      draws: record.draws + (score.actual === 0.5 ? 1 : 0),
      losses: record.losses + (score.actual === 0 ? 1 : 0),
    },
    change: { before: record.rating, after: rating, ...score },
  };
}
