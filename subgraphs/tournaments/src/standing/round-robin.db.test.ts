/** A whole tournament, seen from outside: matches, live standings, ratings, the end. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Arena, openArena, pairOf, playable } from '../testing/arena.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

test('a four-agent round robin shows six matches, live standings and new Elo ratings', async () => {
  const { id } = await arena.create(['Ada', 'Bob', 'Cy', 'Dee'], { gameType: 'four' });
  const started = await arena.start(id);
  expect(started).toMatchObject({ status: 'RUNNING', matchCount: 6, openMatchCount: 6 });
  const matches = playable(started);
  expect(matches.map(pairOf)).toEqual([
    'Ada-Dee',
    'Bob-Cy',
    'Dee-Cy',
    'Ada-Bob',
    'Bob-Dee',
    'Cy-Ada',
  ]);

  await arena.report(matches[0]!, 1);
  const live = await arena.see(id);
  expect(live.standings.map((row) => [row.rank, row.entrant.agentName, row.points])).toEqual([
    [1, 'Ada', 1],
    [2, 'Bob', 0],
    [2, 'Cy', 0],
    [2, 'Dee', 0],
  ]);
  expect(await leaderboard('four')).toEqual([
    { agentName: 'Ada', rating: 1516, gamesPlayed: 1, wins: 1, draws: 0, losses: 0 },
    { agentName: 'Dee', rating: 1484, gamesPlayed: 1, wins: 0, draws: 0, losses: 1 },
  ]);
});

async function leaderboard(gameType: string) {
  const data = await arena.ask<{ leaderboard: { nodes: object[] } }>(
    `query ($gameType: String!) {
      leaderboard(gameType: $gameType, ratingSystem: ELO) {
        nodes { agentName rating gamesPlayed wins draws losses }
      }
    }`,
    { gameType },
  );
  return data.leaderboard.nodes;
}
