/**
 * Adding steps through the executed schema on a real database: where a step lands, each refusal and
 * that it stored nothing, the event and the version in the same commit, replay of a key.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { type WorkflowDriver, driveWorkflows } from '../workflow/testing/drive-workflows.ts';

let run: RunningSubgraph;
let work: WorkflowDriver;
beforeAll(async () => {
  run = await runSubgraph(registry);
  work = driveWorkflows(run);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const keysOf = async (id: string) =>
  (await work.read(id)).steps.nodes.map(({ stepKey, stepIndex }) => `${stepKey}${stepIndex}`);

describe('addStep', () => {
  test('adds a step behind the others, moves the version on and says so', async () => {
    const { id } = await work.create({}, ['a']);
    const step = await work.addStep(id, ' b ', { instructionMd: 'Do it.', expectedVersion: 1 });
    expect(step).toMatchObject({
      stepKey: 'b',
      stepIndex: 1,
      status: 'PENDING',
      instructionMd: 'Do it.',
      attempts: 0,
      startedAt: null,
    });
    expect((await work.read(id)).version).toBe(2);
    expect((await work.events(id))[1]).toMatchObject({
      type: 'STEP_ADDED',
      aggregate: { type: 'Workflow', id },
      change: { action: 'CREATE', after: { stepKey: 'b', stepIndex: 1, status: 'PENDING' } },
      data: { stepId: step.id, sequence: 2 },
    });
  });

  test('puts a step where it is told, behind all that have begun', async () => {
    const { id } = await work.create();
    await work.addStep(id, 'c', { stepIndex: 10 });
    await work.addStep(id, 'd');
    await work.addStep(id, 'a', { stepIndex: 0 });
    await work.addStep(id, 'b', { stepIndex: 5 });
    expect(await keysOf(id)).toEqual(['a0', 'b5', 'c10', 'd11']);
    const { steps } = await work.start(id);
    await work.finish((await work.startStep(steps.nodes[0]?.id)).id);
    await work.startStep(steps.nodes[1]?.id);
    const input = { workflowId: id, stepKey: 'late', stepIndex: 3 };
    const { extensions } = await work.refuse('addStep', input);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', allowed: ['6 to 2147483647'] });
    await work.addStep(id, 'late', { stepIndex: 6 });
    expect(await keysOf(id)).toEqual(['a0', 'b5', 'late6', 'c10', 'd11']);
  });

  test.each([
    [{ stepKey: 'a' }, 'CONFLICT', 'input.stepKey'],
    [{ stepKey: ' a ' }, 'CONFLICT', 'input.stepKey'],
    [{ stepIndex: 0 }, 'CONFLICT', 'input.stepIndex'],
    [{ stepIndex: -1 }, 'BAD_USER_INPUT', 'input.stepIndex'],
    [{ stepKey: ' ' }, 'BAD_USER_INPUT', 'input.stepKey'],
    [{ stepKey: 'x'.repeat(256) }, 'BAD_USER_INPUT', 'input.stepKey'],
    [{ instructionMd: 'x'.repeat(100_001) }, 'BAD_USER_INPUT', 'input.instructionMd'],
    [{ expectedVersion: 7 }, 'CONFLICT', 'input.expectedVersion'],
    [{ workflowId: 'nonsense' }, 'NOT_FOUND', 'input.workflowId'],
    [{ workflowId: '00000000-0000-7000-8000-000000000000' }, 'NOT_FOUND', 'input.workflowId'],
  ])('refuses %j and stores nothing', async (input, code, field) => {
    const { id } = await work.create({}, ['a']);
    const before = await work.footprint();
    const { extensions } = await work.refuse('addStep', {
      workflowId: id,
      stepKey: 'new',
      ...input,
    });
    expect(extensions).toMatchObject({ code, field });
    expect(await work.footprint()).toEqual(before);
  });

  test('refuses a workflow that is full', async () => {
    const { id } = await work.create(
      {},
      Array.from({ length: 1_000 }, (_, n) => `s${n}`),
    );
    const { extensions } = await work.refuse('addStep', { workflowId: id, stepKey: 'one more' });
    expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'input.workflowId' });
  });

  test('racing repeats with one key add one step', async () => {
    const { id } = await work.create();
    const input = { idempotencyKey: 's-1' };
    const racing = await Promise.all(
      Array.from({ length: 6 }, () => work.addStep(id, 'keyed', input)),
    );
    expect(new Set(racing.map((step) => step.id)).size).toBe(1);
    expect((await work.read(id)).version).toBe(2);
    expect(await work.events(id)).toHaveLength(2);
  });

  test('of racing steps with one key one wins', async () => {
    const { id } = await work.create();
    const outcomes = await work.race(
      'addStep',
      Array.from({ length: 5 }, () => ({ workflowId: id, stepKey: 'a' })),
    );
    expect(outcomes).toEqual([...Array(4).fill('CONFLICT'), 'OK']);
  });

  test('needs the scope, and the workflow to be of the tenant', async () => {
    const { id: workflowId } = await work.create();
    const input = { workflowId, stepKey: 'x' };
    const scopeless = await work.refuse('addStep', input, testIdentity('alpha', { scopes: [] }));
    expect(scopeless.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const foreign = await work.refuse('addStep', input, testIdentity('beta'));
    expect(foreign.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});
