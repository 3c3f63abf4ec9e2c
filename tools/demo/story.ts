/**
 * What the demonstration does with a running server, by the SDK as any user would: replays recorded
 * lineage, plays a tournament as the steps of a workflow, and explains what one entrant did. Each part
 * that an earlier demonstration has finished is left as it is.
 */
import { type ArbiterClient, createArbiterClient } from '@arbiter/sdk/arbiter.ts';
import { recordedBodies } from '@arbiter/registry/lineage/lineage-vectors.ts';
import {
  type Game,
  type Payoff,
  cooperationProbability,
  featureNames,
  featuresOf,
  payoffs,
  playGame,
  strategies,
} from './dilemma.ts';
import { methods } from './explain.ts';
import type { Progress } from './progress.ts';

/** What the printed examples are about. */
export interface Told {
  readonly workflowId: string;
  readonly tournamentId: string;
  readonly analysisIds: readonly string[];
}

const gameType = "iterated prisoner's dilemma";
const tag = 'demonstration';
const explained = 'logistic';

export async function tellStory(url: string, progress: Progress): Promise<Told> {
  await using client = createArbiterClient({ url });
  await replayLineage(client, progress);
  return (await findTold(client)) ?? (await evaluateStrategies(client, progress));
}

/** Equal events are stored once, so that replaying them again changes nothing. */
async function replayLineage(client: ArbiterClient, progress: Progress): Promise<void> {
  const bodies = recordedBodies().map(({ body }) => body);
  const advance = progress.begin('replaying OpenLineage events', bodies.length);
  for (const body of bodies) {
    // Two are recorded because they must be refused, and are.
    await client.reportLineage(JSON.parse(body)).catch(ignoreRefusal);
    advance();
  }
}

function ignoreRefusal(error: unknown): void {
  const isRefusal = error instanceof Error && 'code' in error && error.code === 'BAD_USER_INPUT';
  if (!isRefusal) throw error;
}

async function findTold(client: ArbiterClient): Promise<Told | null> {
  const filter = { tags: [tag], states: ['COMPLETED' as const] };
  const [workflow] = (await client.workflows({ first: 1, filter })).nodes;
  if (!workflow) return null;
  const { nodes: newestFirst } = await client.analyses({ filter: { workflowId: workflow.id } });
  const { tournamentId } = workflow.metadata as { readonly tournamentId: string };
  const analysisIds = newestFirst.map(({ id }) => id).toReversed();
  return { workflowId: workflow.id, tournamentId, analysisIds };
}

/** One workflow of two steps: play, then explain. */
async function evaluateStrategies(client: ArbiterClient, progress: Progress): Promise<Told> {
  const agents = await createAgents(client);
  const tournament = await createTournament(client, agents);
  const { workflow } = await client.createWorkflow({
    name: 'which strategy cooperates, and why',
    agentId: agents.get(explained) ?? null,
    tags: [tag],
    metadata: { tournamentId: tournament.id },
    steps: [{ stepKey: 'play' }, { stepKey: 'explain' }],
  });
  await client.startWorkflow({ id: workflow.id });
  const [play, explain] = workflow.steps.nodes;
  const lastGame = await runStep(client, play?.id, () =>
    playTournament(client, { id: tournament.id, progress }),
  );
  const analysisIds = await runStep(client, explain?.id, () =>
    recordAnalyses(client, { game: lastGame, workflowId: workflow.id, agents, progress }),
  );
  await client.completeWorkflow({ id: workflow.id });
  return { workflowId: workflow.id, tournamentId: tournament.id, analysisIds };
}

async function runStep<T>(
  client: ArbiterClient,
  stepId: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (stepId === undefined) throw new Error('The workflow has no such step.');
  const { stepRun } = await client.startStep({ stepId });
  const result = await work();
  await client.finishStepRun({ id: stepRun.id, exitCode: 0 });
  return result;
}

