/**
 * Decomposed rewards on a real database: an episode's components add up to its reward, and the odd
 * step is flagged; repeats are accepted, contradictions refused, and a batch is stored whole or not
 * at all.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { canonicalize, sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { xai } from '../definition.ts';

const recordRewards = /* GraphQL */ `
  mutation ($input: RecordRewardDecompositionInput!) {
    recordRewardDecomposition(input: $input) {
      rewardDecompositions {
        ...step
      }
    }
  }
  fragment step on RewardDecomposition {
    id
    episodeId
    timestep
    totalReward
    componentRewards
    componentInfluences
    additivity {
      sum
      expected
      difference
      addsUp
    }
    experiment {
      id
    }
  }
`;
const episode = /* GraphQL */ `
  query ($experimentId: ID!, $episodeId: String!, $first: Int, $after: String, $addsUp: Boolean) {
    rewardDecompositions(
      experimentId: $experimentId
      episodeId: $episodeId
      first: $first
      after: $after
      addsUp: $addsUp
    ) {
      nodes {
        timestep
        totalReward
        componentRewards
        additivity {
          addsUp
          difference
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface StepData {
  id: string;
  timestep: number;
  totalReward: number;
  componentRewards: Record<string, number>;
  additivity: { addsUp: boolean; difference: number };
}
interface Page {
  rewardDecompositions: {
    nodes: StepData[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(xai);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const stepOf = (timestep: number, totalReward = 1, more: object = {}) => ({
  timestep,
  totalReward,
  componentRewards: { nash: -0.5, strategic: 1.5 },
  ...more,
});

async function record(input: object, identity = testIdentity()): Promise<StepData[]> {
  const data = await run.ask<{ recordRewardDecomposition: { rewardDecompositions: StepData[] } }>(
    recordRewards,
    { input: { episodeId: 'episode-1', ...input } },
    identity,
  );
  return data.recordRewardDecomposition.rewardDecompositions;
}

async function refuse(input: object, identity = testIdentity()) {
  const stored = () =>
    run.database.query(`select count(*), (select count(*) from xai.outbox) as events
      from xai.reward_decompositions`);
  const before = await stored();
  const refusal = await run.refuse(
    recordRewards,
    { input: { episodeId: 'episode-1', ...input } },
    identity,
  );
  expect(await stored()).toEqual(before);
  return refusal;
}

async function listEpisode(variables: object, identity = testIdentity()): Promise<StepData[]> {
  const page = await run.ask<Page>(
    episode,
    { episodeId: 'episode-1', first: 200, ...variables },
    identity,
  );
  return page.rewardDecompositions.nodes;
}

const eventsOf = (experimentId: string) =>
  run.database.query<{ envelope: { type: string; change: { after: object } } }>(
    `select envelope from xai.outbox
     where envelope #>> '{change,after,experimentId}' = $1 order by ordinal`,
    [experimentId],
  );

describe('an episode', () => {
  test('whose components add up to its reward, and whose odd step is flagged', async () => {
    const experimentId = newId();
    const steps = Array.from({ length: 50 }, (_, timestep) => {
      const componentRewards = {
        nash: -0.1 * timestep,
        tag_bias: 0.3,
        temporal: 1 / (timestep + 1),
      };
      const totalReward = Object.values(componentRewards).reduce((sum, value) => sum + value, 0);
      return { timestep, totalReward, componentRewards };
    });
    steps[17]!.totalReward += 0.25;
    await record({ experimentId, steps });
    const episodeSteps = await listEpisode({ experimentId });
    expect(episodeSteps.map(({ timestep }) => timestep)).toEqual(steps.map((_, index) => index));
    const odd = episodeSteps.filter(({ additivity }) => !additivity.addsUp);
    expect(odd).toMatchObject([
      { timestep: 17, additivity: { difference: expect.closeTo(-0.25, 12) } },
    ]);
    expect(await listEpisode({ experimentId, addsUp: false })).toEqual(odd);
    expect(await listEpisode({ experimentId, addsUp: true })).toHaveLength(49);
    const sound = episodeSteps.filter(({ additivity }) => additivity.addsUp);
    const reward = sound.reduce((sum, { totalReward }) => sum + totalReward, 0);
    const components = sound
      .flatMap(({ componentRewards }) => Object.values(componentRewards))
      .reduce((sum, value) => sum + value, 0);
    expect(components).toBeCloseTo(reward, 9);
  });

  test('is recorded in one event for all its steps, which names no values', async () => {
    const experimentId = newId();
    const steps = [stepOf(3), stepOf(1, 2), stepOf(2)];
    const recorded = await record({ experimentId, steps });
    expect(recorded.map(({ timestep }) => timestep)).toEqual([3, 1, 2]);
    const sorted = [steps[1]!, steps[2]!, steps[0]!];
    expect(await eventsOf(experimentId)).toMatchObject([
      {
        envelope: {
          type: 'REWARD_DECOMPOSITION_RECORDED',
          aggregate: { type: 'RewardDecomposition', id: recorded[1]?.id },
          change: {
            action: 'CREATE',
            after: {
              ...{ experimentId, episodeId: 'episode-1', firstTimestep: 1, lastTimestep: 3 },
              ...{ stepCount: 3, oddStepCount: 1 },
              contentHash: sha256Hex(
                canonicalize(sorted.map((step) => ({ ...step, componentInfluences: null }))),
              ),
            },
          },
        },
      },
    ]);
  });

  test('can be recorded step by step, with influences', async () => {
    const experimentId = newId();
    const componentInfluences = { nash: 0.25 };
    // A single object stands for a list of one.
    const [step] = await record({ experimentId, steps: stepOf(0, 1, { componentInfluences }) });
    expect(step).toMatchObject({
      episodeId: 'episode-1',
      timestep: 0,
      totalReward: 1,
      componentRewards: { nash: -0.5, strategic: 1.5 },
      componentInfluences,
      additivity: { sum: 1, expected: 1, difference: 0, addsUp: true },
      experiment: { id: experimentId },
    });
  });
});

