/**
 * Starting tournaments through the executed schema on a real database: the draw, each refusal and
 * that it stored nothing, the event in the same commit, stale versions, racing callers.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Arena, openArena, pairOf, playable } from '../testing/arena.ts';
import { startTournamentMutation } from '../testing/operations.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const unknownId = '01900000-0000-7000-8000-000000000009';

describe('startTournament', () => {
  test('draws every pair once in the order of entry and says so', async () => {
    const { id } = await arena.create(['A', 'B', 'C', 'D', 'E']);
    const started = await arena.start(id);
    expect(started).toMatchObject({
      status: 'RUNNING',
      version: 2,
      matchCount: 10,
      openMatchCount: 10,
      completedAt: null,
    });
    expect(started.startedAt).not.toBeNull();
    expect(started.entrants.map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5]);
    expect(started.rounds.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    const pairs = playable(started).map((match) => pairOf(match).split('-').sort().join(''));
    expect(new Set(pairs).size).toBe(10);
    const byes = started.rounds.map(({ matches }) => matches.at(-1)!);
    expect(byes.map(({ status }) => status)).toEqual(Array(5).fill('BYE'));
    expect(byes.map(pairOf).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);

    const last = (await arena.eventsOf(id)).at(-1);
    expect(last).toMatchObject({
      type: 'TOURNAMENT_STARTED',
      change: { before: { status: 'DRAFT' }, after: { status: 'RUNNING' } },
      data: { path: ['SCHEDULED', 'RUNNING'], rounds: 5, matches: 10, entrants: 5 },
    });
  });

  test('draws those with a seed first, then the others in the order of entry', async () => {
    const { id } = await arena.create([
      { agentName: 'late' },
      { agentName: 'third', seed: 30 },
      { agentName: 'first', seed: 2 },
      { agentName: 'later' },
    ]);
    const { entrants, rounds } = await arena.start(id);
    expect(entrants.map(({ agentName, seed }) => [seed, agentName])).toEqual([
      [1, 'first'],
      [2, 'third'],
      [3, 'late'],
      [4, 'later'],
    ]);
    expect(rounds[0]?.matches.map(pairOf)).toEqual(['first-later', 'third-late']);
  });

  test('draws a double round with the seats exchanged', async () => {
    const { id } = await arena.create(['A', 'B', 'C'], { config: { doubleRound: true } });
    const started = await arena.start(id);
    expect(started.matchCount).toBe(6);
    const pairs = playable(started).map(pairOf);
    const exchanged = pairs.map((pair) => pair.split('-').toReversed().join('-'));
    expect(pairs.toSorted()).toEqual(exchanged.toSorted());
  });

  test('leaves out who has withdrawn before, and counts byes as configured', async () => {
    const { id, entrants } = await arena.create(['A', 'B', 'C', 'D'], { config: { byePoints: 1 } });
    await arena.withdraw(entrants[1]!.id);
    const started = await arena.start(id);
    expect(started.matchCount).toBe(3);
    expect(started.standings.map((row) => [row.entrant.agentName, row.points, row.wins])).toEqual([
      ['A', 1, 1],
      ['C', 1, 1],
      ['D', 1, 1],
    ]);
    expect(
      started.entrants.map(({ agentName, seed, points }) => [agentName, seed, points]),
    ).toEqual([
      ['A', 1, 1],
      ['C', 2, 1],
      ['D', 3, 1],
      ['B', null, 0],
    ]);
  });

  test.each([0, 1])('refuses %d entrants and draws nothing', async (count) => {
    const { id } = await arena.create(['A'].slice(0, count));
    const { extensions } = await arena.refuse(startTournamentMutation, { input: { id } });
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      field: 'tournament.entrants',
      allowed: ['2 or more'],
    });
    expect(await arena.see(id)).toMatchObject({ status: 'DRAFT', version: 1, rounds: [] });
    expect(await arena.eventsOf(id)).toHaveLength(1 + count);
  });

  test('refuses a second start', async () => {
    const { id } = await arena.create(['A', 'B']);
    await arena.start(id);
    const { extensions } = await arena.refuse(startTournamentMutation, { input: { id } });
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'RUNNING',
      allowed: ['DRAFT', 'SCHEDULED'],
    });
  });

  test('of racing starts one draws', async () => {
    const { id } = await arena.create(['A', 'B', 'C', 'D']);
    const attempts = await Promise.all(
      Array.from({ length: 4 }, () =>
        arena.subgraph.execute({
          query: startTournamentMutation,
          variables: { input: { id } },
          identity: testIdentity(),
        }),
      ),
    );
    const codes = attempts.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'OK').sort();
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'OK']);
    expect(playable(await arena.see(id))).toHaveLength(6);
  });

  test('refuses a stale version with the present one', async () => {
    const { id } = await arena.create(['A', 'B']);
    await arena.add(id, 'C');
    const { extensions } = await arena.refuse(startTournamentMutation, {
      input: { id, expectedVersion: 1 },
    });
    expect(extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    expect((await arena.see(id)).status).toBe('DRAFT');
  });

  test('finds no tournament that is malformed, unknown or of another tenant', async () => {
    const { id } = await arena.create(['A', 'B']);
    for (const [asked, identity] of [
      ['nonsense', testIdentity()],
      [unknownId, testIdentity()],
      [id, testIdentity('beta')],
    ] as const) {
      const input = { id: asked };
      const { extensions } = await arena.refuse(startTournamentMutation, { input }, identity);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
    }
  });

  test('needs the scope, and the right to write where it can only read', async () => {
    const { id } = await arena.create(['A', 'B']);
    const unscoped = testIdentity('alpha', { scopes: ['match:report'] });
    const reader = testIdentity('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    for (const identity of [unscoped, reader]) {
      const input = { id };
      const { extensions } = await arena.refuse(startTournamentMutation, { input }, identity);
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['tournament:write'] });
    }
  });

  test('one who may write in the tenant draws there', async () => {
    const { id } = await arena.create(['A', 'B']);
    const writer = testIdentity('beta', { accessLevel: 'WRITE_CROSS', allowedTenants: ['alpha'] });
    expect((await arena.start(id, writer)).status).toBe('RUNNING');
    expect(playable(await arena.see(id))).toHaveLength(1);
  });
});
