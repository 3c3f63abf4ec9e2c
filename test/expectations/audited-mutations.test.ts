/**
 * Goal: whatever anybody does leaves a record in the ledger. Method: one story in which every mutation of the
 * real subgraphs is called with success; after each the ledger has grown. The list is the schema's, so that
 * a new mutation fails until the story has it. What is refused is recorded too: see mutations.test.ts.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { newId } from '@arbiter/kernel/ids.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { subgraphDefinitions } from '../support/definitions.ts';
import { askerOf, signIn } from '../support/fill-tables.ts';

const homes = new Map(
  subgraphDefinitions.flatMap(({ name, resolvers }) => {
    const type = buildSchema(name, resolvers).getMutationType();
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    return fields.map((field) => [field, name] as const);
  }),
);

interface Id {
  readonly id: string;
}

let world: Constellation;
const told = new Set<string>();
const operator = testIdentity('lab', { accessLevel: 'ADMIN' });

beforeAll(async () => {
  world = await startConstellation();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

async function recorded(): Promise<number> {
  await world.settle();
  const [row] = await world.database.query<{ count: number }>(
    'select count(*)::int as count from audit.ledger',
  );
  return row?.count ?? 0;
}

/** Calls the mutation, given as `name { selection }`, and looks at the ledger. */
async function act<T>(
  mutation: string,
  input: object = {},
  identity: RequestIdentity = operator,
): Promise<T> {
  const [field = ''] = /^\w+/.exec(mutation) ?? [];
  const before = await recorded();
  const payload = await askerOf(world, homes.get(field)!, identity)<T>(mutation, input);
  expect({ field, isRecorded: (await recorded()) > before }).toEqual({ field, isRecorded: true });
  told.add(field);
  return payload;
}

test('in tenants, people and keys', async () => {
  await act('createTenant { tenant { id } }', { id: 'lab' });
  await act('createTenant { tenant { id } }', { id: 'guests' });
  await act('updateTenant { tenant { id } }', { id: 'lab', name: 'The lab' });
  await act('updateRateLimitConfig { config { version } }', { perMinute: 500 });
  await act('resetRateLimit { status { remaining } }', { userId: 'somebody' });
  const email = 'grace@lab.example';
  const { user } = await act<{ user: Id }>('createUser { user { id } }', { email, role: 'ADMIN' });
  await act('updateUser { user { id } }', { id: user.id, displayName: 'Grace' });
  const key = { name: 'training', scopes: ['agent:write'], userId: user.id };
  const { apiKey } = await act<{ apiKey: Id }>('createApiKey { apiKey { id } }', key);
  const next = await act<{ apiKey: Id }>('rotateApiKey { apiKey { id } }', { id: apiKey.id });
  await act('revokeApiKey { apiKey { id } }', { id: next.apiKey.id });

  const grace = testIdentity('lab', { id: user.id });
  await act('setUserPreference { userPreference { id } }', { key: 'theme', value: 'dark' }, grace);
  const invite = (input: object) =>
    act<{ invitation: Id; secret: string }>('inviteUser { invitation { id } secret }', {
      email,
      role: 'MANAGER',
      ...input,
    });
  const { invitation } = await invite({ email: 'eve@lab.example' });
  await act('revokeInvitation { invitation { id } }', { id: invitation.id });
  const { secret } = await invite({ tenantId: 'guests' });
  const { membershipId } = await act<{ membershipId: string }>(
    'acceptInvitation { membershipId tenantId }',
    { token: secret },
    grace,
  );
  await act('changeMembership { membership { id } }', { id: membershipId, role: 'ENGINEER' });
  await act('removeMember { membershipId }', { id: membershipId });

  const person = { issuer: 'https://id.example', subject: 'grace', email };
  const { sessionId } = await signIn(world, person);
  await act('revokeSession { session { id } }', { id: sessionId }, grace);
  await signIn(world, person);
  await act('revokeAllSessions { revoked }', {}, grace);
  await act('createUser { user { id } }', { email: 'ada@lab.example', role: 'ADMIN' });
  await act('deleteUser { userId }', { id: user.id });
});

