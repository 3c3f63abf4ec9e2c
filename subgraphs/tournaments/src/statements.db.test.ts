/**
 * Whatever is asked of the tournaments, it costs the same number of statements for one object and
 * for 200.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Arena, openArena, playable } from './testing/arena.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const agentId = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('the number of statements does not depend on the number of objects', () => {
  const identity = testIdentity('many');
  const everything = `query ($first: Int!) {
    tournaments(first: $first) {
      nodes {
        entrants { tournament { id } agent { id } }
        rounds { tournament { id } matches { round { id } } }
        matches(first: 5) {
          nodes {
            gameLogs
            tournament { id }
            round { number }
            entrants { agentName }
            result { winner { agentName } scores { entrant { agentName } } }
            ratingChanges { rating { agentName history(first: 2) { nodes { match { id } } } } }
          }
        }
        open: matches(first: 2, openOnly: true) { nodes { id } }
        standings { points entrant { agentName } }
        results { points entrant { agentName } }
      }
    }
  }`;
  const agents = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Agent {
        ratings { agentName history(first: 2) { nodes { after } } }
        matches(first: 3) { nodes { id entrants { agentName agent { id } } } }
      }
    }
  }`;

  beforeAll(async () => {
    for (let batch = 0; batch < 20; batch += 1) {
      const tournaments = Array.from({ length: 10 }, async (_, index) => {
        const n = batch * 10 + index;
        const entrants = [0, 1, 2].map((seat) => ({
          agentName: `agent ${n} ${seat}`,
          agentId: agentId(1_000 + n * 3 + seat),
        }));
        const { id } = await arena.create(entrants, {}, identity);
        const matches = playable(await arena.start(id, identity));
        await arena.report(matches[0]!, 1, identity);
      });
      await Promise.all(tournaments);
    }
  }, 120_000);

  async function countOf(query: string, variables: object): Promise<number> {
    arena.statements.length = 0;
    await arena.ask(query, variables, identity);
    return arena.statements.length;
  }

  test('for tournaments with everything in them', async () => {
    const one = await countOf(everything, { first: 1 });
    expect(await countOf(everything, { first: 200 })).toBe(one);
  });

  test('for standings that several fields ask for', async () => {
    const table = '{ tournaments(first: 50) { nodes { a: standings { rank } } } }';
    const tables = `{ tournaments(first: 50) {
      nodes { a: standings { rank } b: standings { points } c: standings { wins } }
    } }`;
    expect(await countOf(tables, {})).toBe(await countOf(table, {}));
  });

  test('for agents with ratings and matches', async () => {
    const referTo = (count: number) => ({
      representations: Array.from({ length: count }, (_, index) => ({
        __typename: 'Agent',
        id: agentId(1_000 + index * 3),
      })),
    });
    const one = await countOf(agents, referTo(1));
    expect(await countOf(agents, referTo(200))).toBe(one);
  });
});
