/**
 * Changing facts of workflows through the executed schema on a real database: success, each refusal
 * and that it stored nothing, the event in the same commit, stale versions, racing writers, tenants.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { type WorkflowDriver, documentOf, driveWorkflows } from './testing/drive-workflows.ts';

let run: RunningSubgraph;
let work: WorkflowDriver;
beforeAll(async () => {
  run = await runSubgraph(registry);
  work = driveWorkflows(run);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

test('changes what is given, moves the version on and reports the difference', async () => {
  const agentId = await work.agent('successor');
  const playbookId = await work.playbook();
  const { id } = await work.create({ name: 'draft', tags: ['a'], metadata: { a: 1 } });
  const changed = await work.update(id, {
    name: ' final ',
    description: 'why',
    state: 'PENDING',
    ownerId: 'team',
    agentId,
    playbookId,
    repoSha: 'ABCDEF0',
    branchName: 'main',
    parameters: { epochs: 3 },
    tags: ['b', 'b'],
    metadata: { b: 2 },
    expectedVersion: 1,
  });
  expect(changed).toMatchObject({
    name: 'final',
    description: 'why',
    state: 'PENDING',
    ownerId: 'team',
    agent: { id: agentId },
    playbook: { id: playbookId },
    repoSha: 'abcdef0',
    branchName: 'main',
    parameters: { epochs: 3 },
    tags: ['b'],
    metadata: { b: 2 },
    version: 2,
    startedAt: null,
  });
  expect(await work.read(id)).toEqual(changed);
  expect((await work.events(id))[1]).toMatchObject({
    type: 'WORKFLOW_UPDATED',
    change: {
      action: 'UPDATE',
      before: { name: 'draft', state: 'CREATED', tags: ['a'], metadata: { a: 1 }, agentId: null },
      after: { name: 'final', state: 'PENDING', tags: ['b'], metadata: { b: 2 }, agentId },
    },
    data: { sequence: 2, state: 'PENDING', changed: expect.arrayContaining(['name', 'state']) },
  });
  const kinds = await run.database.query(
    `select event_kind, event_type, job_name from registry.workflow_events
     where workflow_id = $1 and sequence = 2`,
    [id],
  );
  expect(kinds).toEqual([
    { event_kind: 'WORKFLOW_UPDATED', event_type: 'OTHER', job_name: 'workflow.final' },
  ]);
});

test('what is absent, null or equal stays and leaves no trace', async () => {
  const { id } = await work.create({ initialState: 'PENDING', metadata: { a: 1 }, tags: ['t'] });
  const before = await work.footprint();
  await work.update(id, {});
  await work.update(id, { name: null, description: null, tags: null, state: null });
  await work.update(id, { name: ' work ', metadata: { a: 1 }, tags: ['t'], state: 'PENDING' });
  expect(await work.footprint()).toEqual(before);
});

test('an empty description or branch removes it', async () => {
  const { id } = await work.create({ description: 'x', branchName: 'y' });
  const cleared = await work.update(id, { description: ' ', branchName: '' });
  expect(cleared).toMatchObject({ description: null, branchName: null });
});

describe('refusals', () => {
  test.each([
    [{ name: ' ' }, 'BAD_USER_INPUT', 'input.name'],
    [{ name: 'x'.repeat(256) }, 'BAD_USER_INPUT', 'input.name'],
    [{ description: 'x'.repeat(10_001) }, 'BAD_USER_INPUT', 'input.description'],
    [{ ownerId: '' }, 'BAD_USER_INPUT', 'input.ownerId'],
    [{ repoSha: 'main' }, 'BAD_USER_INPUT', 'input.repoSha'],
    [{ branchName: 'x'.repeat(256) }, 'BAD_USER_INPUT', 'input.branchName'],
    [{ parameters: [] }, 'BAD_USER_INPUT', 'input.parameters'],
    [{ metadata: 1 }, 'BAD_USER_INPUT', 'input.metadata'],
    [{ tags: [''] }, 'BAD_USER_INPUT', 'input.tags[0]'],
    [{ state: 'RUNNING' }, 'BAD_USER_INPUT', 'input.state'],
    [{ agentId: 'nonsense' }, 'NOT_FOUND', 'input.agentId'],
    [{ playbookId: '00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND', 'input.playbookId'],
    [{ name: 'other', expectedVersion: 9 }, 'CONFLICT', 'input.expectedVersion'],
  ])('%j changes nothing', async (input, code, field) => {
    const { id } = await work.create();
    const before = await work.footprint();
    const { extensions } = await work.refuse('updateWorkflow', { id, ...input });
    expect(extensions).toMatchObject({ code, field });
    expect(await work.footprint()).toEqual(before);
  });

  test('a state that cannot follow names the present one', async () => {
    const { id } = await work.create({ initialState: 'PENDING' });
    const back = await work.refuse('updateWorkflow', { id, state: 'CREATED' });
    expect(back.extensions).toMatchObject({
      code: 'CONFLICT',
      field: 'input.state',
      state: 'PENDING',
      allowed: ['RUNNING', 'CANCELLED'],
    });
    await work.start(id);
    const late = await work.refuse('updateWorkflow', { id, state: 'PENDING' });
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'RUNNING' });
  });

  test('what it is stays once it runs; who works on it until it ends; notes never', async () => {
    const first = await work.agent('first hand');
    const second = await work.agent('second hand');
    const { id } = await work.create({ agentId: first });
    await work.start(id);
    const renamed = await work.refuse('updateWorkflow', { id, tags: ['t'], name: 'late' });
    expect(renamed.extensions).toMatchObject({
      code: 'CONFLICT',
      field: 'input.name',
      state: 'RUNNING',
      allowed: ['CREATED', 'PENDING'],
    });
    expect((await work.read(id)).version).toBe(2);
    expect(await work.update(id, { agentId: second })).toMatchObject({ agent: { id: second } });
    await work.cancel(id);
    const handed = await work.refuse('updateWorkflow', { id, agentId: first });
    expect(handed.extensions).toMatchObject({ code: 'CONFLICT', state: 'CANCELLED' });
    expect(await work.update(id, { tags: ['seen'] })).toMatchObject({ tags: ['seen'] });
  });

  test('another tenant finds nothing, may not write what it reads, and is never linked', async () => {
    const { id } = await work.create();
    const beta = testIdentity('beta');
    const input = { id, name: 'stolen' };
    const foreign = await work.refuse('updateWorkflow', input, beta);
    expect(foreign.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
    const reader = testIdentity('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] });
    const read = await work.refuse('updateWorkflow', input, reader);
    expect(read.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const unscoped = testIdentity('alpha', { scopes: ['agent:write'] });
    const denied = await work.refuse('updateWorkflow', input, unscoped);
    expect(denied.extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['workflow:write'] });
    const agentId = await work.agent('theirs', beta);
    const admin = testIdentity('alpha', { accessLevel: 'ADMIN' });
    const linked = await work.refuse('updateWorkflow', { id, agentId }, admin);
    expect(linked.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.agentId' });
  });
});

describe('racing writers', () => {
  test('all win without a version, each with an event', async () => {
    const { id } = await work.create();
    const inputs = Array.from({ length: 10 }, (_, n) => ({ id, tags: [`t${n}`] }));
    expect(new Set(await work.race('updateWorkflow', inputs))).toEqual(new Set(['OK']));
    expect((await work.read(id)).version).toBe(11);
    expect((await work.events(id)).map(({ data }) => data['sequence'])).toHaveLength(11);
  });

  test('one wins that saw the version', async () => {
    const { id } = await work.create();
    const inputs = Array.from({ length: 5 }, (_, n) => ({ id, name: `n${n}`, expectedVersion: 1 }));
    expect(await work.race('updateWorkflow', inputs)).toEqual([...Array(4).fill('CONFLICT'), 'OK']);
  });

  test('a change of the name and a start: the workflow runs under the name that came first', async () => {
    const { id } = await work.create();
    const rename = run.subgraph.execute({
      query: documentOf('updateWorkflow'),
      variables: { input: { id, name: 'renamed' } },
      identity: testIdentity(),
    });
    const [{ errors }] = await Promise.all([rename, work.start(id)]);
    const { name } = await work.read(id);
    expect(name).toBe(errors ? 'work' : 'renamed');
    const started = (await work.events(id)).findIndex(({ type }) => type === 'WORKFLOW_STARTED');
    expect(started).toBe(errors ? 1 : 2);
  });
});
