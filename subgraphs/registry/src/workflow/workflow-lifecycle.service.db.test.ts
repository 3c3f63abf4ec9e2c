/**
 * Starting, completing, failing and cancelling workflows through the executed schema on a real
 * database: what each does to workflow, steps, runs and events; each refusal; racing writers; and
 * random commands against the model of the rules.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import {
  type WorkflowData,
  type WorkflowDriver,
  type WorkflowMutation,
  driveWorkflows,
} from './testing/drive-workflows.ts';
import {
  type ModelCommand,
  type WorkflowModel,
  commandsOfModel,
  newModel,
  runCommand,
} from './testing/workflow-model.ts';

let run: RunningSubgraph;
let work: WorkflowDriver;
beforeAll(async () => {
  run = await runSubgraph(registry);
  work = driveWorkflows(run);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const typesOf = async (id: string) => (await work.events(id)).map(({ type }) => type);

/** A running workflow: its first step completed, the second under way, the third waiting. */
async function halfway() {
  const { id, steps } = await work.create({}, ['a', 'b', 'c']);
  await work.start(id);
  const [a, b] = steps.nodes;
  await work.finish((await work.startStep(a?.id)).id);
  const stepRun = await work.startStep(b?.id);
  return { id, stepRun };
}

describe('startWorkflow', () => {
  test.each(['CREATED', 'PENDING'])('starts one that is %s', async (initialState) => {
    const { id } = await work.create({ initialState });
    const started = await work.start(id, { expectedVersion: 1 });
    expect(started).toMatchObject({ state: 'RUNNING', version: 2, completedAt: null });
    expect(started.startedAt).not.toBeNull();
    expect((await work.events(id))[1]).toMatchObject({
      type: 'WORKFLOW_STARTED',
      aggregate: { type: 'Workflow', id },
      change: { before: { state: initialState }, after: { state: 'RUNNING' } },
      data: { state: 'RUNNING', sequence: 2 },
    });
  });
});

describe('completeWorkflow', () => {
  test('completes one without steps', async () => {
    const { id } = await work.create();
    const { startedAt } = await work.start(id);
    const completed = await work.complete(id);
    expect(completed).toMatchObject({ state: 'COMPLETED', version: 3, endReason: null });
    expect(Date.parse(completed.completedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(startedAt ?? ''),
    );
    expect(await typesOf(id)).toEqual([
      'WORKFLOW_CREATED',
      'WORKFLOW_STARTED',
      'WORKFLOW_COMPLETED',
    ]);
  });

  test('says which steps stand in the way, and changes nothing', async () => {
    const { id } = await halfway();
    const before = await work.footprint();
    const { message, extensions } = await work.refuse('completeWorkflow', { id });
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      state: 'RUNNING',
      reasons: ['Step "b" is RUNNING.', 'Step "c" is PENDING.'],
    });
    expect(message).toContain('Finish them');
    expect(await work.footprint()).toEqual(before);
  });

  test('completes when every step has', async () => {
    const { id, steps } = await work.create({}, ['a', 'b']);
    await work.start(id);
    for (const step of steps.nodes) await work.finish((await work.startStep(step.id)).id);
    expect((await work.complete(id)).state).toBe('COMPLETED');
  });
});

