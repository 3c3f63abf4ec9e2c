/**
 * Who may join a tournament, and what it means to leave it. Each decision takes plain facts and
 * returns either what to do or why not; it changes nothing.
 */
import type { MatchResult } from '../match/match.rules.ts';
import { type Refusal, refuseInput, refuseState } from '../tournament/refusal.rules.ts';
import {
  type TournamentStatus,
  isBeforeStart,
  refuseStatus,
  statusesBeforeStart,
} from '../tournament/tournament-status.rules.ts';

/**
 * 512 entrants are 130,816 matches, twice that in a double round robin: what one transaction still
 * writes in a few seconds.
 */
export const MAX_ENTRANTS = 512;

/** Who takes part. A name, and an agent, is entered once in a tournament. */
export interface EntrantFacts {
  readonly id: string;
  readonly agentName: string;
  /** The registered agent behind the name, where there is one. */
  readonly agentId: string | null;
  readonly isWithdrawn: boolean;
}

/** An entrant as a client asks for it. Names are compared exactly: trim them before. */
export type EntrantCandidate = Pick<EntrantFacts, 'agentName' | 'agentId'>;

export interface RosterFacts {
  readonly status: TournamentStatus;
  /** All entrants, withdrawn ones too. */
  readonly entrants: readonly EntrantFacts[];
}

/**
 * Whether an entrant may join. Refusals: CONFLICT once the tournament has started, for a name or
 * agent that is entered already (withdrawn ones included), and when it is full.
 */
export function decideAddEntrant(
  { status, entrants }: RosterFacts,
  candidate: EntrantCandidate,
): { readonly kind: 'add' } | Refusal {
  if (!isBeforeStart(status)) {
    return refuseStatus(status, 'add an entrant to', statusesBeforeStart);
  }
  const clash = entrants.find((entrant) => sharedIdentity(entrant, candidate) !== null);
  if (clash) return refuseSecondEntry(clash, candidate);
  if (entrants.length >= MAX_ENTRANTS) return refuseFull(entrants.length);
  return { kind: 'add' };
}

/**
 * Why a list of entrants cannot be entered together, or null when it can. Refusals:
 * BAD_USER_INPUT for more than `MAX_ENTRANTS`, and for the first one who is given twice.
 * `field` is the path of the list.
 */
export function findRosterRefusal(
  entrants: readonly EntrantCandidate[],
  field: string,
): Refusal | null {
  if (entrants.length > MAX_ENTRANTS) return refuseCrowd(field, entrants.length);
  const names = new Map<string, number>();
  const agents = new Map<string, number>();
  for (const [index, { agentName, agentId }] of entrants.entries()) {
    const earlier = names.get(agentName) ?? (agentId === null ? undefined : agents.get(agentId));
    if (earlier !== undefined) {
      const message = `Entrant ${JSON.stringify(agentName)} is the same as ${field}[${earlier}].`;
      return refuseInput(`${field}[${index}]`, message);
    }
    names.set(agentName, index);
    if (agentId !== null) agents.set(agentId, index);
  }
  return null;
}

/** A match that has no result yet. */
export interface OpenMatch {
  readonly id: string;
  readonly firstEntrantId: string;
  readonly secondEntrantId: string;
}

export interface WithdrawFacts extends RosterFacts {
  /** May hold matches of other entrants too. */
  readonly openMatches: readonly OpenMatch[];
}

export interface Forfeit {
  readonly matchId: string;
  /** The full point goes to the opponent of the one who withdrew. */
  readonly result: MatchResult;
}

export type Withdrawal =
  /** Before the start: nothing is drawn yet, so nothing is forfeited. */
  | { readonly kind: 'leave' }
  /** While running: every match of theirs without a result is lost by forfeit. */
  | { readonly kind: 'forfeit'; readonly forfeits: readonly Forfeit[] }
  /** A repeat: they have withdrawn before, nothing is left to do. */
  | { readonly kind: 'already-withdrawn' };

/**
 * What a withdrawal does. Results already in stand. Refusals: NOT_FOUND for an entrant who is not
 * in the tournament, CONFLICT once it is over. A withdrawal can leave no match open: see then
 * whether the tournament is complete.
 */
export function decideWithdraw(
  { status, entrants, openMatches }: WithdrawFacts,
  entrantId: string,
): Withdrawal | Refusal {
  const entrant = entrants.find(({ id }) => id === entrantId);
  if (!entrant) return refuseStranger();
  if (entrant.isWithdrawn) return { kind: 'already-withdrawn' };
  if (isBeforeStart(status)) return { kind: 'leave' };
  if (status !== 'RUNNING') {
    return refuseStatus(status, 'withdraw from', [...statusesBeforeStart, 'RUNNING']);
  }
  return { kind: 'forfeit', forfeits: forfeitsOf(openMatches, entrantId) };
}

function forfeitsOf(openMatches: readonly OpenMatch[], entrantId: string): Forfeit[] {
  return openMatches.flatMap(({ id, firstEntrantId, secondEntrantId }) => {
    if (firstEntrantId === entrantId) return [forfeit(id, 0)];
    return secondEntrantId === entrantId ? [forfeit(id, 1)] : [];
  });
}

function forfeit(matchId: string, firstScore: 0 | 1): Forfeit {
  const secondScore = firstScore === 0 ? 1 : 0;
  return { matchId, result: { firstScore, secondScore, isForfeit: true } };
}

/** By what two entrants are the same one; null when they are not. */
function sharedIdentity(a: EntrantCandidate, b: EntrantCandidate): keyof EntrantCandidate | null {
  if (a.agentName === b.agentName) return 'agentName';
  return a.agentId !== null && a.agentId === b.agentId ? 'agentId' : null;
}

function refuseSecondEntry(clash: EntrantFacts, candidate: EntrantCandidate): Refusal {
  const state = clash.isWithdrawn ? 'has withdrawn from' : 'is entered in';
  const message = `${JSON.stringify(clash.agentName)} ${state} this tournament already.`;
  return refuseState(message, { field: `input.${sharedIdentity(clash, candidate)}` });
}

function refuseFull(count: number): Refusal {
  const message = `The tournament is full: it has ${count} entrants.`;
  return refuseState(message, { allowed: [`at most ${MAX_ENTRANTS}`] });
}

function refuseCrowd(field: string, count: number): Refusal {
  const message = `A tournament has at most ${MAX_ENTRANTS} entrants; ${count} were given.`;
  return refuseInput(field, message, [`at most ${MAX_ENTRANTS}`]);
}

function refuseStranger(): Refusal {
  const message = 'No such Entrant in this tournament.';
  return { kind: 'refused', code: 'NOT_FOUND', message, details: { field: 'input.entrantId' } };
}
