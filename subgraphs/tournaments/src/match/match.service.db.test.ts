/**
 * Reporting matches through the executed schema on a real database: success and all that follows
 * from it, each refusal and that it stored nothing, repeats, races.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Arena, type MatchData, openArena, playable, reportInput } from '../testing/arena.ts';
import { reportMatchMutation } from '../testing/operations.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const unknownId = '01900000-0000-7000-8000-000000000000';

/** A running tournament of three and its matches. */
async function running(input: object = {}) {
  const { id, entrants } = await arena.create(['A', 'B', 'C'], input);
  return { id, entrants, matches: playable(await arena.start(id)) };
}

/** Everything that a report could have left behind. */
async function traces(tournamentId: string) {
  const [row] = await arena.database.query(
    `select t.version, t.open_match_count, t.updated_at,
       (select count(*) from tournaments.outbox) as events,
       (select count(*) from tournaments.rating_changes) as changes,
       (select sum(points) from tournaments.entrants e where e.tournament_id = t.id) as points
     from tournaments.tournaments t where t.id = $1`,
    [tournamentId],
  );
  return row;
}

async function refuseReport(tournamentId: string, input: object, identity = testIdentity()) {
  const before = await traces(tournamentId);
  const refusal = await arena.refuse(reportMatchMutation, { input }, identity);
  expect(await traces(tournamentId)).toEqual(before);
  return refusal;
}

const scores = ({ entrants }: MatchData, first: number, second: number) => [
  { entrantId: entrants[0]?.id, score: first },
  { entrantId: entrants[1]?.id, score: second },
];

