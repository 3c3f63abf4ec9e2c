/**
 * What subscriptions promise, by the same tests over both protocols and with the subgraphs in the
 * gateway's process and behind HTTP: every event once, in order, from the start, from a cursor and
 * live, with the fields of other subgraphs filled in.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { askGraphql } from '../support/http.ts';
import { startRemoteConstellation } from '../support/remote-constellation.ts';
import {
  type OpenStream,
  type Stream,
  openEventStream,
  openSocketStream,
} from '../support/streams.ts';

const protocols: [string, OpenStream][] = [
  ['WebSocket', openSocketStream],
  ['event stream', openEventStream],
];

const places: [string, () => Promise<Constellation>][] = [
  ['in process', startConstellation],
  ['over HTTP', startRemoteConstellation],
];

const workflowEvents = /* GraphQL */ `
  subscription ($filter: WorkflowEventFilter, $after: String) {
    workflowEvents(filter: $filter, after: $after) {
      cursor
      event {
        eventKind
        workflow {
          name
          agent {
            name
            ratings {
              rating
            }
          }
          auditTrail {
            nodes {
              eventType
            }
          }
        }
      }
    }
  }
`;

interface Delivery {
  readonly cursor: string;
  readonly event: {
    readonly eventKind: string;
    readonly workflow: { readonly name: string; readonly agent: object | null };
  };
}

async function createWorkflow(
  world: Constellation,
  name: string,
  agentId?: string,
): Promise<string> {
  const { createWorkflow: payload } = await askGraphql<{
    createWorkflow: { workflow: { id: string } };
  }>(
    world.url,
    'mutation ($input: CreateWorkflowInput!) { createWorkflow(input: $input) { workflow { id } } }',
    { input: { name, agentId } },
  );
  return payload.workflow.id;
}

async function nextDelivery(stream: Stream): Promise<Delivery> {
  const { data, errors } = await stream.next();
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.['workflowEvents'] as Delivery;
}

/** The names of the next events' workflows. */
async function take(stream: Stream, count: number): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  while (deliveries.length < count) deliveries.push(await nextDelivery(stream));
  return deliveries;
}

const namesOf = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ event }) => event.workflow.name);

