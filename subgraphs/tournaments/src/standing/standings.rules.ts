/**
 * Standings of a tournament from its finished matches: points, then the tie-breaks of the FIDE
 * regulations in a stated order, then shared ranks. The table is a function of its input alone:
 * the order in which matches were played or reported never shows in it.
 */
import { invariant } from '@arbiter/kernel/errors/app-error.ts';

/** The tie-breaks that can be put in order; each is applied only among those still tied. */
export const tieBreaks = ['SONNEBORN_BERGER', 'DIRECT_ENCOUNTER', 'WINS'] as const;

export type TieBreak = (typeof tieBreaks)[number];

/** A finished match. A forfeit counts like any other result (FIDE C.07, art. 15.2). */
export interface FinishedMatch {
  readonly firstEntrantId: string;
  readonly secondEntrantId: string;
  /** 0, ½ or 1. */
  readonly firstScore: number;
  /** 0, ½ or 1. */
  readonly secondScore: number;
}

export interface StandingsInput {
  /** Every entrant once, withdrawn ones too, in seed order. */
  readonly entrantIds: readonly string[];
  /** In any order. Two entrants may meet more than once. */
  readonly matches: readonly FinishedMatch[];
  /** One entrant id per bye taken so far. */
  readonly byes?: readonly string[];
}

export interface StandingsOptions {
  /** Points for a bye: 0 (all entrants of a round robin rest equally often), ½ or 1. */
  readonly byePoints?: 0 | 0.5 | 1;
  readonly order?: readonly TieBreak[];
}

export interface StandingRow {
  /** 1-based; equal for entrants that no tie-break separates, and the next rank is skipped. */
  readonly rank: number;
  readonly entrantId: string;
  /** 1 for a win, ½ for a draw, and the byes; a multiple of ½. */
  readonly points: number;
  /** The points of each opponent times the score against that opponent, summed; FIDE C.07, 9.1. */
  readonly sonnebornBerger: number;
  /**
   * Points from the matches among those tied before it (the mean of the score where two met more
   * than once), FIDE C.07, 6.1; those equal on it are compared again among themselves, 6.2.
   * Null when nobody was tied with the entrant or not all of the tied have met.
   */
  readonly directEncounter: number | null;
  /** Rounds that gave a full point, with or without playing: matches and 1-point byes; 7.1. */
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
  /** Finished matches, forfeits included, byes not. */
  readonly matchesFinished: number;
}

/**
 * One row per entrant, best first; within a shared rank in the order of `entrantIds`. Time is
 * linear in the matches for each tie-break in use. Throws when a match or bye names somebody who
 * is not among the entrants.
 *
 * Source: FIDE Handbook C.07, Play-Off and Tie-Break Regulations, articles 4.2, 6, 7.1, 9.1, 15.2.
 */
export function computeStandings(
  { entrantIds, matches, byes = [] }: StandingsInput,
  { byePoints = 0, order = tieBreaks }: StandingsOptions = {},
): StandingRow[] {
  const tallies = entrantIds.map(newTally);
  const tallyOf = indexTallies(tallies);
  for (const match of matches) addMatch(match, tallyOf);
  for (const entrantId of byes) addBye(tallyOf(entrantId), byePoints);
  for (const tally of tallies) tally.sonnebornBerger = sonnebornBergerOf(tally);
  const ranked = splitBy(tallies, (tally) => tally.points).flatMap((tied) => separate(tied, order));
  return ranked.flatMap(rowsOfGroups());
}

/** What is known of one entrant while the table is made. */
interface Tally {
  readonly entrantId: string;
  readonly encounters: { readonly opponent: Tally; readonly score: number }[];
  points: number;
  wins: number;
  draws: number;
  losses: number;
  sonnebornBerger: number;
  directEncounter: number | null;
}

function newTally(entrantId: string): Tally {
  return {
    entrantId,
    encounters: [],
    points: 0,
    wins: 0,
    draws: 0,
    losses: 0,
    sonnebornBerger: 0,
    directEncounter: null,
  };
}