describe('a repeated step', () => {
  test('that says the same is accepted and leaves no second trace', async () => {
    const experimentId = newId();
    const first = await record({ experimentId, steps: [stepOf(0), stepOf(1)] });
    const reordered = { ...stepOf(1), componentRewards: { strategic: 1.5, nash: -0.5 } };
    const again = await record({ experimentId, steps: [reordered, stepOf(0)] });
    expect(again.map(({ id }) => id)).toEqual([first[1]?.id, first[0]?.id]);
    expect(await eventsOf(experimentId)).toHaveLength(1);
  });

  test('among new ones leaves a trace of the new ones only', async () => {
    const experimentId = newId();
    await record({ experimentId, steps: [stepOf(0), stepOf(1)] });
    await record({ experimentId, steps: [stepOf(1), stepOf(2)] });
    expect(
      (await eventsOf(experimentId)).map(({ envelope }) => envelope.change.after),
    ).toMatchObject([
      { stepCount: 2, firstTimestep: 0, lastTimestep: 1 },
      { stepCount: 1, firstTimestep: 2, lastTimestep: 2 },
    ]);
  });

  test.each([
    ['another reward', { totalReward: 1.5 }],
    ['another component', { componentRewards: { nash: -0.5, strategic: 1.25, temporal: 0.25 } }],
    ['influences', { componentInfluences: { nash: 1 } }],
  ])('with %s is a conflict, and nothing of its batch is stored', async (_, change) => {
    const experimentId = newId();
    await record({ experimentId, steps: [stepOf(5)] });
    const { extensions } = await refuse({
      experimentId,
      steps: [stepOf(4), { ...stepOf(5), ...change }, stepOf(6)],
    });
    expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'input.steps[1].timestep' });
  });

  test('in another episode, experiment or tenant is another step', async () => {
    const experimentId = newId();
    const steps = [stepOf(0)];
    const recorded = [
      await record({ experimentId, steps }),
      await record({ experimentId, steps, episodeId: 'episode-2' }),
      await record({ experimentId: newId(), steps }),
      await record({ experimentId, steps: [stepOf(0, 7)] }, testIdentity('beta')),
    ];
    expect(new Set(recorded.map(([step]) => step?.id)).size).toBe(4);
  });

  test('by racing writers of overlapping batches is recorded once', async () => {
    const experimentId = newId();
    const batches = Array.from({ length: 8 }, (_, writer) =>
      Array.from({ length: 20 }, (__, index) => stepOf((writer + index * 7) % 20)),
    );
    await Promise.all(batches.map((steps) => record({ experimentId, steps })));
    expect(await listEpisode({ experimentId })).toHaveLength(20);
    const counts = (await eventsOf(experimentId)).map(
      ({ envelope }) => (envelope.change.after as { stepCount: number }).stepCount,
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
  });

  test('with the same key is the answer of the first call, with another request a refusal', async () => {
    const experimentId = newId();
    const input = { experimentId, steps: [stepOf(0)], idempotencyKey: `key-${experimentId}` };
    const [first] = await record(input);
    expect((await record(input))[0]?.id).toBe(first?.id);
    const { extensions } = await refuse({ ...input, steps: [stepOf(1)] });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.idempotencyKey' });
  });
});

describe('a refused batch', () => {
  test('names every fault and stores nothing', async () => {
    const { extensions } = await refuse({
      experimentId: newId(),
      steps: [
        stepOf(0),
        stepOf(-1),
        stepOf(0),
        stepOf(3, 1, { componentRewards: { nash: '0.5', ' ': 1 } }),
        stepOf(4, 1, { componentRewards: {} }),
        stepOf(5, 1, { componentInfluences: { curiosity: 1 } }),
      ],
    });
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.steps[1].timestep',
      faults: [
        { field: 'input.steps[1].timestep' },
        { field: 'input.steps[2].timestep' },
        { field: 'input.steps[3].componentRewards.nash' },
        { field: 'input.steps[3].componentRewards' },
        { field: 'input.steps[4].componentRewards' },
        { field: 'input.steps[5].componentInfluences.curiosity' },
      ],
    });
  });

  test.each([
    ['no steps', { steps: [] }, 'input.steps'],
    [
      'too many steps',
      { steps: Array.from({ length: 1_001 }, (_, t) => stepOf(t)) },
      'input.steps',
    ],
    ['a blank episode', { episodeId: '  ', steps: [stepOf(0)] }, 'input.episodeId'],
    ['a long episode', { episodeId: 'e'.repeat(37), steps: [stepOf(0)] }, 'input.episodeId'],
    [
      'NUL in a name',
      { steps: [stepOf(0, 1, { componentRewards: { 'a\0': 1 } })] },
      'input.steps[0].componentRewards',
    ],
  ])('with %s stores nothing', async (_, input, field) => {
    const { extensions } = await refuse({ experimentId: newId(), ...input });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('of an experiment that is no id is not found', async () => {
    const { extensions } = await refuse({ experimentId: 'seven', steps: [stepOf(0)] });
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.experimentId' });
  });

  test('without the scope stores nothing', async () => {
    const identity = testIdentity('alpha', { scopes: ['agent:write'] });
    const { extensions } = await refuse({ experimentId: newId(), steps: [stepOf(0)] }, identity);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['analysis:write'] });
  });
});