describe('reportMatch', () => {
  test('finishes the match, rates both sides, moves the standings, says so in order', async () => {
    const { id, matches } = await running({ gameType: 'report', config: { kFactor: 20 } });
    const [match] = matches;
    const report = {
      ...reportInput(match!, 1),
      startedAt: '2026-01-01T10:00:00.000Z',
      gameLogs: ['e4', 'e5'],
      metadata: { board: 1 },
    };
    const { reportMatch } = await arena.ask<{ reportMatch: { match: object } }>(
      `mutation ($input: ReportMatchInput!) {
        reportMatch(input: $input) {
          match {
            status startedAt completedAt gameLogs metadata
            tournament { id openMatchCount version }
            round { number }
            result { isForfeit winner { agentName points } scores { score entrant { agentName } } }
            ratingChanges { gameNumber before after expected actual kFactor rating { rating } }
          }
        }
      }`,
      { input: report },
    );
    const [winner, loser] = match!.entrants.map(({ agentName }) => agentName);
    const shared = { gameNumber: 1, before: 1500, expected: 0.5, kFactor: 20 };
    expect(reportMatch.match).toMatchObject({
      status: 'COMPLETED',
      startedAt: new Date('2026-01-01T10:00:00.000Z'),
      completedAt: expect.any(Date),
      gameLogs: ['e4', 'e5'],
      metadata: { board: 1 },
      tournament: { id, openMatchCount: 2, version: 3 },
      round: { number: match!.roundNumber },
      result: {
        isForfeit: false,
        winner: { agentName: winner, points: 1 },
        scores: [
          { score: 1, entrant: { agentName: winner } },
          { score: 0, entrant: { agentName: loser } },
        ],
      },
      ratingChanges: [
        { ...shared, after: 1510, actual: 1, rating: { rating: 1510 } },
        { ...shared, after: 1490, actual: 0, rating: { rating: 1490 } },
      ],
    });

    const events = await arena.database.query<{ type: string; aggregate: string; data: object }>(
      `select envelope ->> 'type' as type, envelope -> 'aggregate' ->> 'type' as aggregate,
         envelope -> 'data' as data
       from tournaments.outbox order by ordinal desc limit 4`,
    );
    expect(events.toReversed()).toMatchObject([
      { type: 'MATCH_RECORDED', aggregate: 'Match', data: { tournamentId: id } },
      { type: 'RATING_CHANGED', aggregate: 'Rating', data: { agentName: winner, kFactor: 20 } },
      { type: 'RATING_CHANGED', aggregate: 'Rating', data: { agentName: loser, gameNumber: 1 } },
      { type: 'STANDINGS_CHANGED', aggregate: 'Tournament', data: { entrants: 2, openMatches: 2 } },
    ]);
  });

  test('takes the scores in either order, and ids in upper case', async () => {
    const { id, matches } = await running();
    const input = {
      matchId: matches[0]!.id.toUpperCase(),
      scores: scores(matches[0]!, 0, 1)
        .map(({ entrantId, score }) => ({ entrantId: entrantId?.toUpperCase(), score }))
        .toReversed(),
    };
    await arena.ask(reportMatchMutation, { input });
    const seen = playable(await arena.see(id))[0]!;
    expect(seen.result?.scores).toEqual([{ score: 0 }, { score: 1 }]);
  });

  test('with the last match completes the tournament, whose results are kept and told', async () => {
    const agentId = newId();
    const { id, matches, entrants } = await running({
      entrants: [{ agentName: 'A', agentId }, { agentName: 'B' }, { agentName: 'C' }],
    });
    // Who comes first in the alphabet wins.
    const inOrder = (match: MatchData) =>
      match.entrants[0]!.agentName < match.entrants[1]!.agentName ? 1 : 0;
    for (const match of matches) {
      const { version, results } = await arena.see(id);
      expect(results).toBeNull();
      await arena.report(match, inOrder(match));
      expect(await arena.see(id)).toMatchObject({ version: version + 1 });
    }
    const seen = await arena.see(id);
    expect(seen).toMatchObject({ status: 'COMPLETED', openMatchCount: 0 });
    expect(seen.completedAt).not.toBeNull();
    expect(seen.results).toEqual(seen.standings);
    expect(seen.results).toMatchObject([
      { rank: 1, points: 2, wins: 2, losses: 0, sonnebornBerger: 1, entrant: { agentName: 'A' } },
      { rank: 2, points: 1, wins: 1, losses: 1, sonnebornBerger: 0, entrant: { agentName: 'B' } },
      { rank: 3, points: 0, wins: 0, losses: 2, sonnebornBerger: 0, entrant: { agentName: 'C' } },
    ]);
    const [a, b, c] = entrants.map((entrant) => entrant.id);
    expect((await arena.eventsOf(id)).at(-1)).toMatchObject({
      type: 'TOURNAMENT_COMPLETED',
      change: {
        before: { status: 'RUNNING', results: null },
        after: {
          status: 'COMPLETED',
          results: [
            { entrantId: a, agentId, agentName: 'A', rank: 1, points: 2 },
            { entrantId: b, agentId: null, agentName: 'B', rank: 2, points: 1 },
            { entrantId: c, agentId: null, agentName: 'C', rank: 3, points: 0 },
          ],
        },
      },
    });
  });

  test('that fails after the results are known keeps neither', async () => {
    const { id, matches } = await running();
    for (const match of matches.slice(1)) await arena.report(match, 1);
    const before = await traces(id);
    await arena.database.query(
      `alter table tournaments.outbox add constraint no_end
       check (envelope ->> 'type' <> 'TOURNAMENT_COMPLETED') not valid`,
    );
    try {
      await arena.refuse(reportMatchMutation, { input: reportInput(matches[0]!, 1) });
    } finally {
      await arena.database.query('alter table tournaments.outbox drop constraint no_end');
    }
    expect(await traces(id)).toEqual(before);
    expect(await arena.see(id)).toMatchObject({ status: 'RUNNING', results: null });
    await arena.report(matches[0]!, 1);
    expect((await arena.see(id)).results).toHaveLength(3);
  });

  test('the same again has no effect, also after the end', async () => {
    const { id, matches } = await running();
    await arena.report(matches[0]!, 1);
    const once = await traces(id);
    expect(await arena.report(matches[0]!, 1)).toMatchObject({ status: 'COMPLETED' });
    expect(await traces(id)).toEqual(once);
    await arena.report(matches[1]!, 1);
    await arena.report(matches[2]!, 1);
    const atTheEnd = await traces(id);
    await arena.report(matches[0]!, 1);
    expect(await traces(id)).toEqual(atTheEnd);
  });

  test('of racing reporters who agree one is counted', async () => {
    const { id, matches } = await running({ gameType: 'race' });
    await Promise.all(Array.from({ length: 8 }, () => arena.report(matches[0]!, 1)));
    expect(await arena.see(id)).toMatchObject({ openMatchCount: 2, version: 3 });
    expect(await arena.eventsOf(matches[0]!.id)).toHaveLength(1);
  });

  test('of racing reporters who disagree the first is right', async () => {
    const { matches } = await running();
    const results = ([1, 0.5, 0] as const).map((firstScore) =>
      arena.subgraph.execute({
        query: reportMatchMutation,
        variables: { input: reportInput(matches[0]!, firstScore) },
        identity: testIdentity(),
      }),
    );
    const codes = (await Promise.all(results)).map(
      ({ errors }) => errors?.[0]?.extensions['code'] ?? 'OK',
    );
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'OK']);
    expect(await arena.eventsOf(matches[0]!.id)).toHaveLength(1);
  });

  test('refuses another result than the one that is known', async () => {
    const { id, matches } = await running();
    await arena.report(matches[0]!, 1);
    const { message, extensions } = await refuseReport(id, reportInput(matches[0]!, 0));
    expect(message).toBe('The match is finished with another result: 1 to 0, first seat first.');
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      field: 'input.scores',
      state: 'COMPLETED',
    });
  });

  test('refuses unknown matches', async () => {
    const { id, matches } = await running();
    const cases = [
      [unknownId, testIdentity()],
      ['nonsense', testIdentity()],
      [matches[0]!.id, testIdentity('beta')],
    ] as const;
    for (const [matchId, identity] of cases) {
      const input = { ...reportInput(matches[0]!, 1), matchId };
      const { extensions } = await refuseReport(id, input, identity);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.matchId' });
    }
  });

  test('refuses agents who are not in the match, naming those who are', async () => {
    const { id, matches } = await running();
    const outsider = matches[1]!.entrants.find(
      (entrant) => !matches[0]!.entrants.some((seat) => seat.id === entrant.id),
    );
    const input = {
      matchId: matches[0]!.id,
      scores: [
        { entrantId: matches[0]!.entrants[0]!.id, score: 1 },
        { entrantId: outsider!.id, score: 0 },
      ],
    };
    expect((await refuseReport(id, input)).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.scores[1].entrantId',
      allowed: matches[0]!.entrants.map((entrant) => entrant.id),
    });
  });

  test.each([
    [[1, 1], 'input.scores', ['1 and 0', '0.5 and 0.5', '0 and 1']],
    [[0, 0], 'input.scores', ['1 and 0', '0.5 and 0.5', '0 and 1']],
    [[0.25, 0.75], 'input.scores[0].score', ['0', '0.5', '1']],
    [[1, -1], 'input.scores[1].score', ['0', '0.5', '1']],
  ])('refuses the scores %j', async ([first, second], field, allowed) => {
    const { id, matches } = await running();
    const input = { matchId: matches[0]!.id, scores: scores(matches[0]!, first!, second!) };
    const { extensions } = await refuseReport(id, input);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field, allowed });
  });

  test('refuses one score, and the score of one entrant twice', async () => {
    const { id, matches } = await running();
    const [first] = scores(matches[0]!, 1, 0);
    for (const wrong of [[], [first], [first, { ...first, score: 0 }]]) {
      const input = { matchId: matches[0]!.id, scores: wrong };
      const { extensions } = await refuseReport(id, input);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.scores' });
    }
  });

  test('refuses a draw in a game without draws', async () => {
    const { id, matches } = await running({ config: { allowsDraws: false } });
    expect((await refuseReport(id, reportInput(matches[0]!, 0.5))).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.scores',
      allowed: ['1 and 0', '0 and 1'],
    });
    await arena.report(matches[0]!, 1);
  });

  test('refuses a forfeited match and a bye', async () => {
    const { id, matches } = await running();
    await arena.withdraw(matches[0]!.entrants[0]!.id);
    const { message } = await refuseReport(id, reportInput(matches[0]!, 0));
    expect(message).toBe('The match was forfeited: 0 to 1, first seat first.');
    const bye = (await arena.see(id)).rounds[0]!.matches.at(-1)!;
    expect(bye).toMatchObject({ status: 'BYE', result: null });
    const rest = { matchId: bye.id, scores: [{ entrantId: bye.entrants[0]!.id, score: 1 }] };
    expect((await refuseReport(id, rest)).extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'BYE',
    });
  });

  test.each([
    [{ startedAt: '9999-01-01T00:00:00Z' }, 'input.startedAt'],
    [{ metadata: 'text' }, 'input.metadata'],
    [{ gameLogs: { move: 'nul\0byte' } }, 'input.gameLogs.move'],
  ])('refuses %j', async (change, field) => {
    const { id, matches } = await running();
    const { extensions } = await refuseReport(id, { ...reportInput(matches[0]!, 1), ...change });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('needs its own scope, and the right to write where it can only read', async () => {
    const { id, matches } = await running();
    const input = reportInput(matches[0]!, 1);
    const unscoped = testIdentity('alpha', { scopes: ['tournament:write'] });
    const reader = testIdentity('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    for (const identity of [unscoped, reader]) {
      const { extensions } = await refuseReport(id, input, identity);
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['match:report'] });
    }
    await arena.report(matches[0]!, 1, testIdentity('alpha', { scopes: ['match:report'] }));
  });

  test('takes as many statements in a large tournament as in a small one', async () => {
    const countOf = async (size: number) => {
      const names = Array.from({ length: size }, (_, index) => `${size}-${index}`);
      const { id } = await arena.create(names);
      const [match] = playable(await arena.start(id));
      arena.statements.length = 0;
      const mutation =
        'mutation ($input: ReportMatchInput!) { reportMatch(input: $input) { match { id } } }';
      await arena.ask(mutation, { input: reportInput(match!, 1) });
      return arena.statements.length;
    };
    expect(await countOf(24)).toBe(await countOf(3));
  });
});
