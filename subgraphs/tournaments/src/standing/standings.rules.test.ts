/**
 * Standings against an official table, FIDE's own tie-break checker and small tables made by hand,
 * and against what any standings must fulfil.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scheduleRoundRobin } from '../round/round-robin.rules.ts';
import { type FinishedMatch, type StandingRow, computeStandings } from './standings.rules.ts';
import { readTrf } from './trf.fixture.ts';

interface Crosstable {
  readonly crosstable: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly scores: Readonly<Record<string, number>>;
  readonly expectedForA: { readonly sonnebornBerger: number; readonly wins: number };
}

interface OfficialTable {
  readonly players: Readonly<Record<string, unknown>>;
  /** Round, White, Black, their scores. */
  readonly games: readonly (readonly [string, string, string, number, number])[];
  /** `tb`: rank by direct encounter among the tied (0: not tied), Sonneborn-Berger, wins, … */
  readonly expected: Readonly<
    Record<string, { readonly score: number; readonly tb: readonly number[] }>
  >;
}

interface CheckerTable {
  readonly expected: Readonly<
    Record<string, { readonly PTS: number; readonly SB: number; readonly WIN: number }>
  >;
}

describe('five-player cross table', () => {
  const table = readVector<Crosstable>('five-player-crosstable.json');
  const matches = Object.entries(table.crosstable).flatMap(([first, row]) =>
    Object.entries(row)
      .filter(([second]) => first < second)
      .map(([second, score]) => match(first, second, score)),
  );
  const entrantIds = Object.keys(table.scores);
  const rows = computeStandings({ entrantIds, matches });

  test('points', () => {
    expect(byId(rows, 'points')).toEqual(table.scores);
  });

  test('Sonneborn-Berger and wins of A', () => {
    const { sonnebornBerger, wins } = rowOf(rows, 'A');
    expect({ sonnebornBerger, wins }).toEqual({
      sonnebornBerger: table.expectedForA.sonnebornBerger,
      wins: table.expectedForA.wins,
    });
  });

  test('D is before A by Sonneborn-Berger, and by direct encounter too', () => {
    expect(rows.map(({ entrantId }) => entrantId).slice(0, 2)).toEqual(['D', 'A']);
    expect(rowOf(rows, 'A').directEncounter).toBeNull();
    const direct = computeStandings({ entrantIds, matches }, { order: ['DIRECT_ENCOUNTER'] });
    expect([rowOf(direct, 'D'), rowOf(direct, 'A')]).toMatchObject([
      { rank: 1, directEncounter: 1 },
      { rank: 2, directEncounter: 0 },
    ]);
  });
});

describe('UzChess Cup 2025, ten players', () => {
  const table = readVector<OfficialTable>('uzchess-cup-2025-round-robin.json');
  const entrantIds = Object.keys(table.players);
  const matches = table.games.map(([, first, second, firstScore]) =>
    match(first, second, firstScore),
  );
  const rows = computeStandings(
    { entrantIds, matches },
    { order: ['DIRECT_ENCOUNTER', 'SONNEBORN_BERGER', 'WINS'] },
  );

  test.each(rows)('$entrantId', ({ entrantId, points, sonnebornBerger, wins }) => {
    const { score, tb } = table.expected[entrantId]!;
    expect([points, sonnebornBerger, wins]).toEqual([score, tb[1], tb[2]]);
  });

  test('direct encounter ranks those of equal points as the official table does', () => {
    for (const row of rows) {
      const tied = rows.filter(({ points }) => points === row.points);
      const ahead = tied.filter(
        (other) => (other.directEncounter ?? 0) > (row.directEncounter ?? 0),
      );
      const rank = tied.length > 1 ? ahead.length + 1 : 0;
      expect(rank).toBe(table.expected[row.entrantId]!.tb[0]);
    }
  });

  test('the whole order follows from points and the official columns', () => {
    const keyOf = (id: string): number[] => {
      const { score, tb } = table.expected[id]!;
      return [-score, tb[0]!, -tb[1]!, -tb[2]!];
    };
    const sorted = entrantIds.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b)));
    expect(rows.map(({ entrantId }) => entrantId)).toEqual(sorted);
  });
});

describe("FIDE's tie-break checker", () => {
  // Swiss and round-robin rules differ for unplayed games only, so Sonneborn-Berger is compared
  // where all games were played, points and wins also where there are byes or forfeits.
  test.each([
    { name: 'd006p05r_a', fullyPlayed: true },
    { name: 'd008p05r_a', fullyPlayed: true },
    { name: 'd008p07r_a', fullyPlayed: true },
    { name: 'd010p05r_b', fullyPlayed: true },
    { name: 'd010p07r_b', fullyPlayed: true },
    { name: 'd014p07r_a', fullyPlayed: true },
    { name: 'd011p06r_b', fullyPlayed: false },
    { name: 'd012p07r_b', fullyPlayed: false },
  ])('$name', ({ name, fullyPlayed }) => {
    const { expected } = readVector<CheckerTable>(`fide-checker-${name}.json`);
    const rows = computeStandings(readTrf(readText(`${name}.trf`)), { byePoints: 1 });
    expect(rows).toHaveLength(Object.keys(expected).length);
    for (const row of rows) {
      const { PTS, SB, WIN } = expected[row.entrantId]!;
      expect([row.points, row.wins]).toEqual([PTS, WIN]);
      if (fullyPlayed) expect(row.sonnebornBerger).toBe(SB);
    }
  });
});

