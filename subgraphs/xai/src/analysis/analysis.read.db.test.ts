/**
 * Reading analyses on a real database: by id, as pages, by what they are about, from any number of
 * parents with one number of statements, and never across tenants.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { steppingClock, testActor, testIdentity } from '@arbiter/testkit/identities.ts';
import { queryAs } from '@arbiter/testkit/roles.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import {
  type SubjectField,
  subjectFields,
  subjectTypes,
} from '../analysis-subject/analysis-subject.rules.ts';
import { xai } from '../definition.ts';

const recordAnalysis = /* GraphQL */ `
  mutation ($input: RecordAnalysisInput!) {
    recordAnalysis(input: $input) {
      analysis {
        id
      }
    }
  }
`;
const list = /* GraphQL */ `
  query ($first: Int, $after: String, $filter: AnalysisFilter) {
    analyses(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        method
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const byId = 'query ($id: ID!) { analysis(id: $id) { id } }';

interface Page {
  analyses: {
    nodes: { id: string; method: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(xai, { clock: steppingClock('2026-01-01T00:00:00.000Z') });
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function record(input: object, identity = testIdentity()): Promise<string> {
  const given = { analysisType: 'ATTRIBUTION', method: 'lime', attribution: { values: [1, 2] } };
  const data = await run.ask<{ recordAnalysis: { analysis: { id: string } } }>(
    recordAnalysis,
    { input: { ...given, ...input } },
    identity,
  );
  return data.recordAnalysis.analysis.id;
}

const probe = (method: string) => ({
  analysisType: 'PROBE',
  method,
  attribution: null,
  results: { accuracy: 0.9 },
});

async function methodsOf(filter: object, identity = testIdentity()): Promise<string[]> {
  const { analyses } = await run.ask<Page>(list, { first: 200, filter }, identity);
  return analyses.nodes.map(({ method }) => method);
}

describe('a single analysis', () => {
  test('an id that is no UUID, unknown, or foreign is not found', async () => {
    const id = await record({});
    expect(await run.ask(byId, { id })).toEqual({ analysis: { id } });
    for (const [asked, tenant] of [
      ['nonsense', 'alpha'],
      [newId(), 'alpha'],
      [id, 'beta'],
    ] as const) {
      const { extensions } = await run.refuse(byId, { id: asked }, testIdentity(tenant));
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
    }
  });

  test.each([{ k: 0 }, { k: -1 }, { k: 1_001 }])('refuses the top $k', async (variables) => {
    const id = await record({});
    const query = `query ($id: ID!, $k: Int) {
      analysis(id: $id) { attribution { topFeatures(k: $k) { index } } } }`;
    const { extensions } = await run.refuse(query, { id, ...variables });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'k' });
  });

  test('has no more top features than features', async () => {
    const id = await record({ attribution: { values: [1, -5, 3] } });
    const query = `query ($id: ID!, $k: Int) {
      analysis(id: $id) { attribution { topFeatures(k: $k) { index } } } }`;
    const topFeatures = [{ index: 1 }, { index: 2 }, { index: 0 }];
    for (const k of [null, 1_000]) {
      expect(await run.ask(query, { id, k })).toEqual({
        analysis: { attribution: { topFeatures } },
      });
    }
  });
});

test('the vectors of one request are bounded', async () => {
  const identity = testIdentity('vast');
  for (let index = 0; index < 3; index += 1) await record({}, identity);
  await run.database.query(
    `update xai.analyses set feature_count = 2000000 where tenant_id = 'vast'`,
  );
  const query = `query ($first: Int) { analyses(first: $first) {
    nodes { attribution { values baseline topFeatures { value } } } } }`;
  expect(await run.ask(query, { first: 2 }, identity)).toMatchObject({
    analyses: { nodes: [{ attribution: { values: [1, 2] } }, {}] },
  });
  const { message, extensions } = await run.refuse(query, { first: 3 }, identity);
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(message).toContain('ask for fewer');
});

describe('the list', () => {
  test('pages through all of them once, newest first', async () => {
    const identity = testIdentity('pages');
    for (const method of ['a', 'b', 'c', 'd', 'e']) await record(probe(method), identity);
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { analyses } = await run.ask<Page>(list, { first: 2, after }, identity);
      seen.push(...analyses.nodes.map(({ method }) => method));
      if (!analyses.pageInfo.hasNextPage) break;
      after = analyses.pageInfo.endCursor;
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  test.each([
    ['first', { first: 0 }],
    ['first', { first: 201 }],
    ['after', { after: 'bm9wZQ' }],
    ['filter.methods', { filter: { methods: Array.from({ length: 101 }, String) } }],
  ])('refuses a bad %s', async (field, variables) => {
    const { extensions } = await run.refuse(list, variables);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('filters by kind, method, status, fallback and time', async () => {
    const identity = testIdentity('filters');
    await record({ method: 'lime' }, identity);
    await record({ method: 'vanilla_grad', fallbackFrom: 'shap' }, identity);
    await record(probe('linear'), identity);
    const failed = { status: 'FAILED', failureReason: 'diverged', results: null };
    await record({ ...probe('mlp'), ...failed }, identity);
    expect(await methodsOf({}, identity)).toEqual(['mlp', 'linear', 'vanilla_grad', 'lime']);
    expect(await methodsOf({ types: ['PROBE'] }, identity)).toEqual(['mlp', 'linear']);
    expect(await methodsOf({ methods: ['lime', 'mlp'] }, identity)).toEqual(['mlp', 'lime']);
    expect(await methodsOf({ statuses: ['FAILED'] }, identity)).toEqual(['mlp']);
    expect(await methodsOf({ fallbackUsed: true }, identity)).toEqual(['vanilla_grad']);
    expect(await methodsOf({ fallbackUsed: false, types: ['PROBE'] }, identity)).toHaveLength(2);
    const times = await run.database.query<{ createdAt: Date }>(
      `select created_at as "createdAt" from xai.analyses where tenant_id = 'filters' order by id`,
    );
    const range = { createdFrom: times[1]!.createdAt, createdBefore: times[3]!.createdAt };
    expect(await methodsOf(range, identity)).toEqual(['linear', 'vanilla_grad']);
  });

  test.each(subjectFields)(
    'filters by %s, of which an impossible one matches nothing',
    async (field) => {
      const id = newId();
      await record({ [field]: id, ...probe(`about ${field}`) });
      expect(await methodsOf({ [field]: id.toUpperCase() })).toEqual([`about ${field}`]);
      expect(await methodsOf({ [field]: newId() })).toEqual([]);
      expect(await methodsOf({ [field]: 'nonsense' })).toEqual([]);
    },
  );
});

describe('federation', () => {
  const ofSubjects = /* GraphQL */ `
    query ($representations: [_Any!]!, $first: Int, $after: String) {
      _entities(representations: $representations) {
        __typename
        ... on Experiment {
          analyses(first: $first, after: $after) {
            ...page
          }
        }
        ... on Run {
          analyses(first: $first, after: $after) {
            ...page
          }
        }
        ... on Agent {
          analyses(first: $first, after: $after) {
            ...page
          }
        }
        ... on Match {
          analyses(first: $first, after: $after) {
            ...page
          }
        }
        ... on Workflow {
          analyses(first: $first, after: $after) {
            ...page
          }
        }
      }
    }
    fragment page on AnalysisConnection {
      nodes {
        method
        results
        attribution {
          values
          additivity {
            addsUp
          }
        }
        experiment {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  `;
  interface Entities {
    _entities: ({
      __typename: string;
      analyses: {
        nodes: { method: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    } | null)[];
  }
  const typeOf = (field: SubjectField) => subjectTypes[field];

  test('every subject has its analyses, newest first, page by page', async () => {
    const ids = Object.fromEntries(subjectFields.map((field) => [field, newId()]));
    for (const method of ['first', 'second', 'third']) await record({ ...ids, ...probe(method) });
    const representations = subjectFields.map((field) => ({
      __typename: typeOf(field),
      id: ids[field],
    }));
    const { _entities: found } = await run.ask<Entities>(ofSubjects, { representations, first: 2 });
    for (const entity of found) {
      expect(entity?.analyses.nodes.map(({ method }) => method)).toEqual(['third', 'second']);
      expect(entity?.analyses.pageInfo.hasNextPage).toBe(true);
      const { _entities: next } = await run.ask<Entities>(ofSubjects, {
        representations: representations.filter(
          ({ __typename }) => __typename === entity?.__typename,
        ),
        after: entity?.analyses.pageInfo.endCursor,
      });
      expect(next[0]?.analyses.nodes.map(({ method }) => method)).toEqual(['first']);
    }
  });

  test('one subject or 200 cost the same number of statements', async () => {
    const subjects = Array.from({ length: 200 }, () => newId());
    for (const experimentId of subjects) {
      await record({ experimentId });
      await record({ experimentId, ...probe('linear') });
    }
    const statementsFor = async (ids: readonly string[]) => {
      run.statements.length = 0;
      const representations = ids.map((id) => ({ __typename: 'Experiment', id }));
      const { _entities: found } = await run.ask<Entities>(ofSubjects, { representations });
      expect(found.map((entity) => entity?.analyses.nodes.length)).toEqual(ids.map(() => 2));
      return run.statements.filter((sql) => /select/i.test(sql)).length;
    };
    const one = await statementsFor(subjects.slice(0, 1));
    expect(await statementsFor(subjects)).toBe(one);
    // The tenants of the session, the pages, the vectors, the results.
    expect(one).toBeLessThanOrEqual(4);
  });

  test('an analysis is resolved by its id, but not to another tenant', async () => {
    const id = await record({});
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Analysis { id method } } }`;
    const representations = [{ __typename: 'Analysis', id }];
    expect(await run.ask(query, { representations })).toEqual({
      _entities: [{ id, method: 'lime' }],
    });
    expect(await run.ask(query, { representations }, testIdentity('beta'))).toEqual({
      _entities: [null],
    });
  });

  test('a reference that is no id has nothing', async () => {
    const representations = [{ __typename: 'Agent', id: 'nonsense' }];
    expect(await run.ask(ofSubjects, { representations })).toEqual({ _entities: [null] });
  });

  test('the analyses of a shared subject stay within their tenants', async () => {
    const matchId = newId();
    await record({ matchId, ...probe('mine') });
    await record({ matchId, ...probe('theirs') }, testIdentity('beta'));
    const methodsFor = async (identity = testIdentity()) => {
      const representations = [{ __typename: 'Match', id: matchId }];
      const { _entities: found } = await run.ask<Entities>(
        ofSubjects,
        { representations },
        identity,
      );
      return found[0]?.analyses.nodes.map(({ method }) => method);
    };
    expect(await methodsFor()).toEqual(['mine']);
    expect(await methodsFor(testIdentity('beta'))).toEqual(['theirs']);
    const both = { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] } as const;
    expect(await methodsFor(testIdentity('alpha', both))).toEqual(['theirs', 'mine']);
  });
});

