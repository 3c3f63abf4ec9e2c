/** What one tenant does so that every table of every subgraph holds rows of it. */
import { newId } from '@arbiter/kernel/ids.ts';
import { type RequestIdentity, gatewayActor } from '@arbiter/kernel/actor/actor.ts';
import type { SubgraphName } from '@arbiter/server/config/settings.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { insertInfrastructureRows } from '@arbiter/testkit/infrastructure-rows.ts';
import type { Constellation } from './constellation.ts';
import { subgraphDefinitions } from './definitions.ts';

type Ask = <T>(mutation: string, input: object) => Promise<T>;

interface Id {
  readonly id: string;
}

/** Settles, so that the ledger holds what was done, too. */
export async function fillEveryTable(world: Constellation, tenantId: string): Promise<void> {
  // With personal values, which the ledger keeps under keys of their subjects.
  const identity = testIdentity(tenantId, { name: `Ada of ${tenantId}`, email: 'ada@lab.example' });
  await fillAccounts(world, identity);
  const agents = await fillRegistry(world, identity);
  await fillTournaments(askerOf(world, 'tournaments', identity), agents);
  await fillXai(askerOf(world, 'xai', identity));
  await world.settle();
  // An ordinary day leaves no failures, repeats and the like.
  for (const { name } of subgraphDefinitions) {
    await insertInfrastructureRows(world.database, name, tenantId);
  }
}

function subgraphOf(world: Constellation, name: SubgraphName) {
  const subgraph = world.server.subgraphs.find((each) => each.name === name);
  if (!subgraph) throw new Error(`The subgraph ${name} runs elsewhere.`);
  return subgraph;
}

/** The key by which the tenant has made its playbook. */
export const idempotencyKeyOf = (tenantId: string): string => `key of ${tenantId}`;

