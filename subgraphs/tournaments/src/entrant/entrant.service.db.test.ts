/**
 * Adding and withdrawing entrants through the executed schema on a real database: success, each
 * refusal and that it stored nothing, events in the same commit, repeats, stale versions, races.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Arena, type EntrantData, openArena, pairOf, playable } from '../testing/arena.ts';
import {
  addEntrantMutation,
  cancelTournamentMutation,
  withdrawEntrantMutation,
} from '../testing/operations.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const unknownId = '01900000-0000-7000-8000-000000000000';
const typesOf = async (id: string) => (await arena.eventsOf(id)).map(({ type }) => type);

describe('addEntrant', () => {
  test('stores the entrant behind the others, counts it, and says so', async () => {
    const { id } = await arena.create(['A']);
    expect(await arena.add(id, '  B ')).toMatchObject({
      agentName: 'B',
      seed: null,
      points: 0,
      withdrawnAt: null,
    });
    const seen = await arena.see(id);
    expect(seen).toMatchObject({ entrantCount: 2, version: 2 });
    expect(seen.entrants.map(({ agentName }) => agentName)).toEqual(['A', 'B']);
    expect(seen.standings.map((row) => [row.rank, row.entrant.agentName])).toEqual([
      [1, 'A'],
      [1, 'B'],
    ]);
    expect((await arena.eventsOf(id)).at(-1)).toMatchObject({
      type: 'ENTRANT_ADDED',
      change: { action: 'CREATE', after: { agentName: 'B', agentId: null, seed: null } },
      data: { entrantId: seen.entrants[1]?.id, agentName: 'B', agentId: null },
    });
  });

  test.each([
    [{ agentName: '' }, 'BAD_USER_INPUT', 'input.agentName'],
    [{ agentName: 'x'.repeat(256) }, 'BAD_USER_INPUT', 'input.agentName'],
    [{ agentName: 'B', agentId: 'nonsense' }, 'NOT_FOUND', 'input.agentId'],
    [{ agentName: 'B', seed: 513 }, 'BAD_USER_INPUT', 'input.seed'],
    [{ agentName: 'B', seed: 7 }, 'CONFLICT', 'input.seed'],
    [{ agentName: 'A' }, 'CONFLICT', 'input.agentName'],
    [{ agentName: 'B', agentId: unknownId }, 'CONFLICT', 'input.agentId'],
    [{ agentName: 'B', expectedVersion: 9 }, 'CONFLICT', 'input.expectedVersion'],
  ])('refuses %j and stores nothing', async (change, code, field) => {
    const { id } = await arena.create([{ agentName: 'A', agentId: unknownId, seed: 7 }]);
    const input = { tournamentId: id, ...change };
    const { extensions } = await arena.refuse(addEntrantMutation, { input });
    expect(extensions).toMatchObject({ code, field });
    expect(await arena.see(id)).toMatchObject({ entrantCount: 1, version: 1 });
    expect(await typesOf(id)).toEqual(['TOURNAMENT_CREATED', 'ENTRANT_ADDED']);
  });

  test('refuses once the tournament has started', async () => {
    const { id } = await arena.create(['A', 'B']);
    await arena.start(id);
    const { extensions } = await arena.refuse(addEntrantMutation, {
      input: { tournamentId: id, agentName: 'C' },
    });
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'RUNNING',
      allowed: ['DRAFT', 'SCHEDULED'],
    });
    expect((await arena.see(id)).entrants).toHaveLength(2);
  });

  test('refuses one who has withdrawn', async () => {
    const { id, entrants } = await arena.create(['A', 'B']);
    await arena.withdraw(entrants[0]!.id);
    const { message } = await arena.refuse(addEntrantMutation, {
      input: { tournamentId: id, agentName: 'A' },
    });
    expect(message).toBe('"A" has withdrawn from this tournament already.');
  });

  test('repeats with one key add one entrant, also when they race and the version moved', async () => {
    const { id } = await arena.create([]);
    const input = {
      tournamentId: id,
      agentName: 'A',
      expectedVersion: 1,
      idempotencyKey: 'entry-1',
    };
    const racing = Array.from({ length: 5 }, () =>
      arena.ask<{ addEntrant: { entrant: EntrantData } }>(addEntrantMutation, { input }),
    );
    const ids = (await Promise.all(racing)).map(({ addEntrant }) => addEntrant.entrant.id);
    expect(new Set(ids).size).toBe(1);
    expect((await arena.see(id)).entrantCount).toBe(1);
  });

  test('racing entrants all get in, each with a place of its own', async () => {
    const { id } = await arena.create([]);
    const names = Array.from({ length: 12 }, (_, index) => `racer ${index}`);
    await Promise.all(names.map((name) => arena.add(id, name)));
    const places = await arena.database.query<{ entry_number: number }>(
      'select entry_number from tournaments.entrants where tournament_id = $1 order by 1',
      [id],
    );
    expect(places.map((row) => row.entry_number)).toEqual(names.map((_, index) => index + 1));
    expect(await arena.see(id)).toMatchObject({ entrantCount: 12, version: 13 });
  });

  test('finds no tournament of another tenant, and needs the scope', async () => {
    const { id } = await arena.create([]);
    const input = { tournamentId: id, agentName: 'A' };
    const foreign = await arena.refuse(addEntrantMutation, { input }, testIdentity('beta'));
    expect(foreign.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.tournamentId' });
    const unscoped = testIdentity('alpha', { scopes: ['match:report'] });
    const refused = await arena.refuse(addEntrantMutation, { input }, unscoped);
    expect(refused.extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['tournament:write'] });
  });
});

describe('withdrawEntrant', () => {
  test('before the start takes the entrant out and gives the seed back', async () => {
    const { id, entrants } = await arena.create([{ agentName: 'A', seed: 1 }, 'B', 'C']);
    const left = await arena.withdraw(entrants[0]!.id);
    expect(left).toMatchObject({ agentName: 'A', seed: null });
    expect(left.withdrawnAt).not.toBeNull();
    const seen = await arena.see(id);
    expect(seen).toMatchObject({ entrantCount: 3, version: 2, status: 'DRAFT' });
    expect(seen.standings.map((row) => row.entrant.agentName)).toEqual(['B', 'C']);
    await arena.ask(addEntrantMutation, {
      input: { tournamentId: id, agentName: 'D', seed: 1 },
    });
    expect((await arena.eventsOf(id)).slice(-2)).toMatchObject([
      {
        type: 'ENTRANT_WITHDRAWN',
        change: {
          before: { agentName: 'A', withdrawnAt: null },
          after: { agentName: 'A', withdrawnAt: expect.any(String) },
        },
      },
      { type: 'ENTRANT_ADDED' },
    ]);
  });

  test('counts in the version, even when the clock stands still', async () => {
    const instant = new Date('2026-01-01T00:00:00Z');
    await using still = await openArena({ clock: () => instant });
    const { id, entrants } = await still.create(['A', 'B', 'C']);
    await still.withdraw(entrants[0]!.id);
    await still.withdraw(entrants[1]!.id);
    expect((await still.see(id)).version).toBe(3);
  });

  test('while running forfeits the matches that are open, and rates none of them', async () => {
    const gameType = 'forfeits';
    const { id } = await arena.create(['A', 'B', 'C', 'D'], { gameType });
    const matches = playable(await arena.start(id));
    const played = matches.find((match) => pairOf(match) === 'A-D')!;
    await arena.report(played, 0.5);
    const leaver = played.entrants[0]!;
    expect(await arena.withdraw(leaver.id)).toMatchObject({ points: 0.5, draws: 1, losses: 2 });

    const seen = await arena.see(id);
    expect(seen).toMatchObject({ status: 'RUNNING', openMatchCount: 3 });
    const forfeited = playable(seen).filter(({ result }) => result?.isForfeit);
    expect(forfeited.map(({ result }) => result?.winner?.agentName).sort()).toEqual(['B', 'C']);
    expect(seen.standings.map((row) => [row.entrant.agentName, row.points])).toEqual([
      ['B', 1],
      ['C', 1],
      ['A', 0.5],
      ['D', 0.5],
    ]);
    const rated = await arena.database.query(
      `select 1 from tournaments.ratings where game_type = $1 and games_played = 1`,
      [gameType],
    );
    expect(rated).toHaveLength(2);

    expect((await arena.eventsOf(id)).slice(-2)).toMatchObject([
      { type: 'ENTRANT_WITHDRAWN', data: { forfeits: 2 } },
      {
        type: 'STANDINGS_CHANGED',
        change: { before: { openMatchCount: 5 }, after: { openMatchCount: 3 } },
      },
    ]);
    expect(await arena.eventsOf(forfeited[0]!.id)).toMatchObject([
      {
        type: 'MATCH_RECORDED',
        aggregate: { type: 'Match' },
        change: { before: { status: 'PENDING' }, after: { isForfeit: true } },
        data: { tournamentId: id },
      },
    ]);
  });

  test('of all but one completes the tournament', async () => {
    const { id, entrants } = await arena.create(['A', 'B', 'C']);
    await arena.start(id);
    await arena.withdraw(entrants[0]!.id);
    await arena.withdraw(entrants[1]!.id);
    const seen = await arena.see(id);
    expect(seen).toMatchObject({ status: 'COMPLETED', openMatchCount: 0 });
    expect(seen.completedAt).not.toBeNull();
    expect(seen.standings.map((row) => [row.rank, row.entrant.agentName, row.points])).toEqual([
      [1, 'C', 2],
      [2, 'B', 1],
      [3, 'A', 0],
    ]);
    expect(seen.results).toEqual(seen.standings);
    expect((await typesOf(id)).slice(-3)).toEqual([
      'ENTRANT_WITHDRAWN',
      'STANDINGS_CHANGED',
      'TOURNAMENT_COMPLETED',
    ]);
  });

  test('is done once, however often it is asked for', async () => {
    const { id, entrants } = await arena.create(['A', 'B', 'C']);
    await arena.start(id);
    const leaver = entrants[0]!.id;
    await Promise.all(Array.from({ length: 5 }, () => arena.withdraw(leaver)));
    const before = await typesOf(id);
    expect(before.filter((type) => type === 'ENTRANT_WITHDRAWN')).toHaveLength(1);
    const input = { entrantId: leaver, expectedVersion: 1 };
    await arena.ask(withdrawEntrantMutation, { input });
    expect(await typesOf(id)).toEqual(before);
    expect(await arena.see(id)).toMatchObject({ openMatchCount: 1, version: 3 });
  });

  test('is refused once the tournament has ended', async () => {
    const { id, entrants } = await arena.create(['A', 'B']);
    await arena.ask(cancelTournamentMutation, { input: { id } });
    const { extensions } = await arena.refuse(withdrawEntrantMutation, {
      input: { entrantId: entrants[0]!.id },
    });
    expect(extensions).toMatchObject({ code: 'CONFLICT', state: 'CANCELLED' });
    expect((await arena.see(id)).entrants[0]?.withdrawnAt).toBeNull();
  });

  test('is refused for a stale version, unknown and foreign entrants, and without scope', async () => {
    const { id, entrants } = await arena.create(['A', 'B']);
    await arena.add(id, 'C');
    const entrantId = entrants[0]!.id;
    const cases = [
      [{ entrantId, expectedVersion: 1 }, testIdentity(), { code: 'CONFLICT', currentVersion: 2 }],
      [{ entrantId: unknownId }, testIdentity(), { code: 'NOT_FOUND', field: 'input.entrantId' }],
      [{ entrantId: 'x' }, testIdentity(), { code: 'NOT_FOUND', field: 'input.entrantId' }],
      [{ entrantId }, testIdentity('beta'), { code: 'NOT_FOUND', field: 'input.entrantId' }],
      [{ entrantId }, testIdentity('alpha', { scopes: [] }), { code: 'FORBIDDEN' }],
    ] as const;
    for (const [input, identity, expected] of cases) {
      const { extensions } = await arena.refuse(withdrawEntrantMutation, { input }, identity);
      expect(extensions).toMatchObject(expected);
    }
    expect((await arena.see(id)).entrants[0]?.withdrawnAt).toBeNull();
  });
});
