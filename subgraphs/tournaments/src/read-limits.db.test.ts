/** What one request may read of tournaments at most, and that it says so past it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { createLoaders } from './context.ts';
import { tournaments } from './definition.ts';
import { createMatchLoaders } from './match/match.read.ts';
import { createStandingLoaders } from './standing/standing.read.ts';
import { type TournamentData, playable, tournamentInput } from './testing/arena.ts';
import { createTournamentMutation, startTournamentMutation } from './testing/operations.ts';

/** Two tournaments of three entrants have six matches and six byes. */
const limits = { rounds: 11, standings: 1 };

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph({
    ...tournaments,
    createLoaders: (scope) => ({
      ...createLoaders(scope),
      ...createMatchLoaders(scope, limits.rounds),
      ...createStandingLoaders(scope, limits.standings),
    }),
  });
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function started(): Promise<TournamentData> {
  const variables = { input: tournamentInput(['A', 'B', 'C']) };
  const { createTournament } = await run.ask<{ createTournament: { tournament: TournamentData } }>(
    createTournamentMutation,
    variables,
  );
  const { startTournament } = await run.ask<{ startTournament: { tournament: TournamentData } }>(
    startTournamentMutation,
    { input: { id: createTournament.tournament.id } },
  );
  return startTournament.tournament;
}

test('rounds and standings of many tournaments are refused where they are too much', async () => {
  const first = await started();
  const rounds = '{ tournaments { nodes { rounds { matches { id } } } } }';
  const standings = '{ tournaments { nodes { standings { rank } } } }';
  const one = await run.ask<{ tournaments: { nodes: TournamentData[] } }>(rounds);
  expect(one.tournaments.nodes[0]?.rounds.flatMap(({ matches }) => matches)).toHaveLength(6);

  const second = await started();
  expect(await run.refuse(rounds)).toMatchObject({
    message: 'The rounds have more than 11 matches together; ask for fewer of them at once.',
    extensions: { code: 'BAD_USER_INPUT' },
  });

  await report(first);
  expect(await run.ask(standings)).toMatchObject({ tournaments: { nodes: [{}, {}] } });
  await report(second);
  expect(await run.refuse(standings)).toMatchObject({
    message:
      'The tournaments have more than 1 finished matches together; ask for fewer standings at once.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

async function report(tournament: TournamentData): Promise<void> {
  const [match] = playable(tournament);
  const scores = match?.entrants.map(({ id: entrantId }, seat) => ({ entrantId, score: seat }));
  await run.ask(
    `mutation ($input: ReportMatchInput!) { reportMatch(input: $input) { match { status } } }`,
    { input: { matchId: match?.id, scores } },
  );
}
