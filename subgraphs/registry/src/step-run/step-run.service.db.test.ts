/**
 * Starting steps and finishing their runs through the executed schema on a real database: order of
 * steps, retries, what is kept, each refusal and that it stored nothing, events, racing writers.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { type WorkflowDriver, driveWorkflows } from '../workflow/testing/drive-workflows.ts';

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

/** A running workflow and the ids of its steps. */
async function running(keys: readonly string[]) {
  const { id, steps } = await work.create({}, keys);
  await work.start(id);
  return { id, stepIds: steps.nodes.map((step) => step.id) };
}

describe('startStep', () => {
  test('begins a run of the step, moves the version on and says so', async () => {
    const { id, stepIds } = await running(['a']);
    const runId = await work.run();
    const input = { runId, inputs: { data: 'x' }, parameters: { lr: 0.1 }, expectedVersion: 2 };
    const stepRun = await work.startStep(stepIds[0], input);
    expect(stepRun).toMatchObject({
      attempt: 1,
      status: 'RUNNING',
      inputs: { data: 'x' },
      inputDatasets: [],
      parameters: { lr: 0.1 },
      outputs: null,
      outputDatasets: [],
      exitCode: null,
      finishedAt: null,
      step: { stepKey: 'a', status: 'RUNNING' },
      run: { id: runId },
    });
    const workflow = await work.read(id);
    expect(workflow).toMatchObject({ state: 'RUNNING', version: 3 });
    expect(workflow.steps.nodes).toMatchObject([{ status: 'RUNNING', attempts: 1 }]);
    expect((await work.events(id))[2]).toMatchObject({
      type: 'STEP_STARTED',
      aggregate: { type: 'Workflow', id },
      change: {
        before: { stepKey: 'a', status: 'PENDING' },
        after: { stepKey: 'a', status: 'RUNNING', runStatus: 'RUNNING' },
      },
      data: { stepId: stepIds[0], stepRunId: stepRun.id, attempt: 1, sequence: 3 },
    });
  });

  test('steps run in the order of their index', async () => {
    const { id, stepIds } = await running(['a', 'b', 'c']);
    const before = await work.footprint();
    const third = await work.refuse('startStep', { stepId: stepIds[2] });
    expect(third.extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'PENDING',
      reasons: ['Step "a" is PENDING.'],
    });
    expect(await work.footprint()).toEqual(before);
    await work.finish((await work.startStep(stepIds[0])).id);
    const failed = await work.finish((await work.startStep(stepIds[1])).id, 1);
    expect(failed.step).toEqual({ stepKey: 'b', status: 'FAILED' });
    const again = await work.refuse('startStep', { stepId: stepIds[2] });
    expect(again.extensions).toMatchObject({ reasons: ['Step "b" is FAILED.'] });
    await work.finish((await work.startStep(stepIds[1])).id);
    await work.finish((await work.startStep(stepIds[2])).id);
    expect((await work.complete(id)).state).toBe('COMPLETED');
  });

  test('a failed step is started again as another run', async () => {
    const { id, stepIds } = await running(['a']);
    const first = await work.startStep(stepIds[0]);
    await work.finish(first.id, 137, { errorInfo: { signal: 'SIGKILL' } });
    const second = await work.startStep(stepIds[0]);
    expect(second).toMatchObject({ attempt: 2, status: 'RUNNING' });
    expect((await work.read(id)).steps.nodes).toMatchObject([
      { status: 'RUNNING', attempts: 2, completedAt: null },
    ]);
    await work.finish(second.id);
    const { stepRuns } = await work.read(id);
    expect(stepRuns.nodes).toMatchObject([
      { id: first.id, status: 'FAILED', exitCode: 137, errorInfo: { signal: 'SIGKILL' } },
      { id: second.id, status: 'COMPLETED', exitCode: 0, errorInfo: null },
    ]);
    const types = (await work.events(id)).slice(2).map(({ type }) => type);
    expect(types).toEqual(['STEP_STARTED', 'STEP_FAILED', 'STEP_STARTED', 'STEP_COMPLETED']);
  });

  test.each(['RUNNING', 'COMPLETED'])('refuses a step that is %s', async (state) => {
    const { stepIds } = await running(['a']);
    const stepRun = await work.startStep(stepIds[0]);
    if (state === 'COMPLETED') await work.finish(stepRun.id);
    const before = await work.footprint();
    const { extensions } = await work.refuse('startStep', { stepId: stepIds[0] });
    expect(extensions).toMatchObject({ code: 'CONFLICT', state, allowed: ['PENDING', 'FAILED'] });
    expect(await work.footprint()).toEqual(before);
  });

  test.each([
    ['CREATED', async () => undefined],
    ['CANCELLED', (id: string) => work.cancel(id)],
  ])('refuses while the workflow is %s', async (state, reach) => {
    const { id, steps } = await work.create({}, ['a']);
    await reach(id);
    const { extensions } = await work.refuse('startStep', { stepId: steps.nodes[0]?.id });
    expect(extensions).toMatchObject({ code: 'CONFLICT', state, allowed: ['RUNNING'] });
  });

  test.each([
    [{ stepId: 'nonsense' }, 'NOT_FOUND', 'input.stepId'],
    [{ stepId: unknownId }, 'NOT_FOUND', 'input.stepId'],
    [{ runId: unknownId }, 'NOT_FOUND', 'input.runId'],
    [{ inputs: [] }, 'BAD_USER_INPUT', 'input.inputs'],
    [{ parameters: 'x' }, 'BAD_USER_INPUT', 'input.parameters'],
    [
      { inputDatasets: [{ namespace: 'n', name: ' ' }] },
      'BAD_USER_INPUT',
      'input.inputDatasets[0].name',
    ],
    [{ expectedVersion: 9 }, 'CONFLICT', 'input.expectedVersion'],
  ])('refuses %j and stores nothing', async (input, code, field) => {
    const { stepIds } = await running(['a']);
    const before = await work.footprint();
    const { extensions } = await work.refuse('startStep', { stepId: stepIds[0], ...input });
    expect(extensions).toMatchObject({ code, field });
    expect(await work.footprint()).toEqual(before);
  });

  test('does not link to the run of another tenant', async () => {
    const { stepIds } = await running(['a']);
    const runId = await work.run(testIdentity('beta'));
    const admin = testIdentity('alpha', { accessLevel: 'ADMIN' });
    const refusal = await work.refuse('startStep', { stepId: stepIds[0], runId }, admin);
    expect(refusal.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.runId' });
  });

  test('racing repeats with one key begin one run; without a key one of them wins', async () => {
    const { id, stepIds } = await running(['a', 'b']);
    const keyed = await Promise.all(
      Array.from({ length: 6 }, () => work.startStep(stepIds[0], { idempotencyKey: 'r-1' })),
    );
    expect(new Set(keyed.map((stepRun) => stepRun.id)).size).toBe(1);
    await work.finish(keyed[0]?.id ?? '');
    const outcomes = await work.race(
      'startStep',
      Array.from({ length: 6 }, () => ({ stepId: stepIds[1] })),
    );
    expect(outcomes).toEqual([...Array(5).fill('CONFLICT'), 'OK']);
    expect((await work.read(id)).stepRuns.nodes).toHaveLength(2);
  });

  test('needs the scope, and the step to be of the tenant', async () => {
    const { stepIds } = await running(['a']);
    const input = { stepId: stepIds[0] };
    const scopeless = await work.refuse('startStep', input, testIdentity('alpha', { scopes: [] }));
    expect(scopeless.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const foreign = await work.refuse('startStep', input, testIdentity('beta'));
    expect(foreign.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('datasets are kept with the run, and told in its events', async () => {
  const { id, stepIds } = await running(['a', 'b']);
  const raw = { namespace: 's3://bucket', name: 'raw' };
  const clean = { namespace: 's3://bucket', name: 'clean' };
  const stepRun = await work.startStep(stepIds[0], { inputDatasets: [raw, raw] });
  expect(stepRun).toMatchObject({ inputDatasets: [raw], outputDatasets: [] });
  const finished = await work.finish(stepRun.id, 0, { outputDatasets: [clean] });
  expect(finished).toMatchObject({ inputDatasets: [raw], outputDatasets: [clean] });
  await work.startStep(stepIds[1], { inputDatasets: [clean] });
  await work.cancel(id);
  const { workflow } = await run.ask(
    `query ($id: ID!) { workflow(id: $id) { events { nodes {
       eventKind inputs { name } outputs { name } openLineage
     } } } }`,
    { id },
  );
  const { nodes } = (workflow as { events: { nodes: { openLineage: { event: object } }[] } })
    .events;
  const none = { inputs: [], outputs: [] };
  expect(nodes.map(({ openLineage: _, ...event }) => event)).toEqual([
    { eventKind: 'WORKFLOW_CREATED', ...none },
    { eventKind: 'WORKFLOW_STARTED', ...none },
    { eventKind: 'STEP_STARTED', inputs: [{ name: 'raw' }], outputs: [] },
    { eventKind: 'STEP_COMPLETED', inputs: [{ name: 'raw' }], outputs: [{ name: 'clean' }] },
    { eventKind: 'STEP_STARTED', inputs: [{ name: 'clean' }], outputs: [] },
    { eventKind: 'STEP_CANCELLED', inputs: [{ name: 'clean' }], outputs: [] },
    { eventKind: 'WORKFLOW_CANCELLED', ...none },
  ]);
  expect(nodes[3]?.openLineage.event).toMatchObject({ inputs: [raw], outputs: [clean] });
});

describe('finishStepRun', () => {
  test('keeps what came of the run, and completes the step', async () => {
    const { id, stepIds } = await running(['a']);
    const { id: stepRunId } = await work.startStep(stepIds[0]);
    const results = {
      outputs: { model: 's3://models/1' },
      metrics: { accuracy: 0.93 },
      artifacts: [{ name: 'model.pt', uri: 's3://models/1' }],
      logsUri: 's3://logs/1',
    };
    const finished = await work.finish(stepRunId, 0, { ...results, expectedVersion: 3 });
    expect(finished).toMatchObject({
      ...results,
      status: 'COMPLETED',
      exitCode: 0,
      errorInfo: null,
      step: { status: 'COMPLETED' },
    });
    const workflow = await work.read(id);
    expect(workflow).toMatchObject({ state: 'RUNNING', version: 4 });
    expect(workflow.steps.nodes).toMatchObject([{ status: 'COMPLETED', logsUri: 's3://logs/1' }]);
    expect((await work.events(id))[3]).toMatchObject({
      type: 'STEP_COMPLETED',
      change: {
        before: { stepKey: 'a', status: 'RUNNING' },
        after: { stepKey: 'a', status: 'COMPLETED', runStatus: 'COMPLETED' },
      },
      data: { stepRunId, exitCode: 0, sequence: 4 },
    });
  });

  test.each([1, -9, 2_147_483_647])(
    'exit code %d fails run and step, but not the workflow',
    async (exitCode) => {
      const { id, stepIds } = await running(['a']);
      const { id: stepRunId } = await work.startStep(stepIds[0]);
      const errorInfo = { message: 'out of memory' };
      const finished = await work.finish(stepRunId, exitCode, { errorInfo, metrics: { loss: 9 } });
      expect(finished).toMatchObject({
        status: 'FAILED',
        exitCode,
        errorInfo,
        metrics: { loss: 9 },
        step: { status: 'FAILED' },
      });
      expect((await work.read(id)).state).toBe('RUNNING');
      expect((await work.events(id))[3]).toMatchObject({ type: 'STEP_FAILED', data: { exitCode } });
    },
  );

  test('a run ends once', async () => {
    const { stepIds } = await running(['a']);
    const { id } = await work.startStep(stepIds[0]);
    const outcomes = await work.race('finishStepRun', [
      { id, exitCode: 0 },
      { id, exitCode: 1 },
      { id, exitCode: 0 },
    ]);
    expect(outcomes).toEqual(['CONFLICT', 'CONFLICT', 'OK']);
    const before = await work.footprint();
    const { extensions } = await work.refuse('finishStepRun', { id, exitCode: 0 });
    expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'input.id' });
    expect(await work.footprint()).toEqual(before);
  });

  test.each([
    [{ id: 'nonsense' }, 'NOT_FOUND', 'input.id'],
    [{ id: unknownId }, 'NOT_FOUND', 'input.id'],
    [{ exitCode: 2 ** 31 }, 'BAD_USER_INPUT', 'input.exitCode'],
    [{ exitCode: null }, 'BAD_USER_INPUT', 'input.exitCode'],
    [{ outputs: [] }, 'BAD_USER_INPUT', 'input.outputs'],
    [
      { outputDatasets: [{ namespace: '', name: 'n' }] },
      'BAD_USER_INPUT',
      'input.outputDatasets[0].namespace',
    ],
    [{ metrics: 1 }, 'BAD_USER_INPUT', 'input.metrics'],
    [{ artifacts: {} }, 'BAD_USER_INPUT', 'input.artifacts'],
    [{ errorInfo: 'text' }, 'BAD_USER_INPUT', 'input.errorInfo'],
    [{ logsUri: 'logs/1' }, 'BAD_USER_INPUT', 'input.logsUri'],
    [{ expectedVersion: 9 }, 'CONFLICT', 'input.expectedVersion'],
  ])('refuses %j and changes nothing', async (input, code, field) => {
    const { stepIds } = await running(['a']);
    const { id } = await work.startStep(stepIds[0]);
    const before = await work.footprint();
    const { extensions } = await work.refuse('finishStepRun', { id, exitCode: 0, ...input });
    expect(extensions).toMatchObject({ code, field });
    expect(await work.footprint()).toEqual(before);
  });

  test('needs the scope, and the run to be of the tenant', async () => {
    const { stepIds } = await running(['a']);
    const { id } = await work.startStep(stepIds[0]);
    const input = { id, exitCode: 0 };
    const nobody = testIdentity('alpha', { scopes: [] });
    const scopeless = await work.refuse('finishStepRun', input, nobody);
    expect(scopeless.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const foreign = await work.refuse('finishStepRun', input, testIdentity('beta'));
    expect(foreign.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('the database itself refuses a second run under way of one step', async () => {
  const { stepIds } = await running(['a']);
  const { id } = await work.startStep(stepIds[0]);
  const twin = run.database.query(
    `insert into registry.step_runs (id, tenant_id, workflow_id, step_id, attempt, status, inputs,
       parameters, input_datasets, output_datasets, started_at)
     select gen_random_uuid(), tenant_id, workflow_id, step_id, 2, 'RUNNING', '{}', '{}', '[]',
       '[]', now()
     from registry.step_runs where id = $1`,
    [id],
  );
  await expect(twin).rejects.toThrow(/step_runs_under_way/);
});