describe('the end of a workflow that is under way', () => {
  test.each([
    ['fail', 'FAILED', 'WORKFLOW_FAILED'],
    ['cancel', 'CANCELLED', 'WORKFLOW_CANCELLED'],
  ] as const)('%s', async (command, state, type) => {
    const { id, stepRun } = await halfway();
    const ended = await work[command](id, { reason: ' out of memory ' });
    expect(ended).toMatchObject({ state, endReason: 'out of memory', version: 6 });
    expect(ended.steps.nodes).toMatchObject([
      { stepKey: 'a', status: 'COMPLETED' },
      { stepKey: 'b', status: 'FAILED', completedAt: ended.completedAt },
      { stepKey: 'c', status: 'SKIPPED', startedAt: null, completedAt: null },
    ]);
    expect(ended.stepRuns.nodes).toMatchObject([
      { status: 'COMPLETED', exitCode: 0 },
      { id: stepRun.id, status: 'CANCELLED', exitCode: null, finishedAt: ended.completedAt },
    ]);
    const [cut, end] = (await work.events(id)).slice(-2);
    expect(cut).toMatchObject({
      type: 'STEP_CANCELLED',
      change: {
        before: { stepKey: 'b', status: 'RUNNING' },
        after: { stepKey: 'b', status: 'FAILED', runStatus: 'CANCELLED' },
      },
      data: { stepRunId: stepRun.id, sequence: 6 },
    });
    expect(end).toMatchObject({
      type,
      change: { before: { state: 'RUNNING' }, after: { state, endReason: 'out of memory' } },
      data: { skippedSteps: 1, reason: 'out of memory', sequence: 7 },
    });
    const late = await work.refuse('finishStepRun', { id: stepRun.id, exitCode: 0 });
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'CANCELLED' });
  });

  test('without a step under way there is one event', async () => {
    const { id } = await work.create({}, ['a']);
    await work.cancel(id);
    expect(await typesOf(id)).toEqual(['WORKFLOW_CREATED', 'WORKFLOW_CANCELLED']);
    expect((await work.read(id)).steps.nodes).toMatchObject([{ status: 'SKIPPED' }]);
  });
});

/** Brings a new workflow to each state. */
const reach: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  CREATED: async () => undefined,
  RUNNING: (id) => work.start(id),
  COMPLETED: async (id) => {
    await work.start(id);
    await work.complete(id);
  },
  FAILED: async (id) => {
    await work.start(id);
    await work.fail(id);
  },
  CANCELLED: (id) => work.cancel(id),
};

describe('refusals', () => {
  const moves: readonly WorkflowMutation[] = [
    'startWorkflow',
    'completeWorkflow',
    'failWorkflow',
    'cancelWorkflow',
  ];
  test.each(
    Object.entries({
      CREATED: ['completeWorkflow', 'failWorkflow'],
      RUNNING: ['startWorkflow'],
      COMPLETED: moves,
      FAILED: moves,
      CANCELLED: moves,
    } as const),
  )('a workflow that is %s', async (state, refused) => {
    const { id } = await work.create();
    await reach[state]?.(id);
    const before = await work.footprint();
    for (const mutation of refused) {
      const { message, extensions } = await work.refuse(mutation, { id });
      expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'input.id', state });
      expect(message).toContain(state);
    }
    const step = await work
      .refuse('addStep', { workflowId: id, stepKey: 'late' })
      .catch(() => null);
    expect(step === null).toBe(state === 'CREATED' || state === 'RUNNING');
    if (step) expect(await work.footprint()).toEqual(before);
  });

  test.each(moves)('%s: stale version, unknown id, another tenant, missing scope', async (move) => {
    const { id } = await work.create();
    const before = await work.footprint();
    const cases = [
      [{ id, expectedVersion: 9 }, testIdentity(), { code: 'CONFLICT', currentVersion: 1 }],
      [{ id: 'nonsense' }, testIdentity(), { code: 'NOT_FOUND', field: 'input.id' }],
      [
        { id: '00000000-0000-7000-8000-000000000000' },
        testIdentity(),
        { code: 'NOT_FOUND', field: 'input.id' },
      ],
      [{ id }, testIdentity('beta'), { code: 'NOT_FOUND' }],
      [
        { id },
        testIdentity('beta', { accessLevel: 'READ_CROSS', allowedTenants: ['alpha'] }),
        { code: 'FORBIDDEN' },
      ],
      [{ id }, testIdentity('alpha', { scopes: ['agent:write'] }), { code: 'FORBIDDEN' }],
    ] as const;
    for (const [input, identity, expected] of cases) {
      const { extensions } = await work.refuse(move, input, identity);
      expect(extensions).toMatchObject(expected);
    }
    expect(await work.footprint()).toEqual(before);
  });

  test.each(['failWorkflow', 'cancelWorkflow'] as const)('%s: a reason too long', async (move) => {
    const { id } = await work.create();
    const { extensions } = await work.refuse(move, { id, reason: 'x'.repeat(10_001) });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.reason' });
  });
});