describe('row level security', () => {
  const tables = ['analyses', 'attribution_vectors', 'analysis_results', 'reward_decompositions'];

  test('is on for every table with a tenant', async () => {
    const rows = await run.database.query<{ relname: string }>(
      `select relname from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'xai'::regnamespace and c.relkind = 'r'
         and a.attname = 'tenant_id' and not c.relrowsecurity`,
    );
    expect(rows).toEqual([]);
  });

  test.each(tables)('hides the rows of %s from raw SQL without any filter', async (table) => {
    await record({});
    await record(probe('hidden'));
    await run.ask(
      `mutation ($id: ID!) { recordRewardDecomposition(input: { experimentId: $id, episodeId: "e",
        steps: { timestep: 0, totalReward: 1, componentRewards: { a: 1 } } }) {
        rewardDecompositions { id } } }`,
      { id: newId() },
    );
    const sql = `select distinct tenant_id from xai.${table}`;
    const tenantsSeenBy = async (tenantId: string) =>
      queryAs(run.database, { schema: 'xai', actor: testActor(tenantId) }, sql);
    expect(await tenantsSeenBy('alpha')).toEqual([{ tenant_id: 'alpha' }]);
    expect(await tenantsSeenBy('gamma')).toEqual([]);
    expect(await queryAs(run.database, { schema: 'xai' }, sql)).toEqual([]);
  });

  test.each(tables)('keeps raw SQL from writing rows of %s into another tenant', async (table) => {
    const as = { schema: 'xai', actor: testActor('gamma') };
    const sql = `update xai.${table} set tenant_id = 'gamma'`;
    await queryAs(run.database, as, sql);
    const owned = await run.database.query(`select 1 from xai.${table} where tenant_id = 'gamma'`);
    expect(owned).toEqual([]);
    await expect(
      queryAs(
        run.database,
        { schema: 'xai', actor: testActor('alpha') },
        `update xai.${table} set tenant_id = 'gamma'`,
      ),
    ).rejects.toThrow('row-level security');
  });
});