describe('direct encounter', () => {
  const onlyDirect = { order: ['DIRECT_ENCOUNTER'] } as const;

  test('is not applied where not all of the tied have met', () => {
    const matches = [match('a', 'b', 1), match('b', 'd', 1), match('c', 'd', 1)];
    const rows = computeStandings({ entrantIds: ['c', 'b', 'a', 'd'], matches }, onlyDirect);
    expect(rows.map(({ entrantId, rank }) => [entrantId, rank])).toEqual([
      ['c', 1],
      ['b', 1],
      ['a', 1],
      ['d', 4],
    ]);
    expect(rows.every(({ directEncounter }) => directEncounter === null)).toBe(true);
  });

  test('is applied again to those it leaves tied', () => {
    // All four have 2 points. Among themselves a and b have 2, c and d 1; a beat b and c beat d.
    const matches = [
      match('a', 'b', 1),
      match('a', 'c', 1),
      match('a', 'd', 0),
      match('b', 'c', 1),
      match('b', 'd', 1),
      match('c', 'd', 1),
      match('c', 'x', 1),
      match('d', 'y', 1),
    ];
    const entrantIds = ['d', 'c', 'b', 'a', 'x', 'y'];
    const rows = computeStandings({ entrantIds, matches }, onlyDirect);
    expect(rows.map((row) => [row.rank, row.entrantId, row.directEncounter])).toEqual([
      [1, 'a', 2],
      [2, 'b', 2],
      [3, 'c', 1],
      [4, 'd', 1],
      [5, 'x', null],
      [5, 'y', null],
    ]);
  });

  test('takes the mean where two have met more than once', () => {
    const matches = [match('a', 'b', 1), match('b', 'a', 0.5), match('c', 'b', 1)];
    const entrantIds = ['a', 'b', 'c'];
    const extra = [match('b', 'c', 1)];
    const rows = computeStandings({ entrantIds, matches: [...matches, ...extra] }, onlyDirect);
    expect(rows.map(({ entrantId, points }) => [entrantId, points])).toEqual([
      ['a', 1.5],
      ['b', 1.5],
      ['c', 1],
    ]);
    expect(rowOf(rows, 'a').directEncounter).toBe(0.75);
    expect(rowOf(rows, 'b').directEncounter).toBe(0.25);
  });
});

describe('byes, ties and order', () => {
  test('before the first result all share rank 1 in the order of entry', () => {
    const rows = computeStandings({ entrantIds: ['z', 'm', 'a'], matches: [] });
    expect(rows.map(({ entrantId, rank }) => [entrantId, rank])).toEqual([
      ['z', 1],
      ['m', 1],
      ['a', 1],
    ]);
  });

  test.each([
    { byePoints: 0, points: 0, wins: 0 },
    { byePoints: 0.5, points: 0.5, wins: 0 },
    { byePoints: 1, points: 1, wins: 1 },
  ] as const)('a bye of $byePoints points', ({ byePoints, points, wins }) => {
    const input = { entrantIds: ['a', 'b'], matches: [], byes: ['b'] };
    const row = rowOf(computeStandings(input, { byePoints }), 'b');
    expect(row).toMatchObject({ points, wins, matchesFinished: 0 });
  });

  test('a bye gives nothing unless the tournament says so', () => {
    const rows = computeStandings({ entrantIds: ['a', 'b'], matches: [], byes: ['b'] });
    expect(rowOf(rows, 'b').points).toBe(0);
  });

  test('wins separate those of equal points', () => {
    // Both a and b have 1 point and have not met.
    const matches = [
      match('a', 'p', 1),
      match('a', 'q', 0),
      match('b', 'p', 0.5),
      match('b', 'r', 0.5),
    ];
    const rows = computeStandings(
      { entrantIds: ['b', 'a', 'p', 'q', 'r'], matches },
      { order: ['WINS'] },
    );
    const [first, second] = rows.filter(({ entrantId }) => 'ab'.includes(entrantId));
    expect([first, second]).toMatchObject([
      { entrantId: 'a', wins: 1, draws: 0, losses: 1 },
      { entrantId: 'b', wins: 0, draws: 2, losses: 0 },
    ]);
  });

  test('a match of somebody who is not entered is a fault of the caller', () => {
    const input = { entrantIds: ['a'], matches: [match('a', 'ghost', 1)] };
    expect(() => computeStandings(input)).toThrow('ghost');
  });
});