describe('racing writers', () => {
  test('of many starts one wins', async () => {
    const { id } = await work.create();
    const outcomes = await work.race(
      'startWorkflow',
      Array.from({ length: 10 }, () => ({ id })),
    );
    expect(outcomes).toEqual([...Array(9).fill('CONFLICT'), 'OK']);
    expect(await typesOf(id)).toEqual(['WORKFLOW_CREATED', 'WORKFLOW_STARTED']);
  });

  test('many that change different parts all win, and their events have no gaps', async () => {
    const { id } = await work.create();
    const inputs = Array.from({ length: 20 }, (_, n) => ({ workflowId: id, stepKey: `s${n}` }));
    expect(new Set(await work.race('addStep', inputs))).toEqual(new Set(['OK']));
    const { version, steps } = await work.read(id);
    expect(version).toBe(21);
    expect(steps.nodes.map(({ stepIndex }) => stepIndex)).toEqual(inputs.map((_, n) => n));
    const sequences = (await work.events(id)).map(({ data }) => data['sequence']);
    expect(sequences).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
  });

  test('complete and fail never both', async () => {
    const { id } = await work.create();
    await work.start(id);
    const documents = await Promise.all([
      work.race('completeWorkflow', [{ id }, { id }]),
      work.race('failWorkflow', [{ id }, { id }]),
    ]);
    expect(documents.flat().filter((outcome) => outcome === 'OK')).toHaveLength(1);
    expect(await typesOf(id)).toHaveLength(3);
  });
});

test('random commands do to the database what the rules do to the model', async () => {
  await fc.assert(
    fc.asyncProperty(commandsOfModel, async ({ initial, steps, commands }) => {
      let model = newModel(initial, steps);
      const keys = model.steps.map(({ stepKey }) => stepKey);
      const created = await work.create({ initialState: initial }, keys);
      for (const command of commands) {
        const workflow = await work.read(created.id);
        await attempt(workflow, command).catch((error: Error) => {
          expect(error.message).toContain('CONFLICT');
        });
        model = runCommand(model, command);
      }
      expect(toModel(await work.read(created.id))).toEqual(model);
      const { version } = await work.read(created.id);
      const sequences = (await work.events(created.id)).map(({ data }) => data['sequence']);
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
      expect(version).toBeLessThanOrEqual(sequences.length);
    }),
    { numRuns: 25 },
  );
}, 120_000);

/** Does what the command says; a step or run that is not there is passed over, as in the model. */
async function attempt(workflow: WorkflowData, command: ModelCommand): Promise<unknown> {
  const { id, steps, stepRuns } = workflow;
  switch (command.do) {
    case 'addStep':
      return work.addStep(id, `s${steps.nodes.length}`);
    case 'startStep': {
      const step = steps.nodes[command.step];
      return step && work.startStep(step.id);
    }
    case 'finish': {
      const key = steps.nodes[command.step]?.stepKey;
      const last = stepRuns.nodes.findLast(({ step }) => step.stepKey === key);
      return last && work.finish(last.id, command.exitCode);
    }
    default:
      return work[command.do](id);
  }
}

function toModel({ state, steps, stepRuns }: WorkflowData): WorkflowModel {
  return {
    state: state as WorkflowModel['state'],
    steps: steps.nodes.map(({ stepKey, status }) => ({
      stepKey,
      status: status as WorkflowModel['steps'][number]['status'],
      runs: stepRuns.nodes
        .filter(({ step }) => step.stepKey === stepKey)
        .map((stepRun) => stepRun.status as WorkflowModel['steps'][number]['runs'][number]),
    })),
  };
}