describe.each(places)('%s', (_place, start) => {
  let world: Constellation;
  beforeAll(async () => {
    world = await start();
  }, 60_000);
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  describe.each(protocols)('%s', (protocol, open) => {
    const name = (suffix: string | number) => `${protocol} ${suffix}`;

    test('delivers what happens, with fields of other subgraphs', async () => {
      const { createAgent } = await askGraphql<{ createAgent: { agent: { id: string } } }>(
        world.url,
        'mutation ($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }',
        { input: { name: name('agent'), type: 'GENERAL_PURPOSE' } },
      );
      const stream = open(world.url, workflowEvents, { after: '0' });
      const id = await createWorkflow(world, name('live'), createAgent.agent.id);
      for (;;) {
        const { event } = await nextDelivery(stream);
        if (event.workflow.name !== name('live')) continue;
        expect(event.workflow.agent).toEqual({ name: name('agent'), ratings: [] });
        break;
      }
      await stream.close();
      expect(id).toBeTruthy();
    });

    test('replays from a cursor and goes on live, each event once', async () => {
      for (let i = 0; i < 5; i += 1) await createWorkflow(world, name(`replayed ${i}`));
      const first = open(world.url, workflowEvents, { after: '0' });
      const ours: Delivery[] = [];
      while (ours.length < 2) {
        const delivery = await nextDelivery(first);
        if (delivery.event.workflow.name.startsWith(name('replayed'))) ours.push(delivery);
      }
      await first.close();
      const second = open(world.url, workflowEvents, { after: ours[1]?.cursor });
      // Written while the rest is replayed: there is no seam between the two.
      const writing = (async () => {
        for (let i = 5; i < 12; i += 1) await createWorkflow(world, name(`replayed ${i}`));
      })();
      const rest = await take(second, 10);
      await writing;
      await second.close();
      expect(namesOf(rest)).toEqual(
        Array.from({ length: 10 }, (_, i) => name(`replayed ${i + 2}`)),
      );
      expect(new Set(rest.map(({ cursor }) => cursor)).size).toBe(10);
    });

    test('delivers only what matches the filter', async () => {
      const wanted = await createWorkflow(world, name('wanted'));
      await createWorkflow(world, name('unwanted'));
      const stream = open(world.url, workflowEvents, {
        after: '0',
        filter: { workflowIds: [wanted] },
      });
      await createWorkflow(world, name('unwanted too'));
      await askGraphql(
        world.url,
        'mutation ($input: StartWorkflowInput!) { startWorkflow(input: $input) { workflow { id } } }',
        { input: { id: wanted } },
      );
      const deliveries = await take(stream, 2);
      expect(new Set(namesOf(deliveries))).toEqual(new Set([name('wanted')]));
      await stream.close();
    });

    test.each([
      [
        'a word that is no cursor',
        { after: 'nonsense' },
        { code: 'BAD_USER_INPUT', field: 'after' },
      ],
      ['a variable of the wrong type', { after: 5 }, { code: 'BAD_USER_INPUT' }],
      [
        'a filter that asks for an unknown kind',
        { filter: { eventKinds: ['NOPE'] } },
        { code: 'BAD_USER_INPUT' },
      ],
    ])('refuses %s', async (_what, variables, extensions) => {
      const stream = open(world.url, workflowEvents, variables);
      const { errors } = await stream.next();
      expect(errors?.[0]?.extensions).toMatchObject(extensions);
      await stream.close();
    });

    test('says where to continue when the cursor lies beyond the log', async () => {
      const beyond = Buffer.from(JSON.stringify(['workflowEvents', 1_000_000])).toString(
        'base64url',
      );
      const stream = open(world.url, workflowEvents, { after: beyond });
      const { errors } = await stream.next();
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'SUBSCRIPTION_GAP',
        cursor: expect.any(String),
      });
      await stream.close();
    });

    test.each([
      ['an unknown field', 'subscription { workflowEvents { nope } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['a document that does not parse', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ])('refuses %s', async (_what, query, code) => {
      const stream = open(world.url, query);
      const { errors } = await stream.next();
      expect(errors?.[0]?.extensions['code']).toBe(code);
      await stream.close();
    });

    test('refuses a word that an enum does not have, telling those that it has', async () => {
      const query = 'subscription { workflowEvents(filter: { eventTypes: [END] }) { cursor } }';
      const stream = open(world.url, query);
      const { errors } = await stream.next();
      expect(errors?.[0]?.extensions['allowed']).toContain('COMPLETE');
      await stream.close();
    });

    test('every log is followed: the ledger, tournaments', async () => {
      const ledger = open(
        world.url,
        'subscription ($after: String) { auditRecordAppended(after: $after) { cursor record { eventType seq } } }',
        { after: '0' },
      );
      const { data } = await ledger.next();
      expect(data?.['auditRecordAppended']).toMatchObject({ record: { seq: expect.anything() } });
      await ledger.close();
      const { createTournament } = await askGraphql<{
        createTournament: { tournament: { id: string } };
      }>(
        world.url,
        'mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { tournament { id } } }',
        {
          input: {
            name: name('cup'),
            gameType: 'go',
            format: 'ROUND_ROBIN',
            entrants: [{ agentName: 'a' }, { agentName: 'b' }],
          },
        },
      );
      const { id } = createTournament.tournament;
      const live = open(
        world.url,
        'subscription ($id: ID!) { tournamentEvents(tournamentId: $id, after: "0") { cursor event { kind } } }',
        { id },
      );
      await askGraphql(
        world.url,
        'mutation ($input: StartTournamentInput!) { startTournament(input: $input) { tournament { id } } }',
        { input: { id } },
      );
      for (;;) {
        const { data: event } = await live.next();
        const delivery = event?.['tournamentEvents'] as { event: { kind: string } } | undefined;
        if (delivery?.event.kind === 'TOURNAMENT_STARTED') break;
      }
      await live.close();
    });
  });
});

describe('across restarts', () => {
  test.each(protocols)(
    'a client continues after its cursor at a new server: %s',
    async (_protocol, open) => {
      await using first = await startConstellation();
      const stream = open(first.url, workflowEvents, { after: '0' });
      await createWorkflow(first, 'before');
      const [seen] = await take(stream, 1);
      await createWorkflow(first, 'missed');
      await stream.close();
      await using second = await startConstellation({ DATABASE_URL: first.database.url });
      const resumed = open(second.url, workflowEvents, { after: seen?.cursor });
      await createWorkflow(second, 'after');
      expect(namesOf(await take(resumed, 2))).toEqual(['missed', 'after']);
      await resumed.close();
    },
  );

  test('a client does not notice that a subgraph went away and came back', async () => {
    await using world = await startRemoteConstellation();
    const stream = openSocketStream(world.url, workflowEvents, { after: '0' });
    await createWorkflow(world, 'one');
    expect(namesOf(await take(stream, 1))).toEqual(['one']);
    await createWorkflow(world, 'two');
    await world.takeAway('registry');
    await world.bringBack('registry');
    await createWorkflow(world, 'three');
    expect(namesOf(await take(stream, 2))).toEqual(['two', 'three']);
    await stream.close();
  });
});
