import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scheduleRoundRobin } from '../round/round-robin.rules.ts';
import { computeStandings } from '../standing/standings.rules.ts';
import {
  type EntrantFacts,
  MAX_ENTRANTS,
  type OpenMatch,
  decideAddEntrant,
  decideWithdraw,
  findRosterRefusal,
} from './entrant.rules.ts';

const alpha = entrant('alpha', 'agent-1');
const beta = entrant('beta', null);
const draft = { status: 'DRAFT', entrants: [alpha, beta] } as const;

describe('adding an entrant', () => {
  test.each(['DRAFT', 'SCHEDULED'] as const)('is accepted when %s', (status) => {
    const candidate = { agentName: 'gamma', agentId: null };
    expect(decideAddEntrant({ ...draft, status }, candidate)).toEqual({ kind: 'add' });
  });

  test.each(['RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED'] as const)(
    'is refused when %s',
    (status) => {
      const candidate = { agentName: 'gamma', agentId: null };
      expect(decideAddEntrant({ ...draft, status }, candidate)).toEqual({
        kind: 'refused',
        code: 'CONFLICT',
        message: `Cannot add an entrant to a tournament that is ${status}; it must be DRAFT or SCHEDULED.`,
        details: { state: status, allowed: ['DRAFT', 'SCHEDULED'] },
      });
    },
  );

  test.each([
    { candidate: { agentName: 'alpha', agentId: 'agent-9' }, field: 'input.agentName' },
    { candidate: { agentName: 'other name', agentId: 'agent-1' }, field: 'input.agentId' },
  ])('the same $field twice is refused', ({ candidate, field }) => {
    expect(decideAddEntrant(draft, candidate)).toEqual({
      kind: 'refused',
      code: 'CONFLICT',
      message: '"alpha" is entered in this tournament already.',
      details: { field },
    });
  });

  test('one who has withdrawn does not come back', () => {
    const entrants = [{ ...alpha, isWithdrawn: true }];
    expect(decideAddEntrant({ status: 'DRAFT', entrants }, alpha)).toMatchObject({
      message: '"alpha" has withdrawn from this tournament already.',
    });
  });

  test('two without a registered agent are not the same', () => {
    const candidate = { agentName: 'gamma', agentId: null };
    expect(decideAddEntrant(draft, candidate)).toEqual({ kind: 'add' });
  });

  test('a full tournament refuses the next one', () => {
    const entrants = crowd(MAX_ENTRANTS);
    expect(decideAddEntrant({ status: 'DRAFT', entrants }, alpha)).toMatchObject({
      code: 'CONFLICT',
      message: 'The tournament is full: it has 512 entrants.',
    });
  });
});

describe('a list of entrants', () => {
  test('may be empty, and as long as the limit', () => {
    expect(findRosterRefusal([], 'input.entrants')).toBeNull();
    expect(findRosterRefusal(crowd(MAX_ENTRANTS), 'input.entrants')).toBeNull();
  });

  test('may not be longer', () => {
    expect(findRosterRefusal(crowd(MAX_ENTRANTS + 1), 'input.entrants')).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.entrants', allowed: ['at most 512'] },
    });
  });

  test('may not hold one agent under two names', () => {
    const entrants = [alpha, beta, entrant('alias', 'agent-1')];
    expect(findRosterRefusal(entrants, 'input.entrants')).toMatchObject({
      message: 'Entrant "alias" is the same as input.entrants[0].',
      details: { field: 'input.entrants[2]' },
    });
  });
});

describe('withdrawing', () => {
  const openMatches = [
    openMatch('m1', alpha.id, beta.id),
    openMatch('m2', 'id-gamma', alpha.id),
    openMatch('m3', beta.id, 'id-gamma'),
  ];
  const running = { status: 'RUNNING', entrants: [alpha, beta], openMatches } as const;

  test('while running forfeits what is open, the point going to the opponent', () => {
    expect(decideWithdraw(running, alpha.id)).toEqual({
      kind: 'forfeit',
      forfeits: [
        { matchId: 'm1', result: { firstScore: 0, secondScore: 1, isForfeit: true } },
        { matchId: 'm2', result: { firstScore: 1, secondScore: 0, isForfeit: true } },
      ],
    });
  });

  test.each(['DRAFT', 'SCHEDULED'] as const)('when %s has no further effect', (status) => {
    expect(decideWithdraw({ ...running, status }, alpha.id)).toEqual({ kind: 'leave' });
  });

  test.each(['COMPLETED', 'CANCELLED', 'FAILED'] as const)('is refused when %s', (status) => {
    expect(decideWithdraw({ ...running, status }, alpha.id)).toMatchObject({
      kind: 'refused',
      code: 'CONFLICT',
      details: { state: status, allowed: ['DRAFT', 'SCHEDULED', 'RUNNING'] },
    });
  });

  test('an unknown entrant is not found', () => {
    expect(decideWithdraw(running, 'id-ghost')).toMatchObject({
      kind: 'refused',
      code: 'NOT_FOUND',
      details: { field: 'input.entrantId' },
    });
  });

  test.each(['RUNNING', 'COMPLETED'] as const)('a repeat changes nothing (%s)', (status) => {
    const entrants = [{ ...alpha, isWithdrawn: true }, beta];
    expect(decideWithdraw({ ...running, status, entrants }, alpha.id)).toEqual({
      kind: 'already-withdrawn',
    });
  });

  test('all but one withdrawing leaves nothing open and gives out every point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), (count, seed) => {
        const entrants = crowd(count);
        const stays = entrants[seed % count]!;
        const leaving = entrants.filter((entrant) => entrant !== stays);
        const matches = forfeitAll(entrants, leaving);
        const entrantIds = entrants.map(({ id }) => id);
        const [best, ...rest] = computeStandings({ entrantIds, matches });
        expect(best).toMatchObject({ entrantId: stays.id, points: count - 1, rank: 1 });
        const others = rest.reduce((sum, { points }) => sum + points, 0);
        expect(others + count - 1).toBe((count * (count - 1)) / 2);
      }),
    );
  });
});

/** The results of a round robin in which nothing is played and all of `leaving` withdraw in turn. */
function forfeitAll(entrants: readonly EntrantFacts[], leaving: readonly EntrantFacts[]) {
  const pairings = scheduleRoundRobin(entrants).flatMap((round) => round.pairings);
  let open = pairings.map(({ first, second }, index) =>
    openMatch(`m${index}`, first.id, second.id),
  );
  const results = leaving.flatMap(({ id }) => {
    const decision = decideWithdraw({ status: 'RUNNING', entrants, openMatches: open }, id);
    if (decision.kind !== 'forfeit') throw new Error(`unexpected ${decision.kind}`);
    const lost = new Map(decision.forfeits.map(({ matchId, result }) => [matchId, result]));
    const finished = open.filter((match) => lost.has(match.id));
    open = open.filter((match) => !lost.has(match.id));
    return finished.map((match) => ({ ...match, ...lost.get(match.id)! }));
  });
  expect(open).toEqual([]);
  return results;
}

function entrant(agentName: string, agentId: string | null): EntrantFacts {
  return { id: `id-${agentName}`, agentName, agentId, isWithdrawn: false };
}

function crowd(count: number): EntrantFacts[] {
  return Array.from({ length: count }, (_, index) => entrant(`crowd-${index}`, null));
}

function openMatch(id: string, firstEntrantId: string, secondEntrantId: string): OpenMatch {
  return { id, firstEntrantId, secondEntrantId };
}
