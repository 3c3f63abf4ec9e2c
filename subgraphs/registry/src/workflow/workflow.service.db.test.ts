/**
 * Creating and reading workflows through the executed schema on a real database: success, each
 * refusal and that it stored nothing, the event in the same commit, replay of a key, other tenants.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { type WorkflowDriver, driveWorkflows } from './testing/drive-workflows.ts';

const unknownId = '00000000-0000-7000-8000-000000000000';

let run: RunningSubgraph;
let work: WorkflowDriver;
beforeAll(async () => {
  run = await runSubgraph(registry);
  work = driveWorkflows(run);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

describe('createWorkflow', () => {
  test('stores the workflow with its steps, and its event in both logs', async () => {
    const agentId = await work.agent('worker');
    const playbookId = await work.playbook();
    const workflow = await work.create({
      name: ' Train ',
      description: 'Nightly training',
      initialState: 'PENDING',
      agentId,
      playbookId,
      repoSha: 'ABCDEF0123',
      branchName: 'main',
      parameters: { epochs: 3 },
      tags: ['nightly', 'nightly', ' gpu '],
      metadata: { ticket: 7 },
      steps: [{ stepKey: ' prepare ', instructionMd: '# Prepare' }, { stepKey: 'train' }],
    });
    expect(workflow).toMatchObject({
      name: 'Train',
      description: 'Nightly training',
      state: 'PENDING',
      endReason: null,
      ownerId: 'user-of-alpha',
      agent: { id: agentId },
      playbook: { id: playbookId },
      repoSha: 'abcdef0123',
      branchName: 'main',
      parameters: { epochs: 3 },
      tags: ['nightly', 'gpu'],
      metadata: { ticket: 7 },
      traceId: null,
      version: 1,
      startedAt: null,
      completedAt: null,
      stepRuns: { nodes: [] },
    });
    expect(workflow.steps.nodes).toMatchObject([
      { stepKey: 'prepare', stepIndex: 0, status: 'PENDING', instructionMd: '# Prepare' },
      { stepKey: 'train', stepIndex: 1, status: 'PENDING', instructionMd: null },
    ]);
    const [event, ...further] = await work.events(workflow.id);
    expect(further).toEqual([]);
    expect(event).toMatchObject({
      type: 'WORKFLOW_CREATED',
      aggregate: { type: 'Workflow', id: workflow.id },
      change: { action: 'CREATE', after: { name: 'Train', state: 'PENDING', agentId, playbookId } },
      data: { state: 'PENDING', steps: 2, sequence: 1 },
    });
    const stored = await run.database.query(
      'select id, event_kind, sequence from registry.workflow_events where workflow_id = $1',
      [workflow.id],
    );
    expect(stored).toEqual([{ id: event?.id, event_kind: 'WORKFLOW_CREATED', sequence: 1 }]);
  });

  test('has defaults for all but the name', async () => {
    expect(await work.create({ name: 'x'.repeat(255) })).toMatchObject({
      state: 'CREATED',
      ownerId: 'user-of-alpha',
      agent: null,
      playbook: null,
      parameters: {},
      tags: [],
      steps: { nodes: [] },
    });
    expect(await work.create({ ownerId: 'team' })).toMatchObject({ ownerId: 'team' });
  });

  test('keeps trace and span of the request', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const spanId = 'b7ad6b7169203331';
    const traceparent = `00-${traceId}-${spanId}-01`;
    const traced = await work.create({}, ['a'], { ...testIdentity(), traceparent });
    expect(traced).toMatchObject({ traceId, spanId });
    const rows = await run.database.query(
      `select trace_id, span_id from registry.workflow_steps where workflow_id = $1
       union all select trace_id, span_id from registry.workflow_events where workflow_id = $1`,
      [traced.id],
    );
    const ids = { trace_id: traceId, span_id: spanId };
    expect(rows).toEqual([ids, ids]);
  });

  test.each([
    [{ name: '' }, 'BAD_USER_INPUT', 'input.name'],
    [{ name: 'x'.repeat(256) }, 'BAD_USER_INPUT', 'input.name'],
    [{ name: 'lone \ud800 surrogate' }, 'BAD_USER_INPUT', 'input.name'],
    [{ initialState: 'RUNNING' }, 'BAD_USER_INPUT', 'input.initialState'],
    [{ initialState: null }, 'BAD_USER_INPUT', 'input.initialState'],
    [{ description: 'x'.repeat(10_001) }, 'BAD_USER_INPUT', 'input.description'],
    [{ ownerId: ' ' }, 'BAD_USER_INPUT', 'input.ownerId'],
    [{ repoSha: 'main' }, 'BAD_USER_INPUT', 'input.repoSha'],
    [{ repoSha: 'a'.repeat(41) }, 'BAD_USER_INPUT', 'input.repoSha'],
    [{ branchName: 'x'.repeat(256) }, 'BAD_USER_INPUT', 'input.branchName'],
    [{ parameters: [] }, 'BAD_USER_INPUT', 'input.parameters'],
    [{ metadata: 'text' }, 'BAD_USER_INPUT', 'input.metadata'],
    [{ tags: ['x'.repeat(101)] }, 'BAD_USER_INPUT', 'input.tags[0]'],
    [{ tenantId: 'no such, tenant' }, 'BAD_USER_INPUT', 'input.tenantId'],
    [{ steps: [{ stepKey: 'a' }, { stepKey: ' ' }] }, 'BAD_USER_INPUT', 'input.steps[1].stepKey'],
    [{ steps: [{ stepKey: 'a' }, { stepKey: ' a' }] }, 'CONFLICT', 'input.steps[1].stepKey'],
    [{ agentId: 'nonsense' }, 'NOT_FOUND', 'input.agentId'],
    [{ agentId: unknownId }, 'NOT_FOUND', 'input.agentId'],
    [{ playbookId: unknownId }, 'NOT_FOUND', 'input.playbookId'],
  ])('refuses %j and stores nothing', async (input, code, field) => {
    const before = await work.footprint();
    const { extensions } = await work.refuse('createWorkflow', { name: 'bad', ...input });
    expect(extensions).toMatchObject({ code, field });
    expect(await work.footprint()).toEqual(before);
  });

  test('refuses more steps than a workflow can have', async () => {
    const steps = Array.from({ length: 1_001 }, (_, index) => ({ stepKey: `s${index}` }));
    const { extensions } = await work.refuse('createWorkflow', { name: 'long', steps });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.steps' });
    const longest = await work.create({ steps: steps.slice(1) });
    expect(longest.steps.nodes).toHaveLength(200);
  });

  test('never links to another tenant', async () => {
    const beta = testIdentity('beta');
    const input = { name: 'linked', agentId: await work.agent('theirs', beta) };
    expect((await work.refuse('createWorkflow', input)).extensions['code']).toBe('NOT_FOUND');
    // Not even for those who see both tenants.
    const admin = testIdentity('alpha', { accessLevel: 'ADMIN' });
    const refusal = await work.refuse('createWorkflow', input, admin);
    expect(refusal.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.agentId' });
    const direct = run.database.query(
      `update registry.workflows set agent_id = $1 where tenant_id = 'alpha'`,
      [input.agentId],
    );
    await expect(direct).rejects.toThrow(/foreign key/);
  });

  test('an admin creates for another tenant; others do not', async () => {
    const admin = testIdentity('alpha', { accessLevel: 'ADMIN' });
    const { id } = await work.create({ tenantId: 'gamma' }, ['a'], admin);
    const tenants = await run.database.query(
      `select tenant_id from registry.workflows where id = $1
       union all select tenant_id from registry.workflow_steps where workflow_id = $1
       union all select tenant_id from registry.workflow_events where workflow_id = $1
       union all select tenant_id from registry.outbox where aggregate_id = $1::text`,
      [id],
    );
    expect(tenants.map((row) => row['tenant_id'])).toEqual(['gamma', 'gamma', 'gamma', 'gamma']);
    const { extensions } = await work.refuse('createWorkflow', { name: 'x', tenantId: 'gamma' });
    expect(extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('racing repeats with one key create one workflow', async () => {
    const input = { idempotencyKey: 'w-1' };
    const racing = await Promise.all(Array.from({ length: 8 }, () => work.create(input, ['a'])));
    const ids = new Set(racing.map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await work.events([...ids][0] ?? '')).toHaveLength(1);
    const other = await work.refuse('createWorkflow', { ...input, name: 'other' });
    expect(other.extensions).toMatchObject({ field: 'input.idempotencyKey' });
  });

  test('needs the scope', async () => {
    const identity = testIdentity('alpha', { scopes: ['agent:write'] });
    const { extensions } = await work.refuse('createWorkflow', { name: 'x' }, identity);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['workflow:write'] });
  });
});

describe('reading workflows', () => {
  const reader = testIdentity('readers');
  const list = /* GraphQL */ `
    query ($first: Int, $after: String, $filter: WorkflowFilter) {
      workflows(first: $first, after: $after, filter: $filter) {
        nodes {
          name
          createdAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `;
  interface Page {
    workflows: {
      nodes: { name: string; createdAt: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const page = async (variables: object) =>
    (await run.ask<Page>(list, variables, reader)).workflows;
  const names = async (filter: object) =>
    (await page({ filter })).nodes.map(({ name }) => name).join('');

  let agentId: string;
  beforeAll(async () => {
    agentId = await work.agent('reader', reader);
    await work.create({ name: 'a', tags: ['x'] }, [], reader);
    await work.create({ name: 'b', tags: ['x', 'y'], initialState: 'PENDING' }, [], reader);
    await work.create({ name: 'c', agentId, ownerId: 'team' }, [], reader);
  });

  test('pages through all of them once, newest first, of this tenant only', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { nodes, pageInfo } = await page({ first: 2, after });
      seen.push(...nodes.map(({ name }) => name));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['c', 'b', 'a']);
  });

  test('filters by state, tags, owner, agent and time of creation', async () => {
    expect(await names({ states: ['PENDING'] })).toBe('b');
    expect(await names({ states: ['PENDING', 'CREATED'] })).toBe('cba');
    expect(await names({ states: [] })).toBe('');
    expect(await names({ tags: ['x'] })).toBe('ba');
    expect(await names({ tags: ['y', 'x'] })).toBe('b');
    expect(await names({ ownerId: 'team' })).toBe('c');
    expect(await names({ agentId })).toBe('c');
    expect(await names({ tags: ['x'], ownerId: 'team' })).toBe('');
    const at = (await page({})).nodes.find(({ name }) => name === 'b')?.createdAt;
    const earlier = await names({ createdBefore: at });
    expect(await names({ createdFrom: at })).toMatch(/^cb/);
    expect(earlier).toMatch(/^a?$/);
  });

  test.each([
    [{ first: 0 }, 'BAD_USER_INPUT', 'first'],
    [{ first: 201 }, 'BAD_USER_INPUT', 'first'],
    [{ after: 'bm9wZQ' }, 'BAD_USER_INPUT', 'after'],
    [{ filter: { agentId: 'x' } }, 'NOT_FOUND', 'filter.agentId'],
    [{ filter: { states: ['LOST'] } }, 'BAD_USER_INPUT', 'filter.states[0]'],
  ])('refuses %j', async (variables, code, field) => {
    const { extensions } = await run.refuse(list, variables);
    expect(extensions).toMatchObject({ code, field });
  });

  test('an id that is no UUID, unknown, foreign or deleted is not found', async () => {
    const query = 'query ($id: ID!) { workflow(id: $id) { id } }';
    const kept = await work.create({}, ['a']);
    const deleted = await work.create({ name: 'deleted' }, ['a']);
    await run.database.query('update registry.workflows set deleted_at = now() where id = $1', [
      deleted.id,
    ]);
    expect(await run.ask(query, { id: kept.id })).toEqual({ workflow: { id: kept.id } });
    for (const [id, identity] of [
      ['nonsense', testIdentity()],
      [unknownId, testIdentity()],
      [kept.id, testIdentity('beta')],
      [deleted.id, testIdentity()],
    ] as const) {
      const { extensions } = await run.refuse(query, { id }, identity);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
    }
    const change = await work.refuse('startWorkflow', { id: deleted.id });
    expect(change.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('parts of a deleted workflow stay readable', async () => {
    const { id, steps } = await work.create({}, ['kept']);
    await run.database.query('update registry.workflows set deleted_at = now() where id = $1', [
      id,
    ]);
    const { _entities: entities } = await run.ask(
      `query ($of: [_Any!]!) {
         _entities(representations: $of) { ... on WorkflowStep { stepKey workflow { id } } }
       }`,
      { of: [{ __typename: 'WorkflowStep', id: steps.nodes[0]?.id }] },
    );
    expect(entities).toEqual([{ stepKey: 'kept', workflow: null }]);
  });

  test('a playbook knows its workflows', async () => {
    const playbookId = await work.playbook();
    const ids = [(await work.create({ playbookId })).id, (await work.create({ playbookId })).id];
    const query = 'query ($id: ID!) { playbook(id: $id) { workflows { nodes { id } } } }';
    expect(await run.ask(query, { id: playbookId })).toEqual({
      playbook: { workflows: { nodes: ids.map((id) => ({ id })) } },
    });
  });
});
