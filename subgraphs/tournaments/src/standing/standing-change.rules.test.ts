import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ByePoints } from '../tournament/tournament-config.rules.ts';
import type { Score } from '../match/match.rules.ts';
import { scheduleRoundRobin } from '../round/round-robin.rules.ts';
import {
  type FinishedPairing,
  type Tally,
  addTallies,
  gainsOf,
  tallyOfByes,
} from './standing-change.rules.ts';
import { computeStandings } from './standings.rules.ts';

describe('what finished matches give', () => {
  test('a win, a draw and a loss to each side', () => {
    const gains = gainsOf([pairing('a', 'b', 1), pairing('c', 'a', 0.5)]);
    expect(Object.fromEntries(gains)).toEqual({
      a: { points: 1.5, wins: 1, draws: 1, losses: 0 },
      b: { points: 0, wins: 0, draws: 0, losses: 1 },
      c: { points: 0.5, wins: 0, draws: 1, losses: 0 },
    });
  });

  test.each([
    [0, { points: 0, wins: 0 }],
    [0.5, { points: 1, wins: 0 }],
    [1, { points: 2, wins: 2 }],
  ])('two byes of %d points', (byePoints, expected) => {
    expect(tallyOfByes(2, byePoints)).toEqual({ ...expected, draws: 0, losses: 0 });
  });

  test('added up in any portions, is what the table says', () => {
    const size = fc.integer({ min: 2, max: 9 });
    const byePoints = fc.constantFrom<ByePoints>(0, 0.5, 1);
    const results = fc.array(fc.constantFrom<Score>(0, 0.5, 1), { minLength: 36, maxLength: 36 });
    fc.assert(
      fc.property(size, byePoints, results, fc.nat(40), (n, perBye, scores, cut) => {
        const entrantIds = Array.from({ length: n }, (_, index) => String(index));
        const rounds = scheduleRoundRobin(entrantIds);
        const finished = rounds
          .flatMap(({ pairings }) => pairings)
          .map(({ first, second }, index) => pairing(first, second, scores[index]!));
        const byes = rounds.flatMap(({ bye }) => bye ?? []);
        const portions = [finished.slice(0, cut), finished.slice(cut)].map(gainsOf);
        const table = computeStandings(
          { entrantIds, byes, matches: finished.map(toMatch) },
          { byePoints: perBye },
        );
        for (const { entrantId, points, wins, draws, losses } of table) {
          const restCount = byes.filter((id) => id === entrantId).length;
          const sum = portions
            .map((gains) => gains.get(entrantId) ?? nothing)
            .reduce(addTallies, tallyOfByes(restCount, perBye));
          expect(sum).toEqual({ points, wins, draws, losses });
        }
      }),
    );
  });
});

const nothing: Tally = { points: 0, wins: 0, draws: 0, losses: 0 };

function pairing(first: string, second: string, firstScore: Score): FinishedPairing {
  const secondScore = (1 - firstScore) as Score;
  return {
    firstEntrantId: first,
    secondEntrantId: second,
    result: { firstScore, secondScore, isForfeit: false },
  };
}

function toMatch({ firstEntrantId, secondEntrantId, result }: FinishedPairing) {
  return { firstEntrantId, secondEntrantId, ...result };
}