test('in agents, experiments and workflows', async () => {
  const agent = { name: 'ada', type: 'GENERAL_PURPOSE' };
  const created = await act<{ agent: Id }>('createAgent { agent { id } }', agent);
  await act('updateAgent { agent { id } }', { id: created.agent.id, name: 'ada the second' });
  const { experiment } = await act<{ experiment: Id }>('createExperiment { experiment { id } }', {
    name: 'an experiment',
  });
  const { run } = await act<{ run: Id }>('createRun { run { id } }', {
    experimentId: experiment.id,
  });
  await act('finishRun { run { id } }', { id: run.id, status: 'COMPLETED' });
  await act('createPlaybook { playbook { id } }', { name: 'one', jsonSpec: { steps: [] } });

  const create = async () => {
    const name = newId();
    const input = { name, steps: [{ stepKey: 'train' }] };
    return (
      await act<{ workflow: Id & { steps: { nodes: Id[] } } }>(
        'createWorkflow { workflow { id steps { nodes { id } } } }',
        input,
      )
    ).workflow;
  };
  const [whole, failing, unwanted] = [await create(), await create(), await create()];
  await act('updateWorkflow { workflow { id } }', { id: whole.id, name: 'whole' });
  await act('addStep { step { id } }', { workflowId: failing.id, stepKey: 'evaluate' });
  for (const { id } of [whole, failing]) await act('startWorkflow { workflow { id } }', { id });
  const { stepRun } = await act<{ stepRun: Id }>('startStep { stepRun { id } }', {
    stepId: whole.steps.nodes[0]?.id,
  });
  await act('finishStepRun { stepRun { id } }', { id: stepRun.id, exitCode: 0 });
  await act('completeWorkflow { workflow { id } }', { id: whole.id });
  await act('failWorkflow { workflow { id } }', { id: failing.id });
  await act('cancelWorkflow { workflow { id } }', { id: unwanted.id });
});

test('in tournaments', async () => {
  const create = async (names: readonly string[]) =>
    (
      await act<{ tournament: Id }>('createTournament { tournament { id } }', {
        name: newId(),
        gameType: 'go',
        format: 'ROUND_ROBIN',
        entrants: names.map((agentName) => ({ agentName })),
      })
    ).tournament;
  const cup = await create(['one', 'two']);
  const { entrant } = await act<{ entrant: Id }>('addEntrant { entrant { id } }', {
    tournamentId: cup.id,
    agentName: 'three',
  });
  await act('withdrawEntrant { entrant { id } }', { entrantId: entrant.id });
  const started = await act<{
    tournament: { matches: { nodes: (Id & { entrants: Id[] })[] } };
  }>('startTournament { tournament { matches { nodes { id entrants { id } } } } }', { id: cup.id });
  const [match] = started.tournament.matches.nodes;
  await act('reportMatch { match { id } }', {
    matchId: match?.id,
    scores: match?.entrants.map(({ id }, seat) => ({ entrantId: id, score: 1 - seat })),
  });
  await act('cancelTournament { tournament { id } }', { id: (await create(['a', 'b'])).id });
});

test('in explanations', async () => {
  await act('recordAnalysis { analysis { id } }', {
    analysisType: 'ATTRIBUTION',
    method: 'integrated_gradients',
    experimentId: newId(),
    attribution: { values: [0.4, 0.6], featureNames: ['a', 'b'] },
  });
  await act('recordRewardDecomposition { rewardDecompositions { id } }', {
    experimentId: newId(),
    episodeId: 'one',
    steps: [{ timestep: 0, totalReward: 1, componentRewards: { goal: 1 } }],
  });
});

test('and that was every mutation there is', () => {
  expect([...told].toSorted()).toEqual([...homes.keys()].toSorted());
});
