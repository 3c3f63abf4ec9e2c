/** The life of a run: it is under way, then it ends once. */
import { conflict } from '@arbiter/kernel/errors/app-error.ts';

export const runOutcomes = ['COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

export const runStatuses = ['RUNNING', ...runOutcomes] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Errors: CONFLICT naming the present state; `what` is the kind of run in the schema's words. */
export function requireUnderWay(status: RunStatus, what: 'Run' | 'StepRun'): void {
  if (status === 'RUNNING') return;
  throw conflict(`The ${what} has ended: it is ${status} and stays so.`, {
    field: 'input.id',
    state: status,
    allowed: [],
  });
}
