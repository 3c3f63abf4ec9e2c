/**
 * Reading through the executed schema: lists and their cursors, relations, references from other
 * subgraphs.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Arena, type TournamentData, openArena, playable } from './testing/arena.ts';
import { cancelTournamentMutation } from './testing/operations.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const agentId = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Every node of a list that `ask` gives page by page. */
async function readAll<T>(ask: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const nodes: T[] = [];
  for (let after: string | null = null; ;) {
    const page: Page<T> = await ask(after);
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

const pageFields = 'pageInfo { hasNextPage endCursor }';

describe('tournaments', () => {
  const list = `query ($first: Int, $after: String, $filter: TournamentFilter) {
    tournaments(first: $first, after: $after, filter: $filter) { nodes { name } ${pageFields} }
  }`;
  const identity = testIdentity('lists');
  const names = async (filter: object) => {
    const nodes = await readAll<{ name: string }>(async (after) => {
      const variables = { first: 2, after, filter };
      const data = await arena.ask<{ tournaments: Page<{ name: string }> }>(
        list,
        variables,
        identity,
      );
      return data.tournaments;
    });
    return nodes.map(({ name }) => name);
  };

  beforeAll(async () => {
    const created: TournamentData[] = [];
    for (const [name, gameType] of [
      ['Open', 'chess'],
      ['100% Blitz', 'chess'],
      ['open_ended', 'go'],
      ['Final', 'go'],
      ['last', 'shogi'],
    ]) {
      created.push(await arena.create(['A', 'B'], { name, gameType }, identity));
    }
    await arena.start(created[0]!.id, identity);
    await arena.ask(cancelTournamentMutation, { input: { id: created[1]!.id } }, identity);
  });

  test('are listed newest first, each once', async () => {
    expect(await names({})).toEqual(['last', 'Final', 'open_ended', '100% Blitz', 'Open']);
  });

  test.each([
    [{ statuses: ['RUNNING', 'CANCELLED'] }, ['100% Blitz', 'Open']],
    [{ gameTypes: ['go', 'shogi'] }, ['last', 'Final', 'open_ended']],
    [{ formats: ['ROUND_ROBIN'], statuses: ['RUNNING'] }, ['Open']],
    [{ formats: [] }, []],
    [{ name: 'OPEN' }, ['open_ended', 'Open']],
    [{ name: '0%' }, ['100% Blitz']],
    [{ name: 'n_e' }, ['open_ended']],
    [{ name: '\\' }, []],
  ])('are filtered by %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each([
    [{ first: 0 }, 'first'],
    [{ first: 201 }, 'first'],
    [{ after: 'nonsense' }, 'after'],
    [{ filter: { name: 'x'.repeat(256) } }, 'filter.name'],
    [{ filter: { gameTypes: Array.from({ length: 101 }, String) } }, 'filter.gameTypes'],
  ])('refuse %j', async (variables, field) => {
    const { extensions } = await arena.refuse(list, variables);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test.each(['tournament', 'match'])(
    '%s: an id that is unknown or foreign is not found',
    async (field) => {
      const { id } = await arena.create(['A', 'B']);
      const [match] = playable(await arena.start(id));
      const known = field === 'match' ? match!.id : id;
      for (const [asked, who] of [
        ['nonsense', testIdentity()],
        [agentId(0), testIdentity()],
        [known, testIdentity('beta')],
      ] as const) {
        const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
        const { extensions } = await arena.refuse(query, { id: asked }, who);
        expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
      }
    },
  );
});

describe('matches of a tournament', () => {
  test('come in the order of their rounds, all or only the open ones', async () => {
    const { id } = await arena.create(['A', 'B', 'C', 'D', 'E']);
    const started = await arena.start(id);
    const drawn = started.rounds.flatMap(({ matches }) => matches.map((match) => match.id));
    const [first, second] = playable(started);
    await arena.report(second!, 1);
    const read = (openOnly: boolean) =>
      readAll<{ id: string }>(async (after) => {
        const data = await arena.ask<{ tournament: { matches: Page<{ id: string }> } }>(
          `query ($id: ID!, $after: String, $openOnly: Boolean) {
            tournament(id: $id) {
              matches(first: 4, after: $after, openOnly: $openOnly) { nodes { id } ${pageFields} }
            }
          }`,
          { id, after, openOnly },
        );
        return data.tournament.matches;
      });
    expect((await read(false)).map((match) => match.id)).toEqual(drawn);
    const open = await read(true);
    expect(open).toHaveLength(9);
    expect(open[0]?.id).toBe(first!.id);
    expect(open.map((match) => match.id)).not.toContain(second!.id);
  });
});

describe('ratings', () => {
  test('are ranked, and paged without loss where they are equal', async () => {
    const gameType = 'ranking';
    const names = Array.from({ length: 7 }, (_, index) => `player ${index}`);
    const { id } = await arena.create(names, { gameType });
    const matches = playable(await arena.start(id));
    // Everybody plays a first draw, so all are equal; then one wins.
    const once = new Set<string>();
    const openers = matches.filter(({ entrants }) => {
      if (entrants.some((entrant) => once.has(entrant.id))) return false;
      for (const entrant of entrants) once.add(entrant.id);
      return true;
    });
    for (const match of openers) await arena.report(match, 0.5);
    const winning = matches.find((match) => !openers.includes(match))!;
    await arena.report(winning, 1);
    const board = await readAll<{ id: string; rating: number; agentName: string }>(
      async (after) => {
        const data = await arena.ask<{
          leaderboard: Page<{ id: string; rating: number; agentName: string }>;
        }>(
          `query ($gameType: String!, $after: String) {
          leaderboard(gameType: $gameType, first: 2, after: $after) {
            nodes { id rating agentName } ${pageFields}
          }
        }`,
          { gameType, after },
        );
        return data.leaderboard;
      },
    );
    expect(new Set(board.map((row) => row.id)).size).toBe(once.size);
    expect(board[0]).toMatchObject({ agentName: winning.entrants[0]!.agentName, rating: 1516 });
    expect(board.at(-1)).toMatchObject({
      agentName: winning.entrants[1]!.agentName,
      rating: 1484,
    });
    const equal = board.slice(1, -1);
    expect(new Set(equal.map(({ rating }) => rating))).toEqual(new Set([1500]));
    expect(equal.map((row) => row.id)).toEqual(equal.map((row) => row.id).toSorted());
  });

  test('a cursor of one board is refused by another', async () => {
    const read = (gameType: string, after: string | null) =>
      `{ leaderboard(gameType: "${gameType}", first: 1${after ? `, after: "${after}"` : ''}) {
        pageInfo { endCursor } } }`;
    for (const gameType of ['board-1', 'board-2']) {
      const { id } = await arena.create(['A', 'B'], { gameType });
      await arena.report(playable(await arena.start(id))[0]!, 1);
    }
    const { leaderboard } = await arena.ask<{ leaderboard: Page<object> }>(read('board-1', null));
    const { extensions } = await arena.refuse(read('board-2', leaderboard.pageInfo.endCursor));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  test('have their history, the latest change first', async () => {
    const gameType = 'history';
    const { id } = await arena.create(['A', 'B'], { gameType, config: { doubleRound: true } });
    for (const match of playable(await arena.start(id))) await arena.report(match, 1);
    const { leaderboard } = await arena.ask<{ leaderboard: { nodes: object[] } }>(
      `query ($gameType: String!) {
        leaderboard(gameType: $gameType) {
          nodes {
            history(first: 1) {
              nodes { gameNumber before after match { id tournament { id } } rating { agentName } }
              pageInfo { hasNextPage }
            }
          }
        }
      }`,
      { gameType },
    );
    for (const node of leaderboard.nodes) {
      expect(node).toMatchObject({
        history: {
          nodes: [{ gameNumber: 2, match: { tournament: { id } } }],
          pageInfo: { hasNextPage: true },
        },
      });
    }
  });
});

describe('agents of the registry', () => {
  const references = `query ($representations: [_Any!]!, $gameType: String, $after: String) {
    _entities(representations: $representations) {
      ... on Agent {
        id
        ratings(gameType: $gameType, ratingSystem: ELO) { gameType gamesPlayed agent { id } }
        matches(first: 2, after: $after) { nodes { id status } ${pageFields} }
      }
    }
  }`;
  interface AgentData {
    readonly id: string;
    readonly ratings: readonly { readonly gameType: string; readonly gamesPlayed: number }[];
    readonly matches: Page<{ readonly id: string; readonly status: string }>;
  }
  const refer = async (
    ids: readonly string[],
    variables: object = {},
    identity = testIdentity(),
  ) => {
    const representations = ids.map((id) => ({ __typename: 'Agent', id }));
    const data = await arena.ask<{ _entities: (AgentData | null)[] }>(
      references,
      { representations, ...variables },
      identity,
    );
    return data._entities;
  };

  test('have ratings in each game, and their matches on either seat, byes left out', async () => {
    const agents = [1, 2, 3].map((n) => ({ agentName: `agent ${n}`, agentId: agentId(n) }));
    const drawn: string[] = [];
    for (const gameType of ['chess', 'go']) {
      const { id } = await arena.create(agents, { gameType });
      const matches = playable(await arena.start(id));
      await arena.report(matches[0]!, 1);
      drawn.push(
        ...matches
          .filter(({ entrants }) => entrants.some(({ agentName }) => agentName === 'agent 1'))
          .map((match) => match.id),
      );
    }
    const found = await readAll(
      async (after) => (await refer([agentId(1)], { after }))[0]!.matches,
    );
    expect(found.map((match) => match.id).toSorted()).toEqual(drawn.toSorted());
    expect(found.map((match) => match.id)).toEqual(
      found
        .map((match) => match.id)
        .toSorted()
        .toReversed(),
    );
    const [one, two, nobody, malformed, upper] = await refer([
      agentId(1),
      agentId(2),
      agentId(99),
      'nonsense',
      agentId(1).toUpperCase(),
    ]);
    const played = [one!, two!].flatMap((agent) => agent.ratings.map(({ gameType }) => gameType));
    expect(played.every((gameType) => ['chess', 'go'].includes(gameType))).toBe(true);
    expect(nobody).toMatchObject({ ratings: [], matches: { nodes: [] } });
    expect(malformed).toBeNull();
    expect(upper).toEqual(one);
    const [inChess] = await refer([agentId(2)], { gameType: 'chess' });
    expect(inChess!.ratings.every(({ gameType }) => gameType === 'chess')).toBe(true);
  });

  test('show nothing of another tenant', async () => {
    const id = agentId(50);
    const tournament = await arena.create([{ agentName: 'A', agentId: id }, 'B']);
    await arena.report(playable(await arena.start(tournament.id))[0]!, 1);
    expect((await refer([id]))[0]!.matches.nodes).toHaveLength(1);
    const [seen] = await refer([id], {}, testIdentity('beta'));
    expect(seen).toMatchObject({ ratings: [], matches: { nodes: [] } });
  });
});

test('references of other subgraphs are resolved, those of another tenant are not', async () => {
  const { id } = await arena.create(['A', 'B'], { gameType: 'references' });
  const started = await arena.start(id);
  const [match] = playable(started);
  await arena.report(match!, 1);
  const [rating] = await arena.database.query<{ id: string }>(
    `select id from tournaments.ratings where game_type = 'references' limit 1`,
  );
  const representations = [
    { __typename: 'Tournament', id },
    { __typename: 'Match', id: match!.id },
    { __typename: 'Entrant', id: started.entrants[0]!.id },
    { __typename: 'Rating', id: rating!.id },
    { __typename: 'Tournament', id: 'nonsense' },
    { __typename: 'Match', id: agentId(0) },
  ];
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Tournament { id } ... on Match { id } ... on Entrant { id } ... on Rating { id }
    }
  }`;
  const { _entities: found } = await arena.ask(query, { representations });
  expect(found).toEqual([
    ...representations.slice(0, 4).map((each) => ({ id: each.id })),
    null,
    null,
  ]);
  const foreign = await arena.ask(query, { representations }, testIdentity('beta'));
  expect(foreign['_entities']).toEqual(representations.map(() => null));
});
