/**
 * Agents through the executed schema on a real database: success, each refusal, the event in the
 * same commit, replay of a key, stale versions.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';

const createAgent = /* GraphQL */ `
  mutation ($input: CreateAgentInput!) {
    createAgent(input: $input) {
      agent {
        id
        name
        type
        status
        capabilities
        capacity
        enhancedFeaturesEnabled
        version
        metadata
        efficiencyRating
      }
    }
  }
`;
const updateAgent = /* GraphQL */ `
  mutation ($input: UpdateAgentInput!) {
    updateAgent(input: $input) {
      agent {
        id
        name
        status
        version
        capabilities
        performanceScore
      }
    }
  }
`;

interface AgentData {
  id: string;
  name: string;
  status: string;
  version: number;
  capabilities: string[];
}

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function create(name: string, extra: object = {}): Promise<AgentData> {
  const { createAgent: payload } = await run.ask<{ createAgent: { agent: AgentData } }>(
    createAgent,
    {
      input: { name, type: 'GENERAL_PURPOSE', ...extra },
    },
  );
  return payload.agent;
}

const eventsOf = (id: string) =>
  run.database.query<{ envelope: { type: string; change: object } }>(
    'select envelope from registry.outbox where aggregate_id = $1 order by ordinal',
    [id],
  );

/** An agent that was deleted softly; its id. */
async function deleted(name: string): Promise<string> {
  const { id } = await create(name);
  await run.database.query('update registry.agents set deleted_at = now() where id = $1', [id]);
  return id;
}

describe('createAgent', () => {
  test('stores a trimmed agent with defaults and its event', async () => {
    const agent = await create('  Planner ', { capabilities: ['plan', 'plan', ' review '] });
    expect(agent).toMatchObject({
      name: 'Planner',
      status: 'INITIALIZING',
      capabilities: ['plan', 'review'],
      capacity: 1,
      enhancedFeaturesEnabled: true,
      version: 1,
      metadata: {},
      efficiencyRating: 0,
    });
    expect((await eventsOf(agent.id)).map(({ envelope }) => envelope.type)).toEqual([
      'AGENT_REGISTERED',
    ]);
  });

  test.each([
    ['', 'input.name'],
    ['   ', 'input.name'],
    ['x'.repeat(101), 'input.name'],
    ['nul\0byte', 'input.name'],
    ['lone \ud800 surrogate', 'input.name'],
  ])('refuses the name %j and stores nothing', async (name, field) => {
    const { extensions } = await run.refuse(createAgent, {
      input: { name, type: 'GENERAL_PURPOSE' },
    });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(
      await run.database.query(`select 1 from registry.agents where name like 'x%' or name = ''`),
    ).toEqual([]);
  });

  test('refuses a taken name, but not that of an agent that is shut down', async () => {
    const first = await create('unique');
    const { extensions } = await run.refuse(createAgent, {
      input: { name: 'unique', type: 'GENERAL_PURPOSE' },
    });
    expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'input.name' });
    await run.ask(updateAgent, { input: { id: first.id, status: 'SHUTDOWN' } });
    expect((await create('unique')).id).not.toBe(first.id);
  });

  test('repeats with one key create one agent, also when they race', async () => {
    const racing = Array.from({ length: 8 }, () => create('keyed', { idempotencyKey: 'k-1' }));
    const ids = new Set((await Promise.all(racing)).map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await eventsOf([...ids][0] ?? '')).toHaveLength(1);
  });

  test('refuses a key that was used for another request', async () => {
    await create('keyed twice', { idempotencyKey: 'k-2' });
    const input = { name: 'other', type: 'GENERAL_PURPOSE', idempotencyKey: 'k-2' };
    const { extensions } = await run.refuse(createAgent, { input });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.idempotencyKey' });
  });

  test('needs the scope', async () => {
    const identity = testIdentity('alpha', { scopes: ['agent:read'] });
    const input = { name: 'nobody', type: 'GENERAL_PURPOSE' };
    const { extensions } = await run.refuse(createAgent, { input }, identity);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['agent:write'] });
  });
});

