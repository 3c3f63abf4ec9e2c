/**
 * What users do with Arbiter, told with the SDK. Every story runs against each way of starting it;
 * `tellStories` makes tests of them. Stories wait for states, never for times.
 */
import { expect, test } from '@jest/globals';
import { type ArbiterClient, ArbiterError, createArbiterClient } from '@arbiter/sdk/arbiter.ts';

/** The longest that an effect of an event may take to show on a busy machine. */
const patienceMs = 20_000;
const lookAgainMs = 50;

/** Looks until what it sees holds; fails with what it saw last. */
async function eventually<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`Still: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

/** Makes a test of every story. `url` is read when a story begins. */
export function tellStories(url: () => string): void {
  for (const [name, story] of Object.entries(stories)) {
    test(
      name,
      async () => {
        await using arbiter = createArbiterClient({ url: url() });
        await story(arbiter, crypto.randomUUID().slice(0, 8));
      },
      60_000,
    );
  }
}

type Story = (arbiter: ArbiterClient, tag: string) => Promise<void>;

const stories: Readonly<Record<string, Story>> = {
  'a workflow is run step by step and seen live, in the ledger and with what was found out':
    runWorkflow,
  'a four-agent round robin shows six matches, live standings and new Elo ratings': playTournament,
  'training code reports its work, which shows as lineage, in the ledger and live': reportLineage,
  'three methods explain one input, and the comparison says which fell back': compareMethods,
  'what is refused names the field and what would fit, and leaves no trace': refuse,
};

async function createAgent(arbiter: ArbiterClient, name: string) {
  const { agent } = await arbiter.createAgent({ name, type: 'GENERAL_PURPOSE' });
  return agent;
}

async function runWorkflow(arbiter: ArbiterClient, tag: string): Promise<void> {
  const agent = await createAgent(arbiter, `planner ${tag}`);
  const steps = [{ stepKey: 'train' }, { stepKey: 'evaluate' }];
  const { workflow } = await arbiter.createWorkflow({
    name: `cnn ${tag}`,
    agentId: agent.id,
    steps,
  });
  const live = arbiter.workflowEvents({ filter: { workflowIds: [workflow.id] }, after: '0' });
  await arbiter.startWorkflow({ id: workflow.id });
  for (const { id } of workflow.steps.nodes) {
    const { stepRun } = await arbiter.startStep({ stepId: id });
    await arbiter.finishStepRun({ id: stepRun.id, exitCode: 0, metrics: { accuracy: 0.95 } });
  }
  await arbiter.completeWorkflow({ id: workflow.id });
  await arbiter.recordAnalysis({
    workflowId: workflow.id,
    analysisType: 'ATTRIBUTION',
    method: 'integrated_gradients',
    attribution: { values: [0.4, -0.1, 0.7], featureNames: ['a', 'b', 'c'] },
  });

  const seen: string[] = [];
  for await (const { event } of live) {
    expect(event.workflow?.agent?.name).toBe(agent.name);
    seen.push(event.eventKind);
    if (event.eventKind === 'WORKFLOW_COMPLETED') break;
  }
  expect(seen.filter((kind) => kind === 'STEP_COMPLETED')).toHaveLength(2);
  expect(seen.indexOf('WORKFLOW_STARTED')).toBeLessThan(seen.indexOf('STEP_STARTED'));

  const overview = await eventually(
    () => arbiter.workflowOverview({ id: workflow.id }),
    ({ auditTrail }) =>
      auditTrail?.nodes.some(({ eventType }) => eventType === 'WORKFLOW_COMPLETED') === true,
  );
  expect(overview).toMatchObject({ state: 'COMPLETED', agent: { name: agent.name } });
  expect(overview.analyses?.nodes).toMatchObject([{ method: 'integrated_gradients' }]);
  expect(overview.steps.nodes.map(({ stepRuns }) => stepRuns.nodes.length)).toEqual([1, 1]);
}

async function playTournament(arbiter: ArbiterClient, tag: string): Promise<void> {
  const agents = await Promise.all(
    ['ada', 'bob', 'cay', 'dan'].map((name) => createAgent(arbiter, `${name} ${tag}`)),
  );
  const gameType = `go ${tag}`;
  const entrants = agents.map(({ id, name }) => ({ agentId: id, agentName: name }));
  const { tournament } = await arbiter.createTournament({
    name: `cup ${tag}`,
    format: 'ROUND_ROBIN',
    gameType,
    entrants,
  });
  const live = arbiter.tournamentEvents({ tournamentId: tournament.id, after: '0' });
  await arbiter.startTournament({ id: tournament.id });
  const { matches } = await arbiter.tournamentMatches({ id: tournament.id });
  expect(matches.nodes).toHaveLength(6);
  const strength = new Map(agents.map(({ name }, index) => [name, index]));
  for (const match of matches.nodes) {
    const ranked = match.entrants.toSorted(
      (one, other) => (strength.get(one.agentName) ?? 0) - (strength.get(other.agentName) ?? 0),
    );
    const scores = ranked.map(({ id }, index) => ({ entrantId: id, score: 1 - index }));
    await arbiter.reportMatch({ matchId: match.id, scores });
  }

  const kinds: string[] = [];
  for await (const { event } of live) {
    kinds.push(event.kind);
    if (event.kind === 'TOURNAMENT_COMPLETED') break;
  }
  expect(kinds.filter((kind) => kind === 'STANDINGS_CHANGED')).toHaveLength(6);

  const { standings, results } = await arbiter.tournament({ id: tournament.id });
  expect(standings.map(({ points }) => points)).toEqual([3, 2, 1, 0]);
  expect(results).toEqual(standings);
  const { nodes } = await arbiter.leaderboard({ gameType, ratingSystem: 'ELO' });
  expect(nodes.map(({ agentName }) => agentName)).toEqual(agents.map(({ name }) => name));
  expect(nodes.reduce((sum, { rating }) => sum + rating, 0)).toBeCloseTo(4 * 1_500, 6);
  const { ratings } = await arbiter.ratingHistory({ agentId: agents[0]?.id ?? '', gameType });
  expect(ratings?.map(({ history }) => history.nodes.map(({ actual }) => actual))).toEqual([
    [1, 1, 1],
  ]);
  await eventually(
    () => arbiter.tournamentAuditTrail({ id: tournament.id }),
    ({ auditTrail }) =>
      auditTrail?.nodes.some(({ eventType }) => eventType === 'TOURNAMENT_COMPLETED') === true,
  );
  await findWinnerInLedger(arbiter, { tournamentId: tournament.id, winner: agents[0] });
}

/** The ledger by itself says who won, in the text that is hashed. */
async function findWinnerInLedger(
  arbiter: ArbiterClient,
  {
    tournamentId,
    winner,
  }: { tournamentId: string; winner: { id: string; name: string } | undefined },
): Promise<void> {
  const filter = { resourceId: tournamentId, eventTypes: ['TOURNAMENT_COMPLETED'] };
  const { nodes } = await arbiter.auditRecords({ filter });
  expect(nodes).toHaveLength(1);
  const { canonicalForm } = await arbiter.auditRecord({ id: nodes[0]?.id ?? '' });
  const { newValues } = JSON.parse(canonicalForm) as { newValues: { results: object[] } };
  expect(newValues.results[0]).toEqual({
    entrantId: expect.any(String),
    agentId: winner?.id,
    agentName: winner?.name,
    rank: 1,
    points: 3,
  });
}

async function reportLineage(arbiter: ArbiterClient, tag: string): Promise<void> {
  const namespace = `story-${tag}`;
  const live = arbiter.lineageEvents({ filter: { namespaces: [namespace] } });
  await live.ready;
  const runId = crypto.randomUUID();
  const event = (eventType: 'START' | 'COMPLETE', second: number) => ({
    eventType,
    eventTime: `2026-01-01T00:00:0${second}.000Z`,
    producer: 'https://example.org/training',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId },
    job: { namespace, name: 'train' },
    inputs: [{ namespace, name: 'raw' }],
    outputs: [{ namespace, name: 'model' }],
  });
  await arbiter.reportLineage(event('START', 1));
  await arbiter.reportLineage([event('COMPLETE', 2), event('START', 1)]);

  const types: (string | null)[] = [];
  for await (const { event: seen } of live) {
    types.push(seen.eventType);
    if (seen.eventType === 'COMPLETE') break;
  }
  expect(types).toEqual(['START', 'COMPLETE']);
  const { nodes } = await arbiter.lineageRuns({ filter: { jobNamespace: namespace } });
  expect(nodes).toMatchObject([{ runId, status: 'COMPLETED', job: { name: 'train' } }]);
  const graph = await arbiter.lineage({
    nodeId: `dataset:${namespace}:model`,
    direction: 'UPSTREAM',
  });
  expect(new Set(graph.nodes.map(({ node }) => node.name))).toEqual(
    new Set(['model', 'train', 'raw']),
  );
  const filter = { resourceId: nodes[0]?.id ?? '' };
  const records = await eventually(
    async () => (await arbiter.auditRecords({ filter })).nodes,
    ({ length }) => length === 2,
  );
  expect(new Set(records.map(({ eventType }) => eventType))).toEqual(
    new Set(['LINEAGE_EVENT_RECEIVED']),
  );
}

async function compareMethods(arbiter: ArbiterClient, tag: string): Promise<void> {
  const { experiment } = await arbiter.createExperiment({ name: `saliency ${tag}` });
  const record = async (method: string, values: number[], fallbackFrom?: string) => {
    const { analysis } = await arbiter.recordAnalysis({
      experimentId: experiment.id,
      analysisType: 'ATTRIBUTION',
      method,
      fallbackFrom,
      attribution: { values },
    });
    return analysis.id;
  };
  const analysisIds = [
    await record('shap', [0.9, -0.5, 0.1, 0]),
    await record('lime', [0.8, 0.6, -0.2, 0.1]),
    await record('vanilla_grad', [0, 0.1, 0.5, -0.9], 'layer_gradcam'),
  ];
  const comparison = await arbiter.compareAttributions({ analysisIds, topK: 2 });
  const fallbacks = comparison.attributions.map(({ analysis }) => analysis.fallbackFrom);
  expect(fallbacks).toEqual([null, null, 'layer_gradcam']);
  expect(comparison.pairs).toHaveLength(3);
  expect(comparison.pairs[0]).toMatchObject({ kendallTauB: 1, spearmanRho: 1, topKOverlap: 1 });
  expect(comparison.pairs[1]).toMatchObject({ kendallTauB: -1, topKOverlap: 0 });
}

async function refuse(arbiter: ArbiterClient, tag: string): Promise<void> {
  const count = async () => (await arbiter.agents({ first: 200 })).nodes.length;
  const before = await count();
  const empty = arbiter.createAgent({ name: '   ', type: 'GENERAL_PURPOSE' });
  await expect(empty).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.name' });
  const unknown = arbiter.createAgent({ name: tag, type: 'WIZARD' as never });
  await expect(unknown).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(arbiter.workflow({ id: crypto.randomUUID() })).rejects.toThrow(ArbiterError);
  await expect(arbiter.agents({ first: 201 })).rejects.toMatchObject({ field: 'first' });
  expect(await count()).toBe(before);
}
