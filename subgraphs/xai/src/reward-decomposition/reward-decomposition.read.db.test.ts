/**
 * Reading decomposed rewards on a real database: an episode in order and page by page, the steps of
 * experiments with one number of statements, and never across tenants.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { xai } from '../definition.ts';

const recordRewards = /* GraphQL */ `
  mutation ($input: RecordRewardDecompositionInput!) {
    recordRewardDecomposition(input: $input) {
      rewardDecompositions {
        id
        timestep
      }
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

async function listEpisode(variables: object, identity = testIdentity()): Promise<StepData[]> {
  const page = await run.ask<Page>(
    episode,
    { episodeId: 'episode-1', first: 200, ...variables },
    identity,
  );
  return page.rewardDecompositions.nodes;
}

describe('an episode', () => {
  test('pages through its steps once, in order', async () => {
    const experimentId = newId();
    await record({ experimentId, steps: [4, 0, 2, 1, 3].map((timestep) => stepOf(timestep)) });
    const seen: number[] = [];
    let after: string | undefined;
    for (;;) {
      const variables = { experimentId, episodeId: 'episode-1', first: 2, after };
      const { rewardDecompositions: page } = await run.ask<Page>(episode, variables);
      seen.push(...page.nodes.map(({ timestep }) => timestep));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  test('is found by the name under which it was recorded', async () => {
    const named = { experimentId: newId(), episodeId: ' episode 1\n' };
    await record({ ...named, steps: [stepOf(0)] });
    expect(await listEpisode(named)).toHaveLength(1);
  });

  test('that is unknown, foreign or of no experiment has no steps', async () => {
    const experimentId = newId();
    await record({ experimentId, steps: [stepOf(0)] });
    expect(await listEpisode({ experimentId })).toHaveLength(1);
    expect(await listEpisode({ experimentId, episodeId: 'episode-2' })).toEqual([]);
    expect(await listEpisode({ experimentId: newId() })).toEqual([]);
    expect(await listEpisode({ experimentId: 'nonsense' })).toEqual([]);
    expect(await listEpisode({ experimentId }, testIdentity('beta'))).toEqual([]);
  });
});

describe('an experiment', () => {
  const ofExperiments = /* GraphQL */ `
    query ($representations: [_Any!]!, $first: Int, $after: String, $addsUp: Boolean) {
      _entities(representations: $representations) {
        ... on Experiment {
          rewardDecompositions(first: $first, after: $after, addsUp: $addsUp) {
            nodes {
              timestep
              experiment {
                id
              }
              additivity {
                addsUp
              }
            }
            pageInfo {
              endCursor
            }
          }
        }
      }
    }
  `;
  interface Entities {
    _entities: {
      rewardDecompositions: { nodes: { timestep: number }[]; pageInfo: { endCursor: string } };
    }[];
  }

  async function stepsOf(ids: readonly string[], variables: object = {}) {
    const representations = ids.map((id) => ({ __typename: 'Experiment', id }));
    const { _entities: found } = await run.ask<Entities>(ofExperiments, {
      representations,
      ...variables,
    });
    return found.map(({ rewardDecompositions }) => rewardDecompositions);
  }

  test('has the steps of all its episodes, those recorded last first, and the odd ones apart', async () => {
    const experimentId = newId();
    await record({ experimentId, steps: [stepOf(0), stepOf(1, 9)] });
    await record({ experimentId, episodeId: 'episode-2', steps: [stepOf(5), stepOf(6, 9)] });
    const timestepsOf = async (variables: object) =>
      (await stepsOf([experimentId], variables))[0]?.nodes.map(({ timestep }) => timestep);
    expect(await timestepsOf({})).toEqual([6, 5, 1, 0]);
    expect(await timestepsOf({ addsUp: false })).toEqual([6, 1]);
    expect(await timestepsOf({ addsUp: true })).toEqual([5, 0]);
    const [page] = await stepsOf([experimentId], { first: 3 });
    expect(await timestepsOf({ after: page?.pageInfo.endCursor })).toEqual([0]);
  });

  test('or 200 of them cost the same number of statements', async () => {
    const experiments = Array.from({ length: 200 }, () => newId());
    for (const experimentId of experiments) await record({ experimentId, steps: [stepOf(0)] });
    const statementsFor = async (ids: readonly string[]) => {
      run.statements.length = 0;
      expect((await stepsOf(ids)).map(({ nodes }) => nodes.length)).toEqual(ids.map(() => 1));
      return run.statements.length;
    };
    expect(await statementsFor(experiments)).toBe(await statementsFor(experiments.slice(0, 1)));
  });
});

test('a decomposition is resolved by its id, but not to another tenant', async () => {
  const [step] = await record({ experimentId: newId(), steps: [stepOf(0)] });
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on RewardDecomposition { id } } }`;
  const representations = [{ __typename: 'RewardDecomposition', id: step?.id }];
  expect(await run.ask(query, { representations })).toEqual({ _entities: [{ id: step?.id }] });
  expect(await run.ask(query, { representations }, testIdentity('beta'))).toEqual({
    _entities: [null],
  });
});