function indexTallies(tallies: readonly Tally[]): (entrantId: string) => Tally {
  const byId = new Map(tallies.map((tally) => [tally.entrantId, tally]));
  invariant(byId.size === tallies.length, 'every entrant stands once in the standings');
  return (entrantId) => {
    const tally = byId.get(entrantId);
    invariant(tally, `entrant ${entrantId} of a match or bye is in the standings`);
    return tally;
  };
}

function addMatch(match: FinishedMatch, tallyOf: (entrantId: string) => Tally): void {
  const first = tallyOf(match.firstEntrantId);
  const second = tallyOf(match.secondEntrantId);
  addEncounter(first, second, match.firstScore);
  addEncounter(second, first, match.secondScore);
}

function addEncounter(tally: Tally, opponent: Tally, score: number): void {
  tally.encounters.push({ opponent, score });
  tally.points += score;
  if (score === 1) tally.wins += 1;
  else if (score === 0) tally.losses += 1;
  else tally.draws += 1;
}

function addBye(tally: Tally, byePoints: number): void {
  tally.points += byePoints;
  if (byePoints === 1) tally.wins += 1;
}

function sonnebornBergerOf({ encounters }: Tally): number {
  return encounters.reduce((sum, { opponent, score }) => sum + opponent.points * score, 0);
}

/** Splits a tied group by the tie-breaks in order; what comes back last shares a rank. */
function separate(tied: Tally[], [tieBreak, ...rest]: readonly TieBreak[]): Tally[][] {
  if (tied.length === 1 || tieBreak === undefined) return [tied];
  return split(tied, tieBreak).flatMap((group) => separate(group, rest));
}

function split(tied: Tally[], tieBreak: TieBreak): Tally[][] {
  switch (tieBreak) {
    case 'SONNEBORN_BERGER':
      return splitBy(tied, (tally) => tally.sonnebornBerger);
    case 'WINS':
      return splitBy(tied, (tally) => tally.wins);
    case 'DIRECT_ENCOUNTER':
      return splitByEncounters(tied);
  }
}

/** Groups of equal value, highest first; the order within a group is kept. */
function splitBy(tallies: readonly Tally[], valueOf: (tally: Tally) => number): Tally[][] {
  const groups = Map.groupBy(tallies, valueOf);
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}

/** Direct encounter, applied again to each smaller group it makes until nothing more separates. */
function splitByEncounters(tied: Tally[]): Tally[][] {
  const points = tied.length > 1 ? encounterPoints(tied) : null;
  if (points === null) return [tied];
  for (const tally of tied) tally.directEncounter ??= points.get(tally)!;
  const groups = splitBy(tied, (tally) => points.get(tally)!);
  return groups.length === 1 ? groups : groups.flatMap(splitByEncounters);
}

/** Each one's points against the others of the group, or null when some pair has not met. */
function encounterPoints(tied: readonly Tally[]): Map<Tally, number> | null {
  const group = new Set(tied);
  const points = new Map<Tally, number>();
  for (const tally of tied) {
    const scores = scoresByOpponent(tally, group);
    if (scores.size < group.size - 1) return null;
    points.set(tally, sumOfMeans(scores.values()));
  }
  return points;
}

function scoresByOpponent(tally: Tally, group: ReadonlySet<Tally>): Map<Tally, number[]> {
  const within = tally.encounters.filter(({ opponent }) => group.has(opponent));
  const scores = new Map<Tally, number[]>();
  for (const { opponent, score } of within) {
    const known = scores.get(opponent);
    if (known) known.push(score);
    else scores.set(opponent, [score]);
  }
  return scores;
}

function sumOfMeans(lists: Iterable<readonly number[]>): number {
  let total = 0;
  for (const list of lists) total += list.reduce((sum, score) => sum + score, 0) / list.length;
  return total;
}

/** Numbers the groups from the top: all of a group share the place of its first. */
function rowsOfGroups(): (group: readonly Tally[]) => StandingRow[] {
  let placed = 0;
  return (group) => {
    const rank = placed + 1;
    placed += group.length;
    return group.map((tally) => toRow(tally, rank));
  };
}

function toRow({ encounters, ...tally }: Tally, rank: number): StandingRow {
  return { rank, ...tally, matchesFinished: encounters.length };
}
