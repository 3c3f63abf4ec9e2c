/**
 * Creating and cancelling tournaments through the executed schema on a real database: success, each
 * refusal and that it stored nothing, events in the same commit, repeated keys, stale versions.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Arena, openArena, playable, tournamentInput } from '../testing/arena.ts';
import { cancelTournamentMutation, createTournamentMutation } from '../testing/operations.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const agentId = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

async function countRows() {
  const [row] = await arena.database.query<{
    tournaments: string;
    entrants: string;
    events: string;
  }>(
    `select (select count(*) from tournaments.tournaments) as tournaments,
       (select count(*) from tournaments.entrants) as entrants,
       (select count(*) from tournaments.outbox) as events`,
  );
  return row;
}

async function refuseCreation(input: object, identity = testIdentity()) {
  const before = await countRows();
  const refusal = await arena.refuse(createTournamentMutation, { input }, identity);
  expect(await countRows()).toEqual(before);
  return refusal.extensions;
}

describe('createTournament', () => {
  test('stores a draft with its entrants in their order, defaults, and its events', async () => {
    const input = {
      ...tournamentInput([{ agentName: ' Ada ', agentId: agentId(1) }, 'Bob']),
      name: '  Spring Cup ',
      description: ' A first one. ',
      metadata: { season: 1 },
    };
    const fields =
      'name description format gameType ratingSystem metadata createdAt updatedAt ' +
      'config { doubleRound allowsDraws byePoints kFactor } entrants { agentName agent { id } seed }';
    const { createTournament } = await arena.ask<{ createTournament: { tournament: object } }>(
      `mutation ($input: CreateTournamentInput!) {
        createTournament(input: $input) {
          tournament { id status version entrantCount matchCount ${fields} }
        }
      }`,
      { input },
    );
    const { tournament } = createTournament;
    expect(tournament).toMatchObject({
      name: 'Spring Cup',
      description: 'A first one.',
      status: 'DRAFT',
      version: 1,
      format: 'ROUND_ROBIN',
      gameType: 'chess',
      ratingSystem: 'ELO',
      entrantCount: 2,
      matchCount: 0,
      metadata: { season: 1 },
      config: { doubleRound: false, allowsDraws: true, byePoints: 0, kFactor: 32 },
      entrants: [
        { agentName: 'Ada', agent: { id: agentId(1) }, seed: null },
        { agentName: 'Bob', agent: null, seed: null },
      ],
    });
    const events = await arena.eventsOf((tournament as { id: string }).id);
    expect(events.map(({ type }) => type)).toEqual([
      'TOURNAMENT_CREATED',
      'ENTRANT_ADDED',
      'ENTRANT_ADDED',
    ]);
    expect(events[0]?.change).toMatchObject({ after: { name: 'Spring Cup', status: 'DRAFT' } });
    expect(events[1]?.data).toMatchObject({ agentName: 'Ada', agentId: agentId(1), seed: null });
  });

  test('keeps the settings that are given', async () => {
    const config = { doubleRound: true, allowsDraws: false, byePoints: 0.5, kFactor: 20 };
    const { createTournament } = await arena.ask<{
      createTournament: { tournament: { config: object } };
    }>(
      `mutation ($input: CreateTournamentInput!) {
        createTournament(input: $input) {
          tournament { config { doubleRound allowsDraws byePoints kFactor } }
        }
      }`,
      { input: { ...tournamentInput([]), config } },
    );
    expect(createTournament.tournament.config).toEqual(config);
  });

  test.each([
    [{ name: '  ' }, 'input.name'],
    [{ name: 'x'.repeat(256) }, 'input.name'],
    [{ name: 'nul\0byte' }, 'input.name'],
    [{ name: 'lone \ud800 surrogate' }, 'input.name'],
    [{ description: 'x'.repeat(10_001) }, 'input.description'],
    [{ gameType: '' }, 'input.gameType'],
    [{ gameType: 'x'.repeat(101) }, 'input.gameType'],
    [{ metadata: [1] }, 'input.metadata'],
    [{ config: { byePoints: 0.25 } }, 'input.config.byePoints'],
    [{ config: { kFactor: 0 } }, 'input.config.kFactor'],
    [{ config: { kFactor: 401 } }, 'input.config.kFactor'],
    [{ entrants: [{ agentName: '' }] }, 'input.entrants[0].agentName'],
    [
      { entrants: [{ agentName: 'A' }, { agentName: 'x'.repeat(256) }] },
      'input.entrants[1].agentName',
    ],
    [{ entrants: [{ agentName: 'A' }, { agentName: ' A ' }] }, 'input.entrants[1]'],
    [
      {
        entrants: [
          { agentName: 'A', agentId: agentId(1) },
          { agentName: 'B', agentId: agentId(1) },
        ],
      },
      'input.entrants[1]',
    ],
    [{ entrants: [{ agentName: 'A', seed: 0 }] }, 'input.entrants[0].seed'],
    [
      {
        entrants: [
          { agentName: 'A', seed: 1 },
          { agentName: 'B', seed: 1 },
        ],
      },
      'input.entrants[1].seed',
    ],
    [{ idempotencyKey: '' }, 'input.idempotencyKey'],
  ])('refuses %j and stores nothing', async (change, field) => {
    const extensions = await refuseCreation({ ...tournamentInput(['A', 'B']), ...change });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('refuses the 513th entrant and stores nothing', async () => {
    const names = Array.from({ length: 513 }, (_, index) => `agent ${index}`);
    expect(await refuseCreation(tournamentInput(names))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.entrants',
      allowed: ['at most 512'],
    });
  });

  test.each([
    [{ format: 'KNOCKOUT' }, 'input.format', ['ROUND_ROBIN']],
    [{ format: 1 }, 'input.format', ['ROUND_ROBIN']],
    [{ ratingSystem: 'GLICKO' }, 'input.ratingSystem', ['ELO']],
  ])('refuses %j, an unknown word, with the known ones', async (change, field, allowed) => {
    const extensions = await refuseCreation({ ...tournamentInput(['A', 'B']), ...change });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field, allowed });
  });

  test('lists the known words also where the document has an unknown one', async () => {
    const { extensions } = await arena.refuse(
      `mutation {
        createTournament(input: { name: "Cup", gameType: "chess", format: KNOCKOUT }) {
          tournament { id }
        }
      }`,
    );
    expect(extensions).toMatchObject({ allowed: ['ROUND_ROBIN'] });
  });

  test('refuses an agent id that cannot exist', async () => {
    const entrants = [{ agentName: 'A', agentId: 'nonsense' }];
    expect(await refuseCreation(tournamentInput(entrants))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'input.entrants[0].agentId',
    });
  });

  test('repeats with one key create one tournament, also when they race', async () => {
    const input = { idempotencyKey: 'cup-1' };
    const racing = Array.from({ length: 6 }, () => arena.create(['A', 'B'], input));
    const ids = new Set((await Promise.all(racing)).map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await arena.eventsOf([...ids][0]!)).toHaveLength(3);
  });

  test('refuses a key that was used for another request', async () => {
    await arena.create(['A'], { idempotencyKey: 'cup-2' });
    const input = { ...tournamentInput(['B']), idempotencyKey: 'cup-2' };
    expect(await refuseCreation(input)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.idempotencyKey',
    });
  });

  test('needs the scope', async () => {
    const identity = testIdentity('alpha', { scopes: ['match:report'] });
    expect(await refuseCreation(tournamentInput(['A', 'B']), identity)).toMatchObject({
      code: 'FORBIDDEN',
      allowed: ['tournament:write'],
    });
  });
});

describe('cancelTournament', () => {
  const cancel = (id: string, extra: object = {}) =>
    arena.ask<{ cancelTournament: { tournament: object } }>(cancelTournamentMutation, {
      input: { id, ...extra },
    });

  test('ends a running tournament; what was reported stands', async () => {
    const { id } = await arena.create(['A', 'B', 'C']);
    const [first, second] = playable(await arena.start(id));
    await arena.report(first!, 1);
    const { cancelTournament } = await cancel(id);
    expect(cancelTournament.tournament).toMatchObject({ status: 'CANCELLED', completedAt: null });
    const seen = await arena.see(id);
    expect(playable(seen).map(({ status }) => status)).toEqual(['COMPLETED', 'PENDING', 'PENDING']);
    expect((await arena.eventsOf(id)).at(-1)).toMatchObject({
      type: 'TOURNAMENT_CANCELLED',
      change: { before: { status: 'RUNNING' }, after: { status: 'CANCELLED' } },
    });
    await expect(arena.report(second!, 1)).rejects.toThrow('CANCELLED');
  });

  test('ends a draft', async () => {
    const { id } = await arena.create(['A']);
    const { cancelTournament } = await cancel(id);
    expect(cancelTournament.tournament).toMatchObject({ status: 'CANCELLED' });
  });

  test('refuses what has ended', async () => {
    const { id } = await arena.create(['A']);
    await cancel(id);
    const { extensions } = await arena.refuse(cancelTournamentMutation, { input: { id } });
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'CANCELLED',
      allowed: ['DRAFT', 'SCHEDULED', 'RUNNING'],
    });
    expect((await arena.eventsOf(id)).map(({ type }) => type)).toEqual([
      'TOURNAMENT_CREATED',
      'ENTRANT_ADDED',
      'TOURNAMENT_CANCELLED',
    ]);
  });

  test('refuses a stale version, another tenant and a missing scope', async () => {
    const { id } = await arena.create(['A']);
    await arena.add(id, 'B');
    const cases = [
      [{ id, expectedVersion: 1 }, testIdentity(), { code: 'CONFLICT', currentVersion: 2 }],
      [{ id }, testIdentity('beta'), { code: 'NOT_FOUND' }],
      [{ id }, testIdentity('alpha', { scopes: [] }), { code: 'FORBIDDEN' }],
    ] as const;
    for (const [input, identity, expected] of cases) {
      const { extensions } = await arena.refuse(cancelTournamentMutation, { input }, identity);
      expect(extensions).toMatchObject(expected);
    }
    expect((await arena.see(id)).status).toBe('DRAFT');
  });
});
