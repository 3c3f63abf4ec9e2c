/**
 * The live events of a tournament: what is told, in which order, from where; who may listen; and
 * that what was told is never changed.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { queryAs } from '@arbiter/testkit/roles.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type Arena, openArena, playable } from '../testing/arena.ts';
import { cancelTournamentMutation } from '../testing/operations.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

interface EventData {
  readonly id: string;
  readonly kind: string;
  readonly tournament: { readonly id: string; readonly status: string };
  readonly match: { readonly id: string; readonly ratingChanges: readonly object[] } | null;
  readonly entrant: { readonly agentName: string } | null;
  readonly standingChanges: readonly object[];
}

interface DeliveryData {
  readonly cursor: string;
  readonly event: EventData;
}

const subscription = /* GraphQL */ `
  subscription ($tournamentId: ID!, $after: String) {
    tournamentEvents(tournamentId: $tournamentId, after: $after) {
      cursor
      event {
        id
        kind
        tournament {
          id
          status
        }
        match {
          id
          ratingChanges {
            after
          }
        }
        entrant {
          agentName
        }
        standingChanges {
          pointsBefore
          points
          entrant {
            agentName
          }
        }
      }
    }
  }
`;

async function subscribe(
  tournamentId: string,
  after?: string,
  identity: RequestIdentity = testIdentity(),
) {
  const variables = { tournamentId, ...(after === undefined ? {} : { after }) };
  return arena.subgraph.subscribe({ query: subscription, variables, identity });
}

async function follow(tournamentId: string, after?: string) {
  const stream = await subscribe(tournamentId, after);
  if (!('next' in stream)) throw new Error(JSON.stringify(stream.errors));
  return {
    async take(count: number): Promise<DeliveryData[]> {
      const deliveries: DeliveryData[] = [];
      while (deliveries.length < count) {
        const { value } = await stream.next();
        if (value.errors) throw new Error(JSON.stringify(value.errors));
        deliveries.push(value.data.tournamentEvents);
      }
      return deliveries;
    },
    [Symbol.asyncDispose]: async () => void (await stream.return?.()),
  };
}

const kindsOf = (deliveries: readonly DeliveryData[]) => deliveries.map(({ event }) => event.kind);

/** The kinds of a whole tournament of two. */
const story = [
  'TOURNAMENT_CREATED',
  'ENTRANT_ADDED',
  'ENTRANT_ADDED',
  'TOURNAMENT_STARTED',
  'MATCH_FINISHED',
  'STANDINGS_CHANGED',
  'TOURNAMENT_COMPLETED',
];

async function playedOut() {
  const { id } = await arena.create(['A', 'B']);
  const [match] = playable(await arena.start(id));
  await arena.report(match!, 1);
  await arena.subgraph.drainEvents();
  return { id, match: match! };
}