describe('for any results', () => {
  test('points are neither made nor lost', () => {
    fc.assert(
      fc.property(tournaments(), ({ entrantIds, matches, byes }) => {
        const rows = computeStandings({ entrantIds, matches, byes }, { byePoints: 0.5 });
        const total = rows.reduce((sum, { points }) => sum + points, 0);
        expect(total).toBe(matches.length + byes.length / 2);
        const counted = rows.reduce((sum, row) => sum + row.wins + row.draws + row.losses, 0);
        expect(counted).toBe(2 * matches.length);
      }),
    );
  });

  test('the order in which matches were played does not show', () => {
    fc.assert(
      fc.property(shuffledTournaments(), ({ entrantIds, matches, shuffled }) => {
        expect(computeStandings({ entrantIds, matches: shuffled })).toEqual(
          computeStandings({ entrantIds, matches }),
        );
      }),
    );
  });

  test('neither does the order of entry, but within a shared rank', () => {
    fc.assert(
      fc.property(tournaments(), ({ entrantIds, matches }) => {
        const forwards = computeStandings({ entrantIds, matches });
        const backwards = computeStandings({ entrantIds: entrantIds.toReversed(), matches });
        expect(byId(backwards, 'rank')).toEqual(byId(forwards, 'rank'));
        expect(byId(backwards, 'directEncounter')).toEqual(byId(forwards, 'directEncounter'));
      }),
    );
  });

  test('ranks count from 1, fall with the keys, and are shared only by equals', () => {
    fc.assert(
      fc.property(tournaments(), ({ entrantIds, matches }) => {
        const rows = computeStandings({ entrantIds, matches });
        rows.forEach((row, index) => {
          const ahead = rows.filter(({ rank }) => rank < row.rank);
          expect(row.rank).toBe(ahead.length + 1);
          const next = rows[index + 1];
          if (next) expect(compareKeys(sortKeys(row), sortKeys(next))).toBeLessThanOrEqual(0);
          if (next?.rank === row.rank) expect(next.wins).toBe(row.wins);
        });
      }),
    );
  });

  test('Sonneborn-Berger equals its definition match by match', () => {
    fc.assert(
      fc.property(tournaments(), ({ entrantIds, matches }) => {
        const rows = computeStandings({ entrantIds, matches });
        const pointsOf = byId(rows, 'points') as Record<string, number>;
        const naive = Object.fromEntries(entrantIds.map((id) => [id, 0]));
        for (const { firstEntrantId, secondEntrantId, firstScore, secondScore } of matches) {
          naive[firstEntrantId]! += firstScore * pointsOf[secondEntrantId]!;
          naive[secondEntrantId]! += secondScore * pointsOf[firstEntrantId]!;
        }
        expect(byId(rows, 'sonnebornBerger')).toEqual(naive);
      }),
    );
  });

  test('a round robin of draws ends with all on rank 1', () => {
    const entrantIds = Array.from({ length: 9 }, (_, index) => `e${index}`);
    const matches = pairingsOf(entrantIds).map(([a, b]) => match(a, b, 0.5));
    expect(computeStandings({ entrantIds, matches }).every(({ rank }) => rank === 1)).toBe(true);
  });
});

/** Part of a round robin of 2 to 9 entrants with any results, and the byes of its rounds. */
function tournaments() {
  return fc
    .record({
      count: fc.integer({ min: 2, max: 9 }),
      outcomes: fc.array(fc.constantFrom(0, 0.5, 1, null), { minLength: 36, maxLength: 36 }),
    })
    .map(({ count, outcomes }) => {
      const entrantIds = Array.from({ length: count }, (_, index) => `e${index}`);
      const matches = pairingsOf(entrantIds).flatMap(([first, second], index) => {
        const score = outcomes[index] ?? null;
        return score === null ? [] : [match(first, second, score)];
      });
      const byes = scheduleRoundRobin(entrantIds).flatMap(({ bye }) => bye ?? []);
      return { entrantIds, matches, byes };
    });
}

function shuffledTournaments() {
  return tournaments().chain(({ entrantIds, matches }) =>
    fc
      .shuffledSubarray(matches, { minLength: matches.length, maxLength: matches.length })
      .map((shuffled) => ({ entrantIds, matches, shuffled })),
  );
}

function pairingsOf(entrantIds: readonly string[]): [string, string][] {
  return scheduleRoundRobin(entrantIds).flatMap(({ pairings }) =>
    pairings.map(({ first, second }): [string, string] => [first, second]),
  );
}

function match(firstEntrantId: string, secondEntrantId: string, firstScore: number): FinishedMatch {
  return { firstEntrantId, secondEntrantId, firstScore, secondScore: 1 - firstScore };
}

function rowOf(rows: readonly StandingRow[], entrantId: string): StandingRow {
  return rows.find((row) => row.entrantId === entrantId)!;
}

function byId(rows: readonly StandingRow[], field: keyof StandingRow): Record<string, unknown> {
  return Object.fromEntries(rows.map((row) => [row.entrantId, row[field]]));
}

function sortKeys({ points, sonnebornBerger }: StandingRow): number[] {
  return [-points, -sonnebornBerger];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((key, place) => key !== b[place]);
  return index < 0 ? 0 : a[index]! - b[index]!;
}

function readVector<Vector>(file: string): Vector {
  return JSON.parse(readText(file)) as Vector;
}

function readText(file: string): string {
  return readFileSync(new URL(`../../vectors/tiebreaks/${file}`, import.meta.url), 'utf8');
}