/** Calls one mutation and gives its payload; `mutation` is `name { selection }`. */
export function askerOf(world: Constellation, name: SubgraphName, identity: RequestIdentity): Ask {
  return async <T>(mutation: string, input: object) => {
    const [, field = ''] = /^(\w+)/.exec(mutation) ?? [];
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input!`;
    const { data, errors } = await subgraphOf(world, name).execute({
      query: `mutation ($input: ${type}) { ${mutation.replace(field, `${field}(input: $input)`)} }`,
      variables: { input },
      identity,
    });
    if (errors) throw new Error(JSON.stringify(errors));
    return data?.[field] as T;
  };
}

/** The tenant with a person who has signed in, a key, an invitation and a preference. */
async function fillAccounts(world: Constellation, identity: RequestIdentity): Promise<void> {
  const { tenantId } = identity.actor;
  const operator = testIdentity(tenantId, { id: `operator-of-${tenantId}`, accessLevel: 'ADMIN' });
  const administer = askerOf(world, 'registry', operator);
  await administer('createTenant { tenant { id } }', { id: tenantId });
  const limits = { tenantId, perMinute: 500 };
  await administer('updateRateLimitConfig { config { version } }', limits);
  const email = `grace@${tenantId}.example`;
  const { user } = await administer<{ user: Id }>('createUser { user { id } }', {
    email,
    role: 'ADMIN',
  });
  const key = { name: `key of ${tenantId}`, scopes: ['agent:write'], userId: user.id };
  await administer('createApiKey { apiKey { id } }', key);
  const ask = askerOf(world, 'registry', identity);
  await ask('inviteUser { invitation { id } }', {
    email: `guest@${tenantId}.example`,
    role: 'ENGINEER',
  });
  await ask('setUserPreference { userPreference { id } }', { key: 'theme', value: tenantId });
  await signIn(world, { issuer: `https://${tenantId}.example`, subject: 'grace', email });
}

/** Opens a session as the gateway does for a person whose address was proved. */
export async function signIn(
  world: Constellation,
  { issuer, subject, email }: Readonly<Record<'issuer' | 'subject' | 'email', string>>,
): Promise<{ readonly sessionId: string }> {
  const { routes } = subgraphOf(world, 'registry');
  const route = routes.find(({ path }) => path === '/internal/sign-in');
  const identity = { actor: gatewayActor('default'), requestId: 'fill' };
  const body = Buffer.from(
    JSON.stringify({ provider: 'OIDC', issuer, subject, verifiedEmail: email }),
  );
  const answer = await route?.handle({ identity, headers: {}, body });
  if (answer?.status !== 200) throw new Error(`Signing in was answered ${answer?.status}.`);
  return JSON.parse(answer.body) as { sessionId: string };
}

async function fillRegistry(world: Constellation, identity: RequestIdentity): Promise<Id[]> {
  const { tenantId } = identity.actor;
  const ask = askerOf(world, 'registry', identity);
  const agents: Id[] = [];
  for (const name of ['ada', 'bob']) {
    const input = { name: `${name} of ${tenantId}`, type: 'GENERAL_PURPOSE' };
    agents.push((await ask<{ agent: Id }>('createAgent { agent { id } }', input)).agent);
  }
  const { experiment } = await ask<{ experiment: Id }>('createExperiment { experiment { id } }', {
    name: `an experiment of ${tenantId}`,
  });
  await ask('createRun { run { id } }', { experimentId: experiment.id });
  const jsonSpec = { steps: [] };
  await ask('createPlaybook { playbook { id } }', {
    name: `a playbook of ${tenantId}`,
    jsonSpec,
    idempotencyKey: idempotencyKeyOf(tenantId),
  });
  const { workflow } = await ask<{ workflow: Id & { steps: { nodes: Id[] } } }>(
    'createWorkflow { workflow { id steps { nodes { id } } } }',
    { name: `a workflow of ${tenantId}`, steps: [{ stepKey: 'train' }] },
  );
  await ask('startWorkflow { workflow { id } }', { id: workflow.id });
  await ask('startStep { stepRun { id } }', { stepId: workflow.steps.nodes[0]?.id });
  await postLineage(world, identity);
  return agents;
}

/** An event of a run that moves one dataset into another. Errors: when it is not accepted. */
export async function postLineage(
  world: Constellation,
  identity: RequestIdentity,
  runId = newId(),
): Promise<void> {
  const route = subgraphOf(world, 'registry').routes.find(({ path }) => path.endsWith('/lineage'));
  const { tenantId } = identity.actor;
  const source = { namespace: `files of ${tenantId}`, name: `source of ${tenantId}` };
  const target = { namespace: `files of ${tenantId}`, name: `target of ${tenantId}` };
  const facet = { _producer: 'https://p.example/', _schemaURL: 'https://s.example/f.json' };
  const event = {
    eventType: 'COMPLETE',
    eventTime: '2026-01-01T00:00:00Z',
    producer: facet._producer,
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId },
    job: { namespace: `jobs of ${tenantId}`, name: `job of ${tenantId}` },
    inputs: [source],
    outputs: [{ ...target, facets: { version: { ...facet, datasetVersion: '1' } } }],
  };
  const body = Buffer.from(JSON.stringify(event));
  const answer = await route?.handle({ identity, headers: {}, body });
  if (answer?.status !== 201) throw new Error(`Lineage was answered ${answer?.status}.`);
}

async function fillTournaments(ask: Ask, agents: readonly Id[]): Promise<void> {
  const { tournament } = await ask<{ tournament: Id }>('createTournament { tournament { id } }', {
    name: 'a cup',
    gameType: 'go',
    format: 'ROUND_ROBIN',
    entrants: agents.map(({ id }, index) => ({ agentId: id, agentName: `agent ${index}` })),
  });
  const started = await ask<{
    tournament: { matches: { nodes: (Id & { entrants: Id[] })[] } };
  }>('startTournament { tournament { matches { nodes { id entrants { id } } } } }', {
    id: tournament.id,
  });
  for (const { id, entrants } of started.tournament.matches.nodes) {
    const scores = entrants.map((entrant, seat) => ({ entrantId: entrant.id, score: 1 - seat }));
    await ask('reportMatch { match { id } }', { matchId: id, scores });
  }
}

async function fillXai(ask: Ask): Promise<void> {
  await ask('recordAnalysis { analysis { id } }', {
    analysisType: 'ATTRIBUTION',
    method: 'integrated_gradients',
    experimentId: newId(),
    attribution: { values: [0.4, 0.6], featureNames: ['a', 'b'] },
  });
  await ask('recordAnalysis { analysis { id } }', {
    analysisType: 'COUNTERFACTUAL',
    method: 'nearest',
    experimentId: newId(),
    results: { changed: ['a'] },
  });
  await ask('recordRewardDecomposition { rewardDecompositions { id } }', {
    experimentId: newId(),
    episodeId: 'one',
    steps: [{ timestep: 0, totalReward: 1, componentRewards: { goal: 1 } }],
  });
}