describe('tournamentEvents', () => {
  test('tells a tournament from the start, each event with what it is about', async () => {
    const { id, match } = await playedOut();
    await using follower = await follow(id, '0');
    const deliveries = await follower.take(story.length);
    expect(kindsOf(deliveries)).toEqual(story);
    const [, added, , , finished, moved] = deliveries.map(({ event }) => event);
    const [first, second] = match.entrants.map(({ agentName }) => agentName);
    expect(added).toMatchObject({ entrant: { agentName: 'A' }, match: null, standingChanges: [] });
    expect(finished).toMatchObject({
      match: { id: match.id, ratingChanges: [{ after: 1516 }, { after: 1484 }] },
      tournament: { id, status: 'COMPLETED' },
    });
    expect(moved?.standingChanges).toEqual([
      { pointsBefore: 0, points: 1, entrant: { agentName: first } },
      { pointsBefore: 0, points: 0, entrant: { agentName: second } },
    ]);
  });

  test('goes on live where the past ends, without gap or repeat', async () => {
    const { id } = await arena.create(['A', 'B', 'C']);
    await using follower = await follow(id, '0');
    expect(kindsOf(await follower.take(4))).toEqual(
      story.slice(0, 1).concat(Array(3).fill(story[1])),
    );
    const matches = playable(await arena.start(id));
    for (const match of matches) await arena.report(match, 0.5);
    const live = await follower.take(8);
    expect(kindsOf(live)).toEqual([
      'TOURNAMENT_STARTED',
      ...matches.flatMap(() => ['MATCH_FINISHED', 'STANDINGS_CHANGED']),
      'TOURNAMENT_COMPLETED',
    ]);
    expect(live.flatMap(({ event }) => event.match?.id ?? [])).toEqual(matches.map(({ id }) => id));
  });

  test('continues behind any cursor', async () => {
    const { id } = await playedOut();
    await using all = await follow(id, '0');
    const deliveries = await all.take(story.length);
    for (const [index, { cursor }] of deliveries.slice(0, -1).entries()) {
      await using rest = await follow(id, cursor);
      const expected = deliveries.slice(index + 1).map(({ event }) => event.id);
      const seen = await rest.take(expected.length);
      expect(seen.map(({ event }) => event.id)).toEqual(expected);
    }
  });

  test('without a cursor begins now', async () => {
    const { id } = await arena.create(['A', 'B']);
    await arena.subgraph.drainEvents();
    await using follower = await follow(id);
    await arena.add(id, 'C');
    const [delivery] = await follower.take(1);
    expect(delivery?.event).toMatchObject({ kind: 'ENTRANT_ADDED', entrant: { agentName: 'C' } });
  });

  test('tells of withdrawals and of the end by cancelling', async () => {
    const { id, entrants } = await arena.create(['A', 'B', 'C']);
    await arena.start(id);
    await arena.subgraph.drainEvents();
    await using follower = await follow(id);
    await arena.withdraw(entrants[2]!.id);
    await arena.ask(cancelTournamentMutation, { input: { id } });
    const deliveries = await follower.take(5);
    expect(kindsOf(deliveries)).toEqual([
      'ENTRANT_WITHDRAWN',
      'MATCH_FINISHED',
      'MATCH_FINISHED',
      'STANDINGS_CHANGED',
      'TOURNAMENT_CANCELLED',
    ]);
    expect(deliveries[0]?.event.entrant).toEqual({ agentName: 'C' });
    expect(deliveries[1]?.event.match?.ratingChanges).toEqual([]);
  });

  test('tells followers of one tournament nothing of another', async () => {
    const [ours, theirs] = await Promise.all([arena.create(['A']), arena.create(['A'])]);
    await arena.subgraph.drainEvents();
    await using follower = await follow(ours.id);
    await arena.add(theirs.id, 'not told');
    await arena.add(ours.id, 'told');
    const [delivery] = await follower.take(1);
    expect(delivery?.event.entrant?.agentName).toBe('told');
  });

  test.each([
    ['nonsense', testIdentity()],
    ['01900000-0000-7000-8000-000000000000', testIdentity()],
    ['foreign', testIdentity('beta')],
  ])('is refused before anything is told: %s', async (asked, identity) => {
    const { id } = await arena.create(['A']);
    const answer = await subscribe(asked === 'foreign' ? id : asked, '0', identity);
    expect(answer).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND', field: 'tournamentId' } }],
    });
  });

  test('refuses a cursor of another tournament, and what is no cursor', async () => {
    const [{ id }, other] = [await playedOut(), await playedOut()];
    await using follower = await follow(other.id, '0');
    const [delivery] = await follower.take(1);
    for (const after of [delivery!.cursor, 'nonsense', '']) {
      expect(await subscribe(id, after)).toMatchObject({
        errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }],
      });
    }
  });

  test('a reader of several tenants follows tournaments of them', async () => {
    const { id } = await playedOut();
    const reader = testIdentity('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    const stream = await subscribe(id, '0', reader);
    if (!('next' in stream)) throw new Error(JSON.stringify(stream.errors));
    const { value } = await stream.next();
    expect(value.data).toMatchObject({
      tournamentEvents: { event: { kind: 'TOURNAMENT_CREATED' } },
    });
    await stream.return?.();
  });
});

describe('what was told', () => {
  test.each(['tournament_events', 'rating_changes'])('stays as it is in %s', async (table) => {
    await playedOut();
    const role = { schema: 'tournaments', actor: testActor('alpha') } as const;
    for (const sql of [
      `update tournaments.${table} set tenant_id = tenant_id`,
      `delete from tournaments.${table}`,
      `truncate tournaments.${table}`,
    ]) {
      await expect(queryAs(arena.database, role, sql)).rejects.toThrow('permission denied');
      await expect(arena.database.query(sql)).rejects.toThrow('are never changed or removed');
    }
  });

  test('is in the outbox under the same id', async () => {
    const { id } = await playedOut();
    const rows = await arena.database.query<{ kind: string; type: string }>(
      `select e.kind, o.envelope ->> 'type' as type
       from tournaments.tournament_events e join tournaments.outbox o on o.id = e.id
       where e.tournament_id = $1 order by o.ordinal`,
      [id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(story);
    expect(rows.map(({ type }) => type)).toEqual(
      story.map((kind) => (kind === 'MATCH_FINISHED' ? 'MATCH_RECORDED' : kind)),
    );
  });
});