/** Ids by the name of the strategy. */
type Agents = ReadonlyMap<string, string>;

async function createAgents(client: ArbiterClient): Promise<Agents> {
  const created = Object.keys(strategies).map(async (name) => {
    const { agent } = await client.createAgent({ name, type: 'GENERAL_PURPOSE' });
    return [name, agent.id] as const;
  });
  return new Map(await Promise.all(created));
}

async function createTournament(client: ArbiterClient, agents: Agents) {
  const { tournament } = await client.createTournament({
    name: 'Strategies of cooperation',
    format: 'ROUND_ROBIN',
    gameType,
    entrants: [...agents].map(([agentName, agentId]) => ({ agentName, agentId })),
  });
  return tournament;
}

/** Plays and reports every match; returns the last game of the strategy that is explained. */
async function playTournament(
  client: ArbiterClient,
  { id, progress }: { readonly id: string; readonly progress: Progress },
): Promise<Game> {
  await client.startTournament({ id });
  const { matches } = await client.tournamentMatches({ id, first: 200, openOnly: true });
  const advance = progress.begin('playing a tournament', matches.nodes.length);
  let lastGame: Game | undefined;
  for (const match of matches.nodes) {
    const [one, other] = match.entrants;
    if (!one || !other) throw new Error('A match to be played has two entrants.');
    const game = playNamed(one.agentName, other.agentName);
    if (one.agentName === explained) lastGame = game;
    const [points, theirs] = game.points;
    const score = points === theirs ? 0.5 : points > theirs ? 1 : 0;
    await client.reportMatch({
      matchId: match.id,
      scores: [
        { entrantId: one.id, score },
        { entrantId: other.id, score: 1 - score },
      ],
      gameLogs: { points: game.points, rounds: game.payoffs.length },
    });
    advance();
  }
  return lastGame ?? playNamed(explained, 'tit for tat');
}

function playNamed(one: string, other: string): Game {
  const [first, second] = [strategies[one], strategies[other]];
  if (!first || !second) throw new Error(`There is no strategy ${first ? other : one}.`);
  return playGame(first, second);
}

interface Explaining {
  readonly game: Game;
  readonly workflowId: string;
  readonly agents: Agents;
  readonly progress: Progress;
}

/** Three attributions of one decision, and what each round's reward was made of. */
async function recordAnalyses(
  client: ArbiterClient,
  { game, workflowId, agents, progress }: Explaining,
): Promise<string[]> {
  const advance = progress.begin('recording analyses', Object.keys(methods).length + 1);
  const { experiment } = await client.createExperiment({ name: gameType, tags: [tag] });
  const question = {
    model: cooperationProbability,
    input: featuresOf(game.history),
    baseline: featureNames.map(() => 0),
  };
  const ids: string[] = [];
  for (const [method, explain] of Object.entries(methods)) {
    const begin = performance.now();
    const values = explain(question);
    const { analysis } = await client.recordAnalysis({
      analysisType: 'ATTRIBUTION',
      method,
      durationMs: performance.now() - begin,
      workflowId,
      agentId: agents.get(explained) ?? null,
      experimentId: experiment.id,
      attribution: {
        values,
        featureNames,
        input: question.input,
        baseline: question.baseline,
        target: 'probability of cooperation',
        output: question.model(question.input),
        baselineOutput: question.model(question.baseline),
      },
    });
    ids.push(analysis.id);
    advance();
  }
  await client.recordRewardDecomposition({
    experimentId: experiment.id,
    episodeId: 'last game',
    steps: game.payoffs.map(([own], timestep) => rewardStep(own, timestep)),
  });
  advance();
  return ids;
}

function rewardStep(own: Payoff, timestep: number) {
  const components = Object.entries(payoffs).map(([name, value]) => [
    name,
    name === own ? value : 0,
  ]);
  return {
    timestep,
    totalReward: payoffs[own],
    componentRewards: Object.fromEntries(components) as Record<Payoff, number>,
  };
}
