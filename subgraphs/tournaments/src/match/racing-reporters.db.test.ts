// Goal: whatever the order in which reports come, however often each is repeated or contradicted,
// and however many tournaments rate the same agents at the same time, each match is rated exactly
// once and every rating is the sum of its history. Method: random tournaments over few agents, all
// reports of all of them sent at once in random order, then the database is asked what it holds.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { newEloRecord, rateEloMatch } from '../rating/elo.rules.ts';
import {
  type Arena,
  type FirstScore,
  type MatchData,
  openArena,
  playable,
  reportInput,
} from '../testing/arena.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const agents = ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({
  agentName: name,
  agentId: `01900000-0000-7000-8000-00000000000${index}`,
}));

const fields = fc.array(
  fc.uniqueArray(fc.integer({ min: 0, max: agents.length - 1 }), { minLength: 2, maxLength: 5 }),
  { minLength: 2, maxLength: 3 },
);
/** Each match is reported with these scores; the first to arrive counts. */
const reports = fc.array(
  fc.array(fc.constantFrom<FirstScore>(0, 0.5, 1), { minLength: 1, maxLength: 3 }),
  { minLength: 30, maxLength: 30 },
);

let game = 0;

test('each match is rated once, in the order in which it was finished', async () => {
  await fc.assert(
    fc.asyncProperty(fields, reports, fc.infiniteStream(fc.nat()), async (field, scores, dice) => {
      const gameType = `race ${(game += 1)}`;
      const matches = (await Promise.all(field.map((seats) => drawn(seats, gameType)))).flat();
      const sent = matches.flatMap((match, index) =>
        scores[index % scores.length]!.map((score) => ({ match, score, place: dice.next().value })),
      );
      sent.sort((a, b) => Number(a.place) - Number(b.place));
      const codes = await Promise.all(sent.map(({ match, score }) => send(match, score)));
      expect(codes.filter((code) => code !== 'OK' && code !== 'CONFLICT')).toEqual([]);
      await expectConsistency(gameType, matches);
    }),
    { numRuns: 12 },
  );
}, 120_000);

async function drawn(seats: readonly number[], gameType: string): Promise<MatchData[]> {
  const entrants = seats.map((seat) => agents[seat]!);
  const { id } = await arena.create(entrants, { gameType });
  return playable(await arena.start(id));
}

async function send(match: MatchData, score: FirstScore): Promise<unknown> {
  const { errors } = await arena.subgraph.execute({
    query: 'mutation ($input: ReportMatchInput!) { reportMatch(input: $input) { match { id } } }',
    variables: { input: reportInput(match, score) },
    identity: testIdentity(),
  });
  return errors?.[0]?.extensions['code'] ?? 'OK';
}

interface ChangeRow {
  readonly agent_name: string;
  readonly match_id: string;
  readonly seat: number;
  readonly game_number: number;
  readonly before: number;
  readonly after: number;
  readonly actual: number;
  readonly first_score: FirstScore;
  readonly ordinal: string;
}

async function expectConsistency(gameType: string, matches: readonly MatchData[]): Promise<void> {
  const ratings = await arena.database.query<{
    agent_name: string;
    rating: number;
    games_played: number;
    wins: number;
    draws: number;
    losses: number;
  }>('select * from tournaments.ratings where game_type = $1', [gameType]);
  const changes = await arena.database.query<ChangeRow>(
    `select r.agent_name, c.*, m.first_score, o.ordinal
     from tournaments.rating_changes c
     join tournaments.ratings r on r.id = c.rating_id
     join tournaments.matches m on m.id = c.match_id
     join tournaments.outbox o on o.aggregate_id = r.id::text
       and o.envelope -> 'data' ->> 'matchId' = m.id::text
     where r.game_type = $1 order by c.rating_id, c.game_number`,
    [gameType],
  );

  // Every match is finished and rated once for each seat, and every tournament is over.
  const rated = changes.map((change) => `${change.match_id} ${change.seat}`);
  expect(rated.toSorted()).toEqual(matches.flatMap(({ id }) => [`${id} 1`, `${id} 2`]).toSorted());
  const open = await arena.database.query(
    `select 1 from tournaments.tournaments where game_type = $1 and status <> 'COMPLETED'`,
    [gameType],
  );
  expect(open).toEqual([]);

  // Ratings are conserved, games are counted, and histories are chains without gaps.
  const sum = ratings.reduce((total, { rating }) => total + rating, 0);
  expect(sum).toBeCloseTo(ratings.length * 1500, 6);
  for (const rating of ratings) {
    const history = changes.filter((change) => change.agent_name === rating.agent_name);
    expect(history.map((change) => change.game_number)).toEqual(history.map((_, i) => i + 1));
    expect(history.map(({ before }) => before)).toEqual([
      1500,
      ...history.slice(0, -1).map(({ after }) => after),
    ]);
    const count = (actual: number) => history.filter((change) => change.actual === actual).length;
    expect(rating).toMatchObject({
      rating: history.at(-1)?.after,
      games_played: history.length,
      wins: count(1),
      draws: count(0.5),
      losses: count(0),
    });
  }
  expectReplay(changes);
}

/** The same matches, rated by the rules in the order of the events, end in the same numbers. */
function expectReplay(changes: readonly ChangeRow[]): void {
  const records = new Map(changes.map((change) => [change.agent_name, newEloRecord()]));
  const byMatch = Map.groupBy(changes, (change) => change.match_id);
  const inOrder = [...byMatch.values()].toSorted(
    ([a], [b]) => Number(a!.ordinal) - Number(b!.ordinal),
  );
  for (const pair of inOrder) {
    const [first, second] = pair.toSorted((a, b) => a.seat - b.seat);
    const rated = rateEloMatch({
      first: records.get(first!.agent_name)!,
      second: records.get(second!.agent_name)!,
      firstScore: first!.first_score,
    });
    expect([rated.first.change.after, rated.second.change.after]).toEqual([
      first!.after,
      second!.after,
    ]);
    records.set(first!.agent_name, rated.first.record);
    records.set(second!.agent_name, rated.second.record);
  }
}
