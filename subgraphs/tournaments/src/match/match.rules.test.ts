import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tournamentStatuses } from '../tournament/tournament-status.rules.ts';
import {
  type MatchFacts,
  type ReportedScore,
  decideReport,
  isOpenMatch,
  isRated,
  matchStatuses,
  resultOf,
  scores,
  scoresOf,
  winnerOf,
} from './match.rules.ts';

const pending: MatchFacts = {
  status: 'PENDING',
  firstEntrantId: 'a',
  secondEntrantId: 'b',
  result: null,
  tournamentStatus: 'RUNNING',
  supportsDraws: true,
};
const finished: MatchFacts = {
  ...pending,
  status: 'COMPLETED',
  result: { firstScore: 1, secondScore: 0, isForfeit: false },
};

describe('a result is taken', () => {
  test.each(['PENDING', 'ASSIGNED', 'RUNNING'] as const)('while the match is %s', (status) => {
    expect(isOpenMatch(status)).toBe(true);
    expect(decideReport({ ...pending, status }, report(1, 0))).toEqual({
      kind: 'finish',
      result: { firstScore: 1, secondScore: 0, isForfeit: false },
    });
  });

  test('in either order of the entrants', () => {
    expect(decideReport(pending, report(0, 1).toReversed())).toEqual(
      decideReport(pending, report(0, 1)),
    );
  });

  test('a draw where the game knows it', () => {
    expect(decideReport(pending, report(0.5, 0.5))).toMatchObject({ kind: 'finish' });
  });
});

describe('a repeat', () => {
  test.each(tournamentStatuses)('of the same result changes nothing (%s)', (tournamentStatus) => {
    expect(decideReport({ ...finished, tournamentStatus }, report(1, 0))).toEqual({
      kind: 'replay',
    });
  });

  test.each([report(0, 1), report(0.5, 0.5)])('with another result is refused', (...scores) => {
    expect(decideReport(finished, scores)).toEqual({
      kind: 'refused',
      code: 'CONFLICT',
      message: 'The match is finished with another result: 1 to 0, first seat first.',
      details: { field: 'input.scores', state: 'COMPLETED' },
    });
  });

  test('of a forfeited match is refused, whatever it says', () => {
    const forfeited = { ...finished, result: { ...finished.result!, isForfeit: true } };
    for (const again of [report(1, 0), report(0, 1)]) {
      expect(decideReport(forfeited, again)).toMatchObject({
        code: 'CONFLICT',
        message: 'The match was forfeited: 1 to 0, first seat first.',
      });
    }
  });
});

describe('refused', () => {
  test('an unknown match', () => {
    expect(decideReport(null, report(1, 0))).toMatchObject({
      kind: 'refused',
      code: 'NOT_FOUND',
      details: { field: 'input.matchId' },
    });
  });

  test('somebody who does not play in it, with those who do', () => {
    const scores = [...report(1, 0).slice(0, 1), { entrantId: 'ghost', score: 0 }];
    expect(decideReport(pending, scores)).toEqual({
      kind: 'refused',
      code: 'BAD_USER_INPUT',
      message: 'This entrant does not play in the match.',
      details: { field: 'input.scores[1].entrantId', allowed: ['a', 'b'] },
    });
  });

  test.each([
    { name: 'nobody', scores: [] },
    { name: 'one entrant', scores: [{ entrantId: 'a', score: 1 }] },
    {
      name: 'one entrant twice',
      scores: [
        { entrantId: 'a', score: 1 },
        { entrantId: 'a', score: 0 },
      ],
    },
    { name: 'three lines', scores: [...report(1, 0), { entrantId: 'b', score: 0 }] },
  ])('a report of $name', ({ scores }) => {
    expect(decideReport(pending, scores)).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.scores', allowed: ['a', 'b'] },
    });
  });

  test.each([2, -1, 0.25, 1e-9, Number.NaN, Number.POSITIVE_INFINITY])('a score of %d', (score) => {
    expect(decideReport(pending, report(1, score))).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.scores[1].score', allowed: ['0', '0.5', '1'] },
    });
  });

  test.each([
    { first: 1, second: 1, sum: 2 },
    { first: 0, second: 0, sum: 0 },
    { first: 1, second: 0.5, sum: 1.5 },
  ])('scores that sum to $sum', ({ first, second, sum }) => {
    expect(decideReport(pending, report(first, second))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `The scores of a match sum to 1; these sum to ${sum}.`,
      details: { field: 'input.scores' },
    });
  });

  test('a draw in a game without draws', () => {
    const decisive = { ...pending, supportsDraws: false };
    expect(decideReport(decisive, report(0.5, 0.5))).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.scores', allowed: ['1 and 0', '0 and 1'] },
    });
    expect(decideReport(decisive, report(0, 1))).toMatchObject({ kind: 'finish' });
  });

  test.each(['DRAFT', 'SCHEDULED', 'COMPLETED', 'CANCELLED', 'FAILED'] as const)(
    'a match of a tournament that is %s',
    (tournamentStatus) => {
      expect(decideReport({ ...pending, tournamentStatus }, report(1, 0))).toMatchObject({
        code: 'CONFLICT',
        details: { state: tournamentStatus, allowed: ['RUNNING'] },
      });
    },
  );

  test('a match that has failed', () => {
    expect(isOpenMatch('FAILED')).toBe(false);
    expect(decideReport({ ...pending, status: 'FAILED' }, report(1, 0))).toMatchObject({
      code: 'CONFLICT',
      details: { state: 'FAILED', allowed: ['PENDING', 'ASSIGNED', 'RUNNING'] },
    });
  });

  test.each([report(1, 0), report(1, 0).slice(0, 1), []])(
    'a bye, whatever is said',
    (...scores) => {
      const bye = { ...pending, status: 'BYE', secondEntrantId: null } as const;
      expect(isOpenMatch('BYE')).toBe(false);
      expect(decideReport(bye, scores)).toMatchObject({
        code: 'CONFLICT',
        message: 'A match that is BYE takes no result.',
        details: { state: 'BYE', allowed: ['PENDING', 'ASSIGNED', 'RUNNING'] },
      });
    },
  );
});

