// Goal: no sequence of commands brings a workflow, its steps or their runs into a state that the
// life of one does not allow, and what is final never changes. Method: a table of every move, and a
// model of the whole aggregate that is driven by random commands through the rules alone.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandsOfModel, faultsOfModel, newModel, runCommand } from './testing/workflow-model.ts';
import {
  type WorkflowState,
  hasEnded,
  maxReasons,
  optionalCommit,
  requireChangeable,
  requireNoOpenSteps,
  requireOpen,
  requireRunning,
  requireTransition,
  stepAfterEnd,
  workflowStates,
} from './workflow.rules.ts';

const allowed: Readonly<Record<WorkflowState, readonly WorkflowState[]>> = {
  CREATED: ['PENDING', 'RUNNING', 'CANCELLED'],
  PENDING: ['RUNNING', 'CANCELLED'],
  RUNNING: ['COMPLETED', 'FAILED', 'CANCELLED'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
};

describe('requireTransition', () => {
  test.each(workflowStates.flatMap((from) => workflowStates.map((goal) => [from, goal] as const)))(
    '%s → %s',
    (from, goal) => {
      const move = () => requireTransition(from, goal);
      if (allowed[from].includes(goal)) expect(move).not.toThrow();
      else {
        expect(move).toThrow(
          expect.objectContaining({
            code: 'CONFLICT',
            details: { field: 'input.id', state: from, allowed: allowed[from] },
          }),
        );
      }
    },
  );

  test('names the argument that asks for it', () => {
    expect(() => requireTransition('RUNNING', 'PENDING', 'input.state')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: 'input.state' }) }),
    );
  });
});

describe('requireChangeable', () => {
  const beforeStart = ['CREATED', 'PENDING'];
  test.each([
    ['name', beforeStart],
    ['playbookId', beforeStart],
    ['repoSha', beforeStart],
    ['branchName', beforeStart],
    ['parameters', beforeStart],
    ['agentId', [...beforeStart, 'RUNNING']],
    ...['description', 'ownerId', 'tags', 'metadata'].map((field) => [field, workflowStates]),
  ] as [string, readonly string[]][])('%s may change in %j only', (field, states) => {
    for (const state of workflowStates) {
      const change = () => requireChangeable(['tags', field], state);
      if (states.includes(state)) expect(change).not.toThrow();
      else {
        expect(change).toThrow(
          expect.objectContaining({
            code: 'CONFLICT',
            details: { field: `input.${field}`, state, allowed: states },
          }),
        );
      }
    }
  });
});

test('what has ended is open to nothing', () => {
  for (const state of workflowStates) {
    const ended = ['COMPLETED', 'FAILED', 'CANCELLED'].includes(state);
    expect(hasEnded(state)).toBe(ended);
    if (ended)
      expect(() => requireOpen(state)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    else expect(() => requireOpen(state)).not.toThrow();
    if (state === 'RUNNING') expect(() => requireRunning(state)).not.toThrow();
    else {
      expect(() => requireRunning(state)).toThrow(
        expect.objectContaining({ details: expect.objectContaining({ state }) }),
      );
    }
  }
});

describe('requireNoOpenSteps', () => {
  test('lets a workflow without open steps complete', () => {
    expect(() => requireNoOpenSteps([])).not.toThrow();
  });

  test('gives a reason for each open step, up to what anyone reads', () => {
    const open = Array.from({ length: maxReasons + 1 }, (_, index) => ({
      stepKey: `s${index}`,
      status: 'PENDING' as const,
    }));
    expect(() => requireNoOpenSteps(open.slice(0, 2))).toThrow(
      expect.objectContaining({
        details: {
          field: 'input.id',
          state: 'RUNNING',
          reasons: ['Step "s0" is PENDING.', 'Step "s1" is PENDING.'],
        },
      }),
    );
    expect(() => requireNoOpenSteps(open)).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          reasons: expect.arrayContaining(['Further steps are not completed either.']),
        }),
      }),
    );
  });
});

test('the end of a workflow leaves no step open and changes none that is done', () => {
  expect(stepAfterEnd('PENDING')).toBe('SKIPPED');
  expect(stepAfterEnd('RUNNING')).toBe('FAILED');
  for (const status of ['COMPLETED', 'FAILED', 'SKIPPED'] as const) {
    expect(stepAfterEnd(status)).toBe(status);
  }
});

describe('optionalCommit', () => {
  test.each([
    [null, null],
    [undefined, null],
    ['ABCDEF0', 'abcdef0'],
    ['0'.repeat(40), '0'.repeat(40)],
  ])('%j → %j', (given, stored) => expect(optionalCommit(given)).toBe(stored));

  test.each(['', 'abcdef', 'g'.repeat(10), 'a'.repeat(41), ' abcdef0'])('refuses %j', (given) => {
    expect(() => optionalCommit(given)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });
});

describe('any sequence of commands', () => {
  test('reaches no illegal state and changes nothing that is final', () => {
    fc.assert(
      fc.property(commandsOfModel, ({ initial, steps, commands }) => {
        let model = newModel(initial, steps);
        for (const command of commands) {
          const next = runCommand(model, command);
          expect(faultsOfModel(next, model)).toEqual([]);
          model = next;
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('a refused command changes nothing', () => {
    const model = newModel('CREATED', 2);
    expect(runCommand(model, { do: 'complete' })).toBe(model);
    expect(runCommand(model, { do: 'startStep', step: 0 })).toBe(model);
  });

  test('a workflow can be brought to each of its ends', () => {
    const start = { do: 'start' } as const;
    const first = { do: 'startStep', step: 0 } as const;
    const ends = [
      [start, first, { do: 'finish', step: 0, exitCode: 0 } as const, { do: 'complete' } as const],
      [start, first, { do: 'fail' } as const],
      [{ do: 'cancel' } as const],
    ].map((commands) => commands.reduce(runCommand, newModel('CREATED', 1)));
    expect(ends.map(({ state }) => state)).toEqual(['COMPLETED', 'FAILED', 'CANCELLED']);
    expect(ends.map(({ steps }) => steps[0]?.status)).toEqual(['COMPLETED', 'FAILED', 'SKIPPED']);
    expect(ends.map(({ steps }) => steps[0]?.runs)).toEqual([['COMPLETED'], ['CANCELLED'], []]);
  });
});
