/** Elo against published and computed figures, and against what any zero-sum rating must fulfil. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ELO_K_FACTOR,
  ELO_START,
  type EloRecord,
  expectedEloScore,
  newEloRecord,
  rateEloMatch,
} from './elo.rules.ts';

type Score = 0 | 0.5 | 1;

interface ExpectedScores {
  readonly cases: readonly {
    readonly ratingA: number;
    readonly ratingB: number;
    readonly expectedA: number;
  }[];
}

interface SequentialGames {
  readonly cases: readonly {
    readonly k: number;
    readonly start: number;
    readonly games: readonly (readonly [string, string, Score])[];
    readonly final: Readonly<Record<string, number>>;
  }[];
}

interface WorkedExample {
  readonly player: number;
  readonly k: number;
  readonly results: readonly { readonly opponent: number; readonly score: Score }[];
  readonly expectedScores: readonly number[];
  readonly newRatingExact: number;
}

interface RatingChanges {
  readonly cases: readonly {
    readonly rating: number;
    readonly opponent: number;
    readonly k: number;
    readonly score: Score;
    readonly expectedChange: number;
  }[];
}

const ratings = fc.double({ min: 0, max: 4000, noNaN: true });
const scores = fc.constantFrom<Score>(0, 0.5, 1);
const kFactors = fc.double({ min: 1, max: 64, noNaN: true });

test('the defaults are 1500 and 32', () => {
  expect([ELO_START, ELO_K_FACTOR]).toEqual([1500, 32]);
  expect(newEloRecord()).toEqual({ rating: 1500, gamesPlayed: 0, wins: 0, draws: 0, losses: 0 });
});

describe('expected score', () => {
  const { cases } = readVector<ExpectedScores>('logistic-expected-score.json');

  test.each(cases)('$ratingA against $ratingB', ({ ratingA, ratingB, expectedA }) => {
    expect(expectedEloScore(ratingA, ratingB)).toBeCloseTo(expectedA, 14);
  });

  test('both expectations sum to 1 and depend on the difference alone', () => {
    fc.assert(
      fc.property(ratings, ratings, fc.integer({ min: -1000, max: 1000 }), (a, b, shift) => {
        expect(expectedEloScore(a, b) + expectedEloScore(b, a)).toBeCloseTo(1, 12);
        expect(expectedEloScore(a + shift, b + shift)).toBeCloseTo(expectedEloScore(a, b), 9);
      }),
    );
  });

  test('never falls as the rating rises', () => {
    fc.assert(
      fc.property(ratings, ratings, ratings, (a, b, opponent) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(expectedEloScore(low, opponent)).toBeLessThanOrEqual(
          expectedEloScore(high, opponent),
        );
      }),
    );
  });

  test('400 points are ten to one', () => {
    expect(expectedEloScore(1900, 1500)).toBeCloseTo(10 / 11, 14);
  });

  test('stays within 0 and 1 at absurd differences', () => {
    expect(expectedEloScore(-1e6, 1e6)).toBe(0);
    expect(expectedEloScore(1e6, -1e6)).toBe(1);
  });
});

describe('one match after another', () => {
  const { cases } = readVector<SequentialGames>('sequential-games.json');

  test.each(cases)('$games.length games with K $k', ({ k, start, games, final }) => {
    const records = new Map<string, EloRecord>();
    const recordOf = (name: string): EloRecord => records.get(name) ?? newEloRecord(start);
    for (const [a, b, firstScore] of games) {
      const [first, second] = [recordOf(a), recordOf(b)];
      const rated = rateEloMatch({ first, second, firstScore, kFactor: k });
      records.set(a, rated.first.record).set(b, rated.second.record);
    }
    for (const [name, rating] of Object.entries(final)) {
      expect(recordOf(name).rating).toBeCloseTo(rating, 9);
    }
    const played = [...records.values()].reduce((sum, { gamesPlayed }) => sum + gamesPlayed, 0);
    expect(played).toBe(2 * games.length);
  });
});

test('the worked example of five games rated together', () => {
  const { player, k, results, ...expected } = readVector<WorkedExample>(
    'worked-example-wikipedia.json',
  );
  const changes = results.map(({ opponent, score }) => {
    const [first, second] = [newEloRecord(player), newEloRecord(opponent)];
    return rateEloMatch({ first, second, firstScore: score, kFactor: k }).first.change;
  });
  changes.forEach((change, index) => {
    expect(change.expected).toBeCloseTo(expected.expectedScores[index]!, 12);
  });
  const gained = changes.reduce((sum, { before, after }) => sum + after - before, 0);
  expect(player + gained).toBeCloseTo(expected.newRatingExact, 9);
});

describe('rating changes of FIDE, where its table and the logistic curve agree', () => {
  // The table is of the normal distribution: beyond a hundred points the two drift apart.
  const near = readVector<RatingChanges>('rating-change.json').cases.filter(
    ({ rating, opponent }) => Math.abs(rating - opponent) <= 100,
  );

  test('six cases are near', () => expect(near).toHaveLength(6));

  test.each(near)('$rating against $opponent, score $score', (vector) => {
    const [first, second] = [newEloRecord(vector.rating), newEloRecord(vector.opponent)];
    const match = { first, second, firstScore: vector.score, kFactor: vector.k };
    const { before, after } = rateEloMatch(match).first.change;
    expect(Math.abs(after - before - vector.expectedChange)).toBeLessThanOrEqual(0.5);
  });
});

describe('one match', () => {
  test('counts the result on both sides', () => {
    const [first, second] = [newEloRecord(), newEloRecord()];
    const won = rateEloMatch({ first, second, firstScore: 1 });
    expect(won.first).toEqual({
      record: { rating: 1516, gamesPlayed: 1, wins: 1, draws: 0, losses: 0 },
      change: { before: 1500, after: 1516, expected: 0.5, actual: 1, kFactor: 32 },
    });
    expect(won.second).toEqual({
      record: { rating: 1484, gamesPlayed: 1, wins: 0, draws: 0, losses: 1 },
      change: { before: 1500, after: 1484, expected: 0.5, actual: 0, kFactor: 32 },
    });
    const drawn = rateEloMatch({ first, second, firstScore: 0.5 });
    expect(drawn.second.record).toEqual({ ...newEloRecord(), gamesPlayed: 1, draws: 1 });
  });

  test('is zero-sum and moves nobody by more than K', () => {
    fc.assert(
      fc.property(ratings, ratings, scores, kFactors, (a, b, firstScore, kFactor) => {
        const [first, second] = [newEloRecord(a), newEloRecord(b)];
        const rated = rateEloMatch({ first, second, firstScore, kFactor });
        const gains = [rated.first, rated.second].map(({ change }) => change.after - change.before);
        expect(gains[0]! + gains[1]!).toBeCloseTo(0, 9);
        expect(Math.abs(gains[0]!)).toBeLessThanOrEqual(kFactor + 1e-9);
      }),
    );
  });

  test('does not depend on who has the first seat', () => {
    fc.assert(
      fc.property(ratings, ratings, scores, (a, b, firstScore) => {
        const [first, second] = [newEloRecord(a), newEloRecord(b)];
        const other = (1 - firstScore) as Score;
        const here = rateEloMatch({ first, second, firstScore });
        const there = rateEloMatch({ first: second, second: first, firstScore: other });
        expect(there.second.record.rating).toBeCloseTo(here.first.record.rating, 9);
        expect(there.first.record.rating).toBeCloseTo(here.second.record.rating, 9);
      }),
    );
  });

  test('a better score never gives a lower rating', () => {
    fc.assert(
      fc.property(ratings, ratings, (a, b) => {
        const [first, second] = [newEloRecord(a), newEloRecord(b)];
        const [lost, drawn, won] = ([0, 0.5, 1] as const).map(
          (firstScore) => rateEloMatch({ first, second, firstScore }).first.record.rating,
        );
        expect(lost).toBeLessThan(drawn!);
        expect(drawn).toBeLessThan(won!);
      }),
    );
  });
});

function readVector<Vector>(file: string): Vector {
  const url = new URL(`../../vectors/ratings-elo-fide/${file}`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Vector;
}