test('whatever is finished once is replayed from then on', () => {
  fc.assert(
    fc.property(reports(), fc.boolean(), (first, supportsDraws) => {
      const match = { ...pending, supportsDraws };
      const decision = decideReport(match, first);
      fc.pre(decision.kind === 'finish');
      const stored: MatchFacts = { ...match, status: 'COMPLETED', result: decision.result };
      expect(decision.result.firstScore + decision.result.secondScore).toBe(1);
      expect(decideReport(stored, first)).toEqual({ kind: 'replay' });
      expect(decideReport(stored, first.toReversed())).toEqual({ kind: 'replay' });
    }),
  );
});

test('every report of every match gets an answer', () => {
  const matches = fc.record({
    status: fc.constantFrom(...matchStatuses),
    firstEntrantId: fc.constant('a'),
    secondEntrantId: fc.constantFrom('b', null),
    result: fc.constant(null),
    tournamentStatus: fc.constantFrom(...tournamentStatuses),
    supportsDraws: fc.boolean(),
  });
  const lines = fc.record({ entrantId: fc.constantFrom('a', 'b', 'c'), score: fc.double() });
  fc.assert(
    fc.property(matches, fc.array(lines, { maxLength: 4 }), (match, scores) => {
      expect(['finish', 'refused']).toContain(decideReport(match, scores).kind);
    }),
  );
});

test('only matches that were played are rated', () => {
  expect(isRated({ firstScore: 1, secondScore: 0, isForfeit: false })).toBe(true);
  expect(isRated({ firstScore: 1, secondScore: 0, isForfeit: true })).toBe(false);
});

describe('a stored result', () => {
  const seats = { firstEntrantId: 'a', secondEntrantId: 'b', isForfeit: false };

  test('is absent until the match is finished', () => {
    expect(resultOf({ firstScore: null, secondScore: null, isForfeit: false })).toBeNull();
    expect(resultOf({ isForfeit: false })).toBeNull();
  });

  test.each([
    [1, 0, 'a'],
    [0, 1, 'b'],
    [0.5, 0.5, null],
  ] as const)('of %d to %d', (firstScore, secondScore, winner) => {
    const match = { ...seats, firstScore, secondScore };
    expect(resultOf(match)).toEqual({ firstScore, secondScore, isForfeit: false });
    expect(scoresOf(match)).toEqual([
      { entrantId: 'a', score: firstScore },
      { entrantId: 'b', score: secondScore },
    ]);
    expect(winnerOf(match)).toBe(winner);
  });

  test('is not made up for a match without one', () => {
    expect(() => scoresOf({ ...seats, firstScore: null, secondScore: null })).toThrow('Invariant');
  });
});

function report(first: number, second: number): ReportedScore[] {
  return [
    { entrantId: 'a', score: first },
    { entrantId: 'b', score: second },
  ];
}

function reports() {
  const anyScore = fc.constantFrom(...scores);
  return fc.tuple(anyScore, anyScore).map(([first, second]) => report(first, second));
}
