/**
 * How a tournament may be set up, and when it may start. Each decision takes plain facts and
 * returns either what to do or why not; it changes nothing.
 */
import {
  type EntrantCandidate,
  type RosterFacts,
  findRosterRefusal,
} from '../entrant/entrant.rules.ts';
import { type Refusal, refuseInput, refuseState } from './refusal.rules.ts';
import {
  type StatusBeforeStart,
  type TournamentStatus,
  isBeforeStart,
  refuseStatus,
  statusesBeforeStart,
} from './tournament-status.rules.ts';

export const tournamentFormats = ['ROUND_ROBIN'] as const;

export type TournamentFormat = (typeof tournamentFormats)[number];

export const ratingSystems = ['ELO'] as const;

export type RatingSystem = (typeof ratingSystems)[number];

/** Below two there is no match. */
export const MIN_ENTRANTS = 2;

export interface TournamentSetup {
  /** As given by the client: any text. */
  readonly format: string;
  readonly ratingSystem: string;
  readonly entrants: readonly EntrantCandidate[];
}

/**
 * Why a tournament cannot be set up like this, or null when it can. Refusals: BAD_USER_INPUT for
 * an unknown format or rating system (with those `allowed`), and those of `findRosterRefusal`.
 * `path` is where the setup stands in the caller's input.
 */
export function findSetupRefusal(
  { format, ratingSystem, entrants }: TournamentSetup,
  path = 'input',
): Refusal | null {
  return (
    findUnknown(`${path}.format`, format, tournamentFormats) ??
    findUnknown(`${path}.ratingSystem`, ratingSystem, ratingSystems) ??
    findRosterRefusal(entrants, `${path}.entrants`)
  );
}

export interface StartFacts extends RosterFacts {
  readonly format: string;
  readonly ratingSystem: string;
}

export interface Start {
  readonly kind: 'start';
  /** The statuses to pass through, in order: a DRAFT is scheduled and started in one go. */
  readonly path: readonly TournamentStatus[];
  /** Whom to draw: the ids of the entrants who have not withdrawn, in the order given. */
  readonly entrantIds: readonly string[];
}

/**
 * Whether a tournament may start. Refusals: CONFLICT outside DRAFT and SCHEDULED, or with fewer
 * than two entrants who have not withdrawn; those of `findSetupRefusal`.
 */
export function decideStart(facts: StartFacts): Start | Refusal {
  const { status } = facts;
  if (!isBeforeStart(status)) return refuseStatus(status, 'start', statusesBeforeStart);
  const entrants = facts.entrants.filter((entrant) => !entrant.isWithdrawn);
  const refusal = findSetupRefusal({ ...facts, entrants }, 'tournament');
  if (refusal) return refusal;
  if (entrants.length < MIN_ENTRANTS) return refuseTooFew(entrants.length);
  return { kind: 'start', path: pathToRunning[status], entrantIds: entrants.map(({ id }) => id) };
}

const pathToRunning: Record<StatusBeforeStart, readonly TournamentStatus[]> = {
  DRAFT: ['SCHEDULED', 'RUNNING'],
  SCHEDULED: ['RUNNING'],
};

function findUnknown(field: string, given: string, allowed: readonly string[]): Refusal | null {
  if (allowed.includes(given)) return null;
  const message = `${field} is ${JSON.stringify(given)}; it must be ${allowed.join(' or ')}.`;
  return refuseInput(field, message, allowed);
}

function refuseTooFew(count: number): Refusal {
  const message = `A tournament needs at least ${MIN_ENTRANTS} entrants to start; it has ${count}.`;
  return refuseState(message, {
    field: 'tournament.entrants',
    allowed: [`${MIN_ENTRANTS} or more`],
  });
}
