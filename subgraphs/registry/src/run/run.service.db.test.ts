/**
 * Runs through the executed schema on a real database: begin and end, each refusal, events in the
 * same commit, replayed keys, racing writers, other tenants.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';

const createExperiment = /* GraphQL */ `
  mutation ($input: CreateExperimentInput!) {
    createExperiment(input: $input) {
      experiment {
        id
      }
    }
  }
`;
const fields = /* GraphQL */ `
  fragment Fields on Run {
    id
    status
    params
    summary
    provider
    startedAt
    finishedAt
    version
    experiment {
      id
      status
    }
  }
`;
const createRun = /* GraphQL */ `
  mutation ($input: CreateRunInput!) {
    createRun(input: $input) {
      run {
        ...Fields
      }
    }
  }
  ${fields}
`;
const finishRun = /* GraphQL */ `
  mutation ($input: FinishRunInput!) {
    finishRun(input: $input) {
      run {
        ...Fields
      }
    }
  }
  ${fields}
`;
interface RunData {
  readonly id: string;
  readonly status: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

let run: RunningSubgraph;
let experimentId: string;
beforeAll(async () => {
  run = await runSubgraph(registry);
  experimentId = await newExperiment();
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function newExperiment(identity = testIdentity()): Promise<string> {
  const answer = await run.ask<{ createExperiment: { experiment: { id: string } } }>(
    createExperiment,
    { input: { name: 'of runs' } },
    identity,
  );
  return answer.createExperiment.experiment.id;
}

async function begin(input: object = {}): Promise<RunData> {
  const variables = { input: { experimentId, ...input } };
  return (await run.ask<{ createRun: { run: RunData } }>(createRun, variables)).createRun.run;
}

const typesOf = async (id: string) =>
  (
    await run.database.query<{ type: string }>(
      `select envelope ->> 'type' as type from registry.outbox where aggregate_id = $1
       order by ordinal`,
      [id],
    )
  ).map(({ type }) => type);

describe('createRun', () => {
  test('begins a run and says so', async () => {
    const begun = await begin({ params: { lr: 0.1 }, provider: { cloud: 'gcp', spot: true } });
    expect(begun).toMatchObject({
      status: 'RUNNING',
      params: { lr: 0.1 },
      provider: { cloud: 'gcp', spot: true },
      summary: null,
      finishedAt: null,
      version: 1,
      experiment: { id: experimentId, status: 'RUNNING' },
    });
    expect(await typesOf(begun.id)).toEqual(['RUN_CREATED']);
  });

  test.each([
    [{ params: [] }, 'BAD_USER_INPUT', 'input.params'],
    [{ provider: 'aws' }, 'BAD_USER_INPUT', 'input.provider'],
    [{ experimentId: 'nonsense' }, 'NOT_FOUND', 'input.experimentId'],
    [{ experimentId: '00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND', 'input.experimentId'],
  ])('refuses %j and stores nothing', async (input, code, field) => {
    const count =
      'select (select count(*) from registry.runs) + (select count(*) from registry.outbox) as n';
    const before = await run.database.query(count);
    const { extensions } = await run.refuse(createRun, { input: { experimentId, ...input } });
    expect(extensions).toMatchObject({ code, field });
    expect(await run.database.query(count)).toEqual(before);
  });

  test('does not link to the experiment of another tenant', async () => {
    const foreign = await newExperiment(testIdentity('beta'));
    const input = { experimentId: foreign };
    expect((await run.refuse(createRun, { input })).extensions['code']).toBe('NOT_FOUND');
    const reader = testIdentity('alpha', { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] });
    const { extensions } = await run.refuse(createRun, { input }, reader);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('racing repeats with one key begin one run', async () => {
    const racing = await Promise.all(
      Array.from({ length: 6 }, () => begin({ idempotencyKey: 'r-1' })),
    );
    expect(new Set(racing.map(({ id }) => id)).size).toBe(1);
  });
});

describe('finishRun', () => {
  test('ends a run once, with its results', async () => {
    const { id } = await begin();
    const input = { id, summary: { accuracy: 0.93 }, expectedVersion: 1 };
    const { finishRun: payload } = await run.ask<{ finishRun: { run: RunData } }>(finishRun, {
      input,
    });
    expect(payload.run).toMatchObject({
      status: 'COMPLETED',
      summary: { accuracy: 0.93 },
      version: 2,
    });
    expect(Date.parse(payload.run.finishedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(payload.run.startedAt),
    );
    expect(await typesOf(id)).toEqual(['RUN_CREATED', 'RUN_FINISHED']);
    const { extensions } = await run.refuse(finishRun, { input: { id, status: 'FAILED' } });
    expect(extensions).toMatchObject({ code: 'CONFLICT', state: 'COMPLETED' });
    expect(await typesOf(id)).toHaveLength(2);
  });

  test.each(['FAILED', 'CANCELLED'])('a run can end %s', async (status) => {
    const { id } = await begin();
    const answer = await run.ask(finishRun, { input: { id, status } });
    expect(answer).toMatchObject({ finishRun: { run: { status } } });
  });

  test('an experiment is finished when none of its runs is under way', async () => {
    experimentId = await newExperiment();
    const { id } = await begin();
    const answer = await run.ask(finishRun, { input: { id } });
    expect(answer).toMatchObject({ finishRun: { run: { experiment: { status: 'FINISHED' } } } });
  });

  test.each([
    [{ status: 'RUNNING' }, 'BAD_USER_INPUT'],
    [{ summary: 1 }, 'BAD_USER_INPUT'],
    [{ expectedVersion: 9 }, 'CONFLICT'],
  ])('refuses %j and changes nothing', async (input, code) => {
    const { id } = await begin();
    const { extensions } = await run.refuse(finishRun, { input: { id, ...input } });
    expect(extensions).toMatchObject({ code });
    expect(await typesOf(id)).toEqual(['RUN_CREATED']);
    const query = 'query ($id: ID!) { run(id: $id) { status version } }';
    expect(await run.ask(query, { id })).toEqual({ run: { status: 'RUNNING', version: 1 } });
  });

  test('of racing ends one wins', async () => {
    const { id } = await begin();
    const attempts = await Promise.all(
      ['COMPLETED', 'FAILED', 'CANCELLED'].map((status) =>
        run.subgraph.execute({
          query: finishRun,
          variables: { input: { id, status } },
          identity: testIdentity(),
        }),
      ),
    );
    const codes = attempts.flatMap(({ errors }) => errors?.[0]?.extensions['code'] ?? []);
    expect(codes).toEqual(['CONFLICT', 'CONFLICT']);
    expect(await typesOf(id)).toEqual(['RUN_CREATED', 'RUN_FINISHED']);
  });

  test('needs the scope, and the run to be of the tenant', async () => {
    const { id } = await begin();
    const without = testIdentity('alpha', { scopes: [] });
    const forbidden = await run.refuse(finishRun, { input: { id } }, without);
    expect(forbidden.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const foreign = await run.refuse(finishRun, { input: { id } }, testIdentity('beta'));
    expect(foreign.extensions).toMatchObject({ code: 'NOT_FOUND' });
    const reader = testIdentity('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    const reading = await run.refuse(finishRun, { input: { id } }, reader);
    expect(reading.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('the database itself refuses a run under an experiment of another tenant', async () => {
  const id = '00000000-0000-7000-8000-00000000000a';
  const insert = run.database.query(
    `insert into registry.runs (id, tenant_id, experiment_id, status, params, provider, started_at,
       created_at, updated_at)
     values ($1, 'beta', $2, 'RUNNING', '{}', '{}', now(), now(), now())`,
    [id, experimentId],
  );
  await expect(insert).rejects.toThrow(/foreign key/);
});

test('runs are paged in the order of their creation', async () => {
  experimentId = await newExperiment();
  const ids = [(await begin()).id, (await begin()).id, (await begin()).id];
  const query = /* GraphQL */ `
    query ($id: ID!, $after: String) {
      experiment(id: $id) {
        runs(first: 2, after: $after) {
          nodes {
            id
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  `;
  interface Page {
    experiment: {
      runs: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    };
  }
  const first = await run.ask<Page>(query, { id: experimentId });
  const { endCursor: after } = first.experiment.runs.pageInfo;
  const second = await run.ask<Page>(query, { id: experimentId, after });
  const seen = [...first.experiment.runs.nodes, ...second.experiment.runs.nodes];
  expect(seen.map(({ id }) => id)).toEqual(ids);
  expect(second.experiment.runs.pageInfo.hasNextPage).toBe(false);
});