describe('updateAgent', () => {
  test('changes what is given, counts the version and reports the difference', async () => {
    const { id } = await create('changing');
    const { updateAgent: payload } = await run.ask<{ updateAgent: { agent: AgentData } }>(
      updateAgent,
      {
        input: { id, status: 'ACTIVE', performanceScore: 85, expectedVersion: 1 },
      },
    );
    expect(payload.agent).toMatchObject({ status: 'ACTIVE', performanceScore: 85, version: 2 });
    const changes = (await eventsOf(id)).map(({ envelope }) => envelope);
    expect(changes[1]).toMatchObject({
      type: 'AGENT_STATUS_CHANGED',
      change: {
        before: { status: 'INITIALIZING', performanceScore: 0 },
        after: { status: 'ACTIVE', performanceScore: 85 },
      },
    });
  });

  test('a change of nothing leaves no trace', async () => {
    const { id } = await create('steady');
    await run.ask(updateAgent, { input: { id, name: 'steady' } });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('neither do equal facts that were written into the document', async () => {
    const { id } = await create('literal', { metadata: { a: { b: [1] } } });
    const literal = `mutation {
      updateAgent(input: { id: "${id}", metadata: { a: { b: [1] } } }) { agent { version } }
    }`;
    expect(await run.ask(literal)).toEqual({ updateAgent: { agent: { version: 1 } } });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('facts are replaced, not merged', async () => {
    const { id } = await create('replaced', { metadata: { a: 1 } });
    await run.ask(updateAgent, { input: { id, metadata: { b: 2 } } });
    const query = 'query ($id: ID!) { agent(id: $id) { metadata } }';
    expect(await run.ask(query, { id })).toEqual({ agent: { metadata: { b: 2 } } });
  });

  test('refuses a taken name and changes nothing', async () => {
    await create('first come');
    const { id } = await create('second come');
    const { extensions } = await run.refuse(updateAgent, { input: { id, name: 'first come' } });
    expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'input.name' });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test.each([
    [{ name: '  ' }, 'input.name'],
    [{ name: 'x'.repeat(101) }, 'input.name'],
    [{ performanceScore: -1 }, 'input.performanceScore'],
    [{ performanceScore: 101 }, 'input.performanceScore'],
    [{ capabilities: [' '] }, 'input.capabilities[0]'],
    [{ metadata: [] }, 'input.metadata'],
  ])('refuses %j and changes nothing', async (input, field) => {
    const { id } = await create(`refusing ${field} ${JSON.stringify(input).length}`);
    const { extensions } = await run.refuse(updateAgent, { input: { id, ...input } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('refuses a stale version with the present one', async () => {
    const { id } = await create('raced');
    await run.ask(updateAgent, { input: { id, status: 'ACTIVE' } });
    const { extensions } = await run.refuse(updateAgent, {
      input: { id, status: 'IDLE', expectedVersion: 1 },
    });
    expect(extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
  });

  test('of two racing changes of one version one wins', async () => {
    const { id } = await create('contended');
    const attempts = await Promise.all(
      [1, 2].map((score) =>
        run.subgraph.execute({
          query: updateAgent,
          variables: { input: { id, performanceScore: score, expectedVersion: 1 } },
          identity: testIdentity(),
        }),
      ),
    );
    const codes = attempts.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'OK').sort();
    expect(codes).toEqual(['CONFLICT', 'OK']);
  });

  test('many racing changes without a version all happen, one after another', async () => {
    const { id } = await create('crowded');
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        run.ask(updateAgent, { input: { id, performanceScore: n + 1 } }),
      ),
    );
    expect(await eventsOf(id)).toHaveLength(21);
  });

  test('refuses a state that its life does not allow, naming those that it does', async () => {
    const { id } = await create('lively');
    const { extensions } = await run.refuse(updateAgent, { input: { id, status: 'BUSY' } });
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'INITIALIZING',
      allowed: ['ACTIVE', 'ERROR', 'SHUTDOWN'],
    });
  });

  test('does not find an agent of another tenant', async () => {
    const { id } = await create('private');
    const { extensions } = await run.refuse(
      updateAgent,
      { input: { id, name: 'stolen' } },
      testIdentity('beta'),
    );
    expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('who may read another tenant may not change its agents', async () => {
    const { id } = await create('readable');
    const reader = testIdentity('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    const { extensions } = await run.refuse(updateAgent, { input: { id, name: 'stolen' } }, reader);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['agent:write'] });
  });
});

describe('reading agents', () => {
  const list = /* GraphQL */ `
    query ($first: Int, $after: String, $filter: AgentFilter) {
      agents(first: $first, after: $after, filter: $filter) {
        nodes {
          id
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
    agents: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }

  test('pages through all of them once, newest first', async () => {
    const identity = testIdentity('pages');
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await run.ask(createAgent, { input: { name, type: 'QA_TEST_GUARDIAN' } }, identity);
    }
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { agents } = await run.ask<Page>(list, { first: 2, after }, identity);
      seen.push(...agents.nodes.map(({ name }) => name));
      if (!agents.pageInfo.hasNextPage) break;
      after = agents.pageInfo.endCursor;
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  test.each([0, -1, 201])('refuses a page of %d', async (first) => {
    const { extensions } = await run.refuse(list, { first });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  test('refuses a cursor that is not of this list', async () => {
    const { extensions } = await run.refuse(list, { after: 'bm9wZQ' });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  test('filters by type and status', async () => {
    const identity = testIdentity('filters');
    for (const type of ['QA_TEST_GUARDIAN', 'DEVOPS_DEPLOYER']) {
      await run.ask(createAgent, { input: { name: type, type } }, identity);
    }
    const names = async (filter: object) =>
      (await run.ask<Page>(list, { filter }, identity)).agents.nodes.map(({ name }) => name);
    expect(await names({ types: ['DEVOPS_DEPLOYER'] })).toEqual(['DEVOPS_DEPLOYER']);
    expect(await names({ statuses: ['INITIALIZING'] })).toHaveLength(2);
    expect(await names({ statuses: ['ACTIVE'] })).toEqual([]);
    expect(await names({ types: [] })).toEqual([]);
  });

  test('filters by capability', async () => {
    await create('capable', { capabilities: ['fly', 'swim'] });
    const { agents } = await run.ask<Page>(list, { filter: { capabilities: ['swim'] } });
    expect(agents.nodes.map(({ name }) => name)).toEqual(['capable']);
  });

  test('an id that is no UUID, unknown, foreign or deleted is not found', async () => {
    const { id } = await create('hidden');
    const gone = await deleted('gone');
    const query = 'query ($id: ID!) { agent(id: $id) { id } }';
    for (const [asked, identity] of [
      ['nonsense', testIdentity()],
      ['00000000-0000-7000-8000-000000000000', testIdentity()],
      [id, testIdentity('beta')],
      [gone, testIdentity()],
    ] as const) {
      const { extensions } = await run.refuse(query, { id: asked }, identity);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
    }
    const change = await run.refuse(updateAgent, { input: { id: gone, name: 'back' } });
    expect(change.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a deleted agent is in no list, leaves its name free and gets no work', async () => {
    const id = await deleted('leaving');
    const { agents } = await run.ask<Page>(list, { first: 200 });
    expect(agents.nodes.map(({ name }) => name)).not.toContain('leaving');
    expect((await create('leaving')).id).not.toBe(id);
    const { extensions } = await run.refuse(
      `mutation { createWorkflow(input: { name: "w", agentId: "${id}" }) { workflow { id } } }`,
    );
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.agentId' });
  });

  test('references from other subgraphs are resolved in order, whatever they name', async () => {
    const { id } = await create('referenced');
    const { _entities: entities } = await run.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Agent { name } } }',
      { of: ['nonsense', id].map((each) => ({ __typename: 'Agent', id: each })) },
    );
    expect(entities).toEqual([null, { name: 'referenced' }]);
  });

  test('what an analysis left tells efficiency and that there are insights', async () => {
    const { id } = await create('analysed');
    await run.database.query(
      `update registry.agents set ai_metadata = $2, last_ai_analysis = $3 where id = $1`,
      [id, { last_insights: { efficiency_score: 85.5 } }, '2026-01-02T03:04:05Z'],
    );
    const query = `query ($id: ID!) {
      agent(id: $id) { efficiencyRating aiInsightsAvailable lastAiAnalysis }
    }`;
    expect(await run.ask(query, { id })).toEqual({
      agent: {
        efficiencyRating: 85.5,
        aiInsightsAvailable: true,
        lastAiAnalysis: new Date('2026-01-02T03:04:05Z'),
      },
    });
  });
});
