/**
 * The life of a tournament as a state machine: DRAFT → SCHEDULED → RUNNING → COMPLETED, and out of
 * it by CANCELLED or FAILED. Every change of a status goes through `decideTransition`.
 */
import { type Refusal, refuseState } from './refusal.rules.ts';

/**
 * DRAFT and SCHEDULED (announced) take entrants; the rounds are drawn at the start. RUNNING takes
 * results. COMPLETED, CANCELLED and FAILED are final.
 */
export const tournamentStatuses = [
  'DRAFT',
  'SCHEDULED',
  'RUNNING',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
] as const;

export type TournamentStatus = (typeof tournamentStatuses)[number];

interface Transition {
  readonly from: readonly TournamentStatus[];
  readonly to: TournamentStatus;
}

const transitions = {
  schedule: { from: ['DRAFT'], to: 'SCHEDULED' },
  start: { from: ['SCHEDULED'], to: 'RUNNING' },
  complete: { from: ['RUNNING'], to: 'COMPLETED' },
  cancel: { from: ['DRAFT', 'SCHEDULED', 'RUNNING'], to: 'CANCELLED' },
  fail: { from: ['SCHEDULED', 'RUNNING'], to: 'FAILED' },
} as const satisfies Record<string, Transition>;

export type TournamentAction = keyof typeof transitions;

export const tournamentActions = Object.keys(transitions) as TournamentAction[];

/** Statuses in which entrants may be added and leave without forfeits. */
export const statusesBeforeStart = ['DRAFT', 'SCHEDULED'] as const;

export type StatusBeforeStart = (typeof statusesBeforeStart)[number];

export interface Move {
  readonly kind: 'move';
  /** The next status. */
  readonly status: TournamentStatus;
}

/**
 * The next status, or a CONFLICT with the present `state` and, in `allowed`, the statuses in which
 * the action would have been accepted. Defined for every status and action.
 */
export function decideTransition(
  status: TournamentStatus,
  action: TournamentAction,
): Move | Refusal {
  const { from, to }: Transition = transitions[action];
  if (from.includes(status)) return { kind: 'move', status: to };
  return refuseStatus(status, action, from);
}

/** The CONFLICT for doing `what` to a tournament outside the `allowed` statuses. */
export function refuseStatus(
  status: TournamentStatus,
  what: string,
  allowed: readonly TournamentStatus[],
): Refusal {
  const message = `Cannot ${what} a tournament that is ${status}; it must be ${allowed.join(' or ')}.`;
  return refuseState(message, { state: status, allowed });
}

/** True once nothing can change any more. */
export function isFinalStatus(status: TournamentStatus): boolean {
  return tournamentActions.every((action) => decideTransition(status, action).kind === 'refused');
}

/** True while entrants may still be added, and leave without forfeiting anything. */
export function isBeforeStart(status: TournamentStatus): status is StatusBeforeStart {
  return (statusesBeforeStart as readonly TournamentStatus[]).includes(status);
}
