/**
 * Whole tournaments, seen from outside: the matches of the draw, live standings, ratings, the end.
 * One is a tournament that was really played, whose official table is known.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import {
  type Arena,
  type FirstScore,
  type TournamentData,
  openArena,
  pairOf,
  playable,
} from '../testing/arena.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const places = ({ standings }: TournamentData) =>
  standings.map((row) => [row.rank, row.entrant.agentName, row.points]);

describe('a four-agent round robin', () => {
  test('shows six matches, live standings and new Elo ratings', async () => {
    const { id } = await arena.create(['Ada', 'Bob', 'Cy', 'Dee'], { gameType: 'four' });
    const started = await arena.start(id);
    expect(started).toMatchObject({ status: 'RUNNING', matchCount: 6, openMatchCount: 6 });
    expect(started.rounds.map(({ matches }) => matches.map(pairOf))).toEqual([
      ['Ada-Dee', 'Bob-Cy'],
      ['Dee-Cy', 'Ada-Bob'],
      ['Bob-Dee', 'Cy-Ada'],
    ]);
    const [adaDee, bobCy, deeCy, adaBob, bobDee, cyAda] = playable(started);

    await arena.report(adaDee!, 1);
    expect(places(await arena.see(id))).toEqual([
      [1, 'Ada', 1],
      [2, 'Bob', 0],
      [2, 'Cy', 0],
      [2, 'Dee', 0],
    ]);
    expect(await leaderboard('four')).toEqual([
      { agentName: 'Ada', rating: 1516, gamesPlayed: 1, wins: 1, draws: 0, losses: 0 },
      { agentName: 'Dee', rating: 1484, gamesPlayed: 1, wins: 0, draws: 0, losses: 1 },
    ]);

    for (const [match, firstScore] of [
      [bobCy!, 0.5],
      [deeCy!, 0],
      [adaBob!, 1],
      [bobDee!, 1],
      [cyAda!, 0],
    ] as const) {
      await arena.report(match, firstScore);
    }
    const finished = await arena.see(id);
    expect(finished).toMatchObject({ status: 'COMPLETED', openMatchCount: 0 });
    expect(places(finished)).toEqual([
      [1, 'Ada', 3],
      [2, 'Bob', 1.5],
      [2, 'Cy', 1.5],
      [4, 'Dee', 0],
    ]);
    const ratings = await leaderboard('four');
    expect(ratings.map(({ agentName }) => agentName)).toEqual(['Ada', 'Bob', 'Cy', 'Dee']);
    expect(ratings.map(({ gamesPlayed }) => gamesPlayed)).toEqual([3, 3, 3, 3]);
    expect(ratings.reduce((sum, { rating }) => sum + rating, 0)).toBeCloseTo(4 * 1500, 9);
  });
});

describe('the UzChess Cup 2025', () => {
  interface OfficialTable {
    readonly players: Readonly<Record<string, { readonly name: string }>>;
    readonly games: readonly (readonly [string, string, string, FirstScore, FirstScore])[];
    readonly expected: Readonly<Record<string, { score: number; tb: readonly number[] }>>;
  }
  const file = new URL(
    '../../vectors/tiebreaks/uzchess-cup-2025-round-robin.json',
    import.meta.url,
  );
  const official = JSON.parse(readFileSync(file, 'utf8')) as OfficialTable;

  test('played again, has the points, Sonneborn-Berger and wins of the official table', async () => {
    const { id } = await arena.create(Object.keys(official.players), { gameType: 'cup' });
    const matches = playable(await arena.start(id));
    for (const [, first, second, firstScore] of official.games) {
      const match = matches.find((each) =>
        [first, second].every((name) => each.entrants.some(({ agentName }) => agentName === name)),
      )!;
      const isSeatedAlike = match.entrants[0]?.agentName === first;
      await arena.report(match, isSeatedAlike ? firstScore : ((1 - firstScore) as FirstScore));
    }
    const { standings, entrants, status } = await arena.see(id);
    expect(status).toBe('COMPLETED');
    for (const row of standings) {
      const { score, tb } = official.expected[row.entrant.agentName]!;
      expect([row.points, row.sonnebornBerger, row.wins]).toEqual([score, tb[1], tb[2]]);
    }
    // What is kept up with each result says the same as the table that is made from all of them.
    const tallies = standings.map(({ entrant, points, wins, draws, losses }) => ({
      agentName: entrant.agentName,
      points,
      wins,
      draws,
      losses,
    }));
    for (const tally of tallies) expect(entrants).toContainEqual(expect.objectContaining(tally));
  });
});

describe('ratings', () => {
  test('belong to a game: one agent has one in each', async () => {
    for (const gameType of ['go', 'shogi']) {
      const { id } = await arena.create(['Eve', 'Fay'], { gameType });
      await arena.report(playable(await arena.start(id))[0]!, 1);
    }
    expect((await leaderboard('go')).map(({ rating }) => rating)).toEqual([1516, 1484]);
    expect((await leaderboard('shogi')).map(({ rating }) => rating)).toEqual([1516, 1484]);
  });

  test('go on from one tournament to the next', async () => {
    for (const gameType of ['serial', 'serial']) {
      const { id } = await arena.create(['Gil', 'Hal'], { gameType });
      await arena.report(playable(await arena.start(id))[0]!, 1);
    }
    const [winner] = await leaderboard('serial');
    // 1516 against 1484 is expected to score 0.5460…
    expect(winner?.rating).toBeCloseTo(1516 + 32 * (1 - 1 / (1 + 10 ** (-32 / 400))), 10);
    expect(winner?.gamesPlayed).toBe(2);
  });

  test('carry facts, none as long as nobody has noted any', async () => {
    const { id } = await arena.create(['Kim', 'Lee'], { gameType: 'facts' });
    await arena.report(playable(await arena.start(id))[0]!, 1);
    await arena.database.query(
      `update tournaments.ratings set metadata = '{"traits": {"risk": 0.5}}'
       where game_type = 'facts' and agent_name = 'Lee'`,
    );
    const query = '{ leaderboard(gameType: "facts") { nodes { agentName metadata } } }';
    const { leaderboard: found } = await arena.ask(query);
    const nodes = [
      { agentName: 'Kim', metadata: {} },
      { agentName: 'Lee', metadata: { traits: { risk: 0.5 } } },
    ];
    expect(found).toEqual({ nodes });
  });

  test('belong to a tenant', async () => {
    const beta = testIdentity('beta');
    const { id } = await arena.create(['Ivy', 'Jo'], { gameType: 'tenants' }, beta);
    const [match] = playable(await arena.start(id, beta));
    await arena.report(match!, 1, beta);
    expect(await leaderboard('tenants')).toEqual([]);
    expect(await leaderboard('tenants', beta)).toHaveLength(2);
  });
});

interface LeaderboardRow {
  readonly agentName: string;
  readonly rating: number;
  readonly gamesPlayed: number;
}

async function leaderboard(gameType: string, identity = testIdentity()) {
  const data = await arena.ask<{ leaderboard: { nodes: LeaderboardRow[] } }>(
    `query ($gameType: String!) {
      leaderboard(gameType: $gameType, ratingSystem: ELO) {
        nodes { agentName rating gamesPlayed wins draws losses }
      }
    }`,
    { gameType },
    identity,
  );
  return data.leaderboard.nodes;
}
