/**
 * For tests: a workflow with its steps and their runs as a plain value, and commands that decide by
 * the rules that the services use. Random commands on it show what the rules allow; the same
 * commands on a database show that the services do just that.
 */
import fc from 'fast-check';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { type RunStatus, requireUnderWay } from '../../run/run.rules.ts';
import {
  type StepStatus,
  placeStep,
  requireStart,
  statusAfterExit,
} from '../../step/step.rules.ts';
import {
  type InitialWorkflowState,
  type WorkflowState,
  hasEnded,
  requireNoOpenSteps,
  requireOpen,
  requireRunning,
  requireTransition,
  stepAfterEnd,
} from '../workflow.rules.ts';

export interface ModelStep {
  readonly stepKey: string;
  readonly status: StepStatus;
  readonly runs: readonly RunStatus[];
}

export interface WorkflowModel {
  readonly state: WorkflowState;
  /** In the order of their index. */
  readonly steps: readonly ModelStep[];
}

export type ModelCommand =
  | { readonly do: 'ready' | 'start' | 'complete' | 'fail' | 'cancel' | 'addStep' }
  | { readonly do: 'startStep'; readonly step: number }
  | { readonly do: 'finish'; readonly step: number; readonly exitCode: number };

export function newModel(state: InitialWorkflowState, steps: number): WorkflowModel {
  return { state, steps: Array.from({ length: steps }, (_, index) => newStep(index)) };
}

const newStep = (index: number): ModelStep => ({
  stepKey: `s${index}`,
  status: 'PENDING',
  runs: [],
});

/** The model after the command; the same one when the rules refuse it. */
export function runCommand(model: WorkflowModel, command: ModelCommand): WorkflowModel {
  try {
    return decide(model, command);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') return model;
    throw error;
  }
}

function decide(model: WorkflowModel, command: ModelCommand): WorkflowModel {
  switch (command.do) {
    case 'ready':
      // Saying so again is no change.
      return model.state === 'PENDING' ? model : move(model, 'PENDING');
    case 'start':
      return move(model, 'RUNNING');
    case 'complete':
      requireTransition(model.state, 'COMPLETED');
      requireNoOpenSteps(model.steps.filter(({ status }) => status !== 'COMPLETED'));
      return { ...model, state: 'COMPLETED' };
    case 'fail':
      return end(model, 'FAILED');
    case 'cancel':
      return end(model, 'CANCELLED');
    case 'addStep':
      requireOpen(model.state);
      placeStep(null, { count: model.steps.length, highest: model.steps.length - 1, begun: -1 });
      return { ...model, steps: [...model.steps, newStep(model.steps.length)] };
    case 'startStep':
      return startStep(model, command.step);
    case 'finish':
      return finish(model, command.step, command.exitCode);
  }
}

function move(model: WorkflowModel, goal: WorkflowState): WorkflowModel {
  requireTransition(model.state, goal);
  return { ...model, state: goal };
}

function end(model: WorkflowModel, goal: 'FAILED' | 'CANCELLED'): WorkflowModel {
  const steps = model.steps.map(({ status, runs, ...step }) => ({
    ...step,
    status: stepAfterEnd(status),
    runs: runs.map((run): RunStatus => (run === 'RUNNING' ? 'CANCELLED' : run)),
  }));
  return { ...move(model, goal), steps };
}

function startStep(model: WorkflowModel, index: number): WorkflowModel {
  const step = model.steps[index];
  if (!step) return model;
  requireRunning(model.state);
  requireStart(
    step,
    model.steps.slice(0, index).find(({ status }) => status !== 'COMPLETED'),
  );
  const started: ModelStep = { ...step, status: 'RUNNING', runs: [...step.runs, 'RUNNING'] };
  return { ...model, steps: model.steps.with(index, started) };
}

function finish(model: WorkflowModel, index: number, exitCode: number): WorkflowModel {
  const step = model.steps[index];
  const run = step?.runs.at(-1);
  if (!step || !run) return model;
  requireUnderWay(run, 'StepRun');
  const status = statusAfterExit(exitCode);
  const finished: ModelStep = { ...step, status, runs: [...step.runs.slice(0, -1), status] };
  return { ...model, steps: model.steps.with(index, finished) };
}

/** What is wrong with a model that was reached from another; nothing when all is well. */
export function faultsOfModel(model: WorkflowModel, before: WorkflowModel): string[] {
  const { state, steps } = model;
  const statuses = steps.map(({ status }) => status);
  const firstOpen = statuses.findIndex((status) => status !== 'COMPLETED');
  const behind = firstOpen < 0 ? [] : statuses.slice(firstOpen + 1);
  const checks: Readonly<Record<string, boolean>> = {
    'a final workflow changed': hasEnded(before.state) && model !== before,
    'a final step changed': before.steps.some(
      ({ status }, index) =>
        ['COMPLETED', 'SKIPPED'].includes(status) && statuses[index] !== status,
    ),
    'a final run changed': before.steps.some(({ runs }, index) =>
      runs.some((run, attempt) => run !== 'RUNNING' && steps[index]?.runs[attempt] !== run),
    ),
    'several steps run at once': statuses.filter((status) => status === 'RUNNING').length > 1,
    'a step runs outside a running workflow': state !== 'RUNNING' && statuses.includes('RUNNING'),
    'a completed workflow has open steps': state === 'COMPLETED' && firstOpen >= 0,
    'an ended workflow has steps that wait': hasEnded(state) && statuses.includes('PENDING'),
    'a step began before an earlier one was completed': behind.some(
      (status) => status !== 'PENDING' && status !== 'SKIPPED',
    ),
    'a step and its last run disagree': steps.some((step) => !agrees(step)),
  };
  return Object.keys(checks).filter((fault) => checks[fault]);
}

function agrees({ status, runs }: ModelStep): boolean {
  const [last, ...earlier] = runs.toReversed();
  if (earlier.some((run) => run !== 'FAILED')) return false;
  if (last === undefined) return status === 'PENDING' || status === 'SKIPPED';
  return status === (last === 'CANCELLED' ? 'FAILED' : last);
}

const stepNumber = fc.nat({ max: 3 });

/** A new workflow and what is done to it. */
export const commandsOfModel = fc.record({
  initial: fc.constantFrom<InitialWorkflowState>('CREATED', 'PENDING'),
  steps: fc.nat({ max: 3 }),
  commands: fc.array(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<ModelCommand>({ do: 'ready' }) },
      { weight: 3, arbitrary: fc.constant<ModelCommand>({ do: 'start' }) },
      { weight: 2, arbitrary: fc.constant<ModelCommand>({ do: 'complete' }) },
      { weight: 1, arbitrary: fc.constant<ModelCommand>({ do: 'fail' }) },
      { weight: 1, arbitrary: fc.constant<ModelCommand>({ do: 'cancel' }) },
      { weight: 1, arbitrary: fc.constant<ModelCommand>({ do: 'addStep' }) },
      {
        weight: 8,
        arbitrary: stepNumber.map((step): ModelCommand => ({ do: 'startStep', step })),
      },
      {
        weight: 8,
        arbitrary: fc
          .record({ step: stepNumber, exitCode: fc.constantFrom(0, 0, 1, -9) })
          .map((finish): ModelCommand => ({ do: 'finish', ...finish })),
      },
    ),
    { maxLength: 25 },
  ),
});
