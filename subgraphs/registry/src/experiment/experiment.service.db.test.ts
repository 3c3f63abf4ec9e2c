/**
 * Experiments through the executed schema on a real database: success, each refusal and that it
 * stored nothing, the event in the same commit, replay of a key, other tenants, reading.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { configHash } from './experiment.rules.ts';

const createExperiment = /* GraphQL */ `
  mutation ($input: CreateExperimentInput!) {
    createExperiment(input: $input) {
      experiment {
        id
        name
        description
        config
        configHash
        seed
        status
        tags
        metadata
        createdBy
        runs {
          nodes {
            id
          }
        }
      }
    }
  }
`;
interface ExperimentData {
  readonly id: string;
  readonly configHash: string;
}

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function create(input: object, identity = testIdentity()): Promise<ExperimentData> {
  const answer = await run.ask<{ createExperiment: { experiment: ExperimentData } }>(
    createExperiment,
    { input },
    identity,
  );
  return answer.createExperiment.experiment;
}

const countOf = async (table: string) =>
  Number((await run.database.query<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n);

describe('createExperiment', () => {
  test('stores the experiment with the hash of its settings, and its event', async () => {
    const config = { optimizer: { lr: 0.001, name: 'adam' }, layers: [64, 64] };
    const experiment = await create({
      name: ' Curriculum ',
      description: ' ',
      config,
      seed: 7,
      tags: ['rl', ' rl ', 'chess'],
    });
    expect(experiment).toMatchObject({
      name: 'Curriculum',
      description: null,
      config,
      configHash: configHash(config),
      seed: 7,
      status: 'PLANNED',
      tags: ['rl', 'chess'],
      metadata: {},
      createdBy: 'user-of-alpha',
      runs: { nodes: [] },
    });
    const events = await run.database.query(
      `select envelope ->> 'type' as type, envelope #> '{change,after}' as after
       from registry.outbox where aggregate_id = $1`,
      [experiment.id],
    );
    expect(events).toEqual([
      {
        type: 'EXPERIMENT_CREATED',
        after: {
          name: 'Curriculum',
          configHash: configHash(config),
          seed: 7,
          tags: ['rl', 'chess'],
        },
      },
    ]);
  });

  test('the same settings in another order of keys have the same hash', async () => {
    const one = await create({ name: 'one', config: { a: 1, b: { c: 2, d: 3 } } });
    const two = await create({ name: 'two', config: { b: { d: 3.0, c: 2 }, a: 1 } });
    expect(two.configHash).toBe(one.configHash);
    expect((await create({ name: 'none' })).configHash).toBe(configHash({}));
  });

  test.each([
    [{ name: ' ' }, 'input.name'],
    [{ name: 'x'.repeat(256) }, 'input.name'],
    [{ name: 'bad', description: 'x'.repeat(10_001) }, 'input.description'],
    [{ name: 'bad', config: [1] }, 'input.config'],
    [{ name: 'bad', config: 'text' }, 'input.config'],
    [{ name: 'bad', config: { nul: 'a\0b' } }, 'input.config.nul'],
    [{ name: 'bad', tags: [''] }, 'input.tags[0]'],
    [{ name: 'bad', metadata: 3 }, 'input.metadata'],
    [{ name: 'bad', idempotencyKey: '' }, 'input.idempotencyKey'],
  ])('refuses %j and stores nothing', async (input, field) => {
    const before = [await countOf('registry.experiments'), await countOf('registry.outbox')];
    const { extensions } = await run.refuse(createExperiment, { input });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    const after = [await countOf('registry.experiments'), await countOf('registry.outbox')];
    expect(after).toEqual(before);
  });

  test('racing repeats with one key create one experiment', async () => {
    const input = { name: 'keyed', idempotencyKey: 'e-1' };
    const racing = await Promise.all(Array.from({ length: 6 }, () => create(input)));
    expect(new Set(racing.map(({ id }) => id)).size).toBe(1);
    const { extensions } = await run.refuse(createExperiment, { input: { ...input, seed: 1 } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.idempotencyKey' });
  });

  test('needs the scope', async () => {
    const identity = testIdentity('alpha', { scopes: ['workflow:write'] });
    const { extensions } = await run.refuse(createExperiment, { input: { name: 'x' } }, identity);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['experiment:write'] });
  });
});

describe('reading experiments', () => {
  const list = /* GraphQL */ `
    query ($first: Int, $after: String, $filter: ExperimentFilter) {
      experiments(first: $first, after: $after, filter: $filter) {
        nodes {
          name
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `;
  interface Page {
    experiments: {
      nodes: { name: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const reader = testIdentity('readers');
  const names = async (filter: object | null, identity = reader) => {
    const { experiments } = await run.ask<Page>(list, { filter }, identity);
    return experiments.nodes.map(({ name }) => name);
  };

  beforeAll(async () => {
    await create({ name: 'a', tags: ['x'], config: { k: 1 } }, reader);
    await create({ name: 'b', tags: ['x', 'y'], config: { k: 1 } }, reader);
    await create({ name: 'c', config: { k: 2 } }, reader);
  });

  test('pages through all of them once, newest first, of this tenant only', async () => {
    const first = await run.ask<Page>(list, { first: 2 }, reader);
    const { endCursor, hasNextPage } = first.experiments.pageInfo;
    const second = await run.ask<Page>(list, { first: 2, after: endCursor }, reader);
    const seen = [...first.experiments.nodes, ...second.experiments.nodes];
    expect(seen.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect([hasNextPage, second.experiments.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  test('filters by name, tags and settings', async () => {
    expect(await names({ name: 'b' })).toEqual(['b']);
    expect(await names({ tags: ['x'] })).toEqual(['b', 'a']);
    expect(await names({ tags: ['x', 'y'] })).toEqual(['b']);
    expect(await names({ configHash: configHash({ k: 1 }).toUpperCase() })).toEqual(['b', 'a']);
    const { extensions } = await run.refuse(list, { filter: { configHash: 'abc' } }, reader);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'filter.configHash' });
  });

  test('an id that is no UUID, unknown, foreign or deleted is not found', async () => {
    const query = 'query ($id: ID!) { experiment(id: $id) { id } }';
    const kept = await create({ name: 'kept' });
    const deleted = await create({ name: 'deleted' });
    await run.database.query('update registry.experiments set deleted_at = now() where id = $1', [
      deleted.id,
    ]);
    expect(await run.ask(query, { id: kept.id.toUpperCase() })).toEqual({
      experiment: { id: kept.id },
    });
    for (const [id, identity] of [
      ['nonsense', testIdentity()],
      ['00000000-0000-7000-8000-000000000000', testIdentity()],
      [kept.id, testIdentity('beta')],
      [deleted.id, testIdentity()],
    ] as const) {
      const { extensions } = await run.refuse(query, { id }, identity);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await names({ name: 'deleted' }, testIdentity())).toEqual([]);
  });

  test('references from other subgraphs are resolved in one statement', async () => {
    const ids = [(await create({ name: 'r1' })).id, (await create({ name: 'r2' })).id];
    const representations = [...ids, 'nonsense'].map((id) => ({ __typename: 'Experiment', id }));
    run.statements.length = 0;
    const { _entities: entities } = await run.ask(
      `query ($representations: [_Any!]!) {
         _entities(representations: $representations) { ... on Experiment { name status } }
       }`,
      { representations },
    );
    expect(entities).toEqual([
      { name: 'r1', status: 'PLANNED' },
      { name: 'r2', status: 'PLANNED' },
      null,
    ]);
    expect(
      run.statements.filter((sql) => sql.includes('select') && !sql.includes('set_config')),
    ).toHaveLength(2);
  });
});
