/**
 * Every business event of the tournaments, one function each. `emit` writes them in the caller's
 * transaction, in order: to the outbox, and, where subscribers of the tournament are to see them,
 * to the tournament's log. Nothing happens when the transaction rolls back.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { NewEvent } from '@arbiter/server/events/outbox.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { EntrantRow } from './entrant/entrant.entity.ts';
import type { MatchRow } from './match/match.entity.ts';
import type { MatchStatus } from './match/match.rules.ts';
import type { RatingChangeRow, RatingRow } from './rating/rating.entity.ts';
import type { PointsChange } from './standing/standing-change.rules.ts';
import type { StandingRow } from './standing/standings.rules.ts';
import {
  TournamentEvent,
  type TournamentEventKind,
} from './tournament-event/tournament-event.entity.ts';
import { tournamentLog } from './tournament-event/tournament-log.rules.ts';
import type { TournamentRow } from './tournament/tournament.entity.ts';
import type { TournamentStatus } from './tournament/tournament-status.rules.ts';

/** Where events are written: the transaction of the change and the identity behind it. */
export interface EventScope {
  readonly deps: Pick<Deps, 'outbox' | 'newId'>;
  readonly tx: Transaction;
  readonly identity: RequestIdentity;
}

/** An event, and how subscribers of its tournament see it; `live` is absent where they do not. */
export interface TournamentDomainEvent extends Omit<NewEvent, 'id' | 'log' | 'tenantId'> {
  readonly tournament: Pick<TournamentRow, 'id' | 'tenantId'>;
  readonly live?: {
    readonly kind: TournamentEventKind;
    readonly matchId?: string;
    readonly entrantId?: string;
    readonly standingChanges?: readonly PointsChange[];
  };
}

/** Stores the events, in order. Two statements, however many there are. */
export async function emit(
  { deps, tx, identity }: EventScope,
  events: readonly TournamentDomainEvent[],
): Promise<void> {
  const identified = events.map((event) => ({ id: deps.newId(), ...event }));
  await deps.outbox.append(tx, identity, identified.map(toNewEvent));
  const rows = identified.flatMap(toLiveRow);
  if (rows.length > 0) await tx.insertMany(TournamentEvent, rows);
}

/** A tournament was created; its entrants follow with ENTRANT_ADDED. */
export function tournamentCreated(tournament: TournamentRow): TournamentDomainEvent {
  const { name, format, status, gameType, ratingSystem, config } = tournament;
  return {
    ...ofTournament(tournament, 'TOURNAMENT_CREATED', tournament.createdAt),
    change: {
      action: 'CREATE',
      after: { name, format, status, gameType, ratingSystem, config },
    },
    live: { kind: 'TOURNAMENT_CREATED' },
  };
}

/** An entrant was added. */
export function entrantAdded(
  tournament: TournamentRow,
  entrant: EntrantRow,
): TournamentDomainEvent {
  const { id: entrantId, agentId, agentName, seed } = entrant;
  return {
    ...ofTournament(tournament, 'ENTRANT_ADDED', entrant.createdAt),
    change: { action: 'CREATE', after: { agentId, agentName, seed } },
    data: { entrantId, agentId, agentName, seed },
    live: { kind: 'ENTRANT_ADDED', entrantId },
  };
}

/** An entrant withdrew; the matches forfeited by it follow with MATCH_RECORDED. */
export function entrantWithdrawn(
  tournament: TournamentRow,
  entrant: Pick<EntrantRow, 'id' | 'agentId' | 'agentName'>,
  { at, forfeits }: { at: Date; forfeits: number },
): TournamentDomainEvent {
  const { id: entrantId, agentId, agentName } = entrant;
  return {
    ...ofTournament(tournament, 'ENTRANT_WITHDRAWN', at),
    change: {
      action: 'UPDATE',
      before: { agentName, withdrawnAt: null },
      after: { agentName, withdrawnAt: at },
    },
    data: { entrantId, agentId, agentName, forfeits },
    live: { kind: 'ENTRANT_WITHDRAWN', entrantId },
  };
}

/** The rounds were drawn. `path` is what the status went through, its present value last. */
export function tournamentStarted(
  tournament: TournamentRow,
  { before, path, rounds }: StartedFacts,
): TournamentDomainEvent {
  const { entrantCount: entrants, matchCount: matches } = tournament;
  return {
    ...ofTournament(tournament, 'TOURNAMENT_STARTED', tournament.updatedAt),
    change: statusChange(before, tournament.status),
    data: { path, rounds, matches, entrants },
    live: { kind: 'TOURNAMENT_STARTED' },
  };
}

interface StartedFacts {
  readonly before: TournamentStatus;
  readonly path: readonly TournamentStatus[];
  readonly rounds: number;
}

/** A match was finished, by a result or a forfeit. */
export function matchRecorded(
  tournament: TournamentRow,
  match: MatchRow,
  { statusBefore, at }: { statusBefore: MatchStatus; at: Date },
): TournamentDomainEvent {
  const { id, status, firstScore, secondScore, isForfeit } = match;
  const { firstEntrantId, secondEntrantId, firstAgentId, secondAgentId } = match;
  return {
    ...ofTournament(tournament, 'MATCH_RECORDED', at),
    aggregate: { type: 'Match', id },
    change: {
      action: 'UPDATE',
      before: { status: statusBefore },
      after: { status, firstScore, secondScore, isForfeit },
    },
    data: {
      tournamentId: tournament.id,
      firstEntrantId,
      secondEntrantId,
      firstAgentId,
      secondAgentId,
    },
    live: { kind: 'MATCH_FINISHED', matchId: id },
  };
}

/** A finished match was rated: what it did to one of the two ratings. */
export function ratingChanged(
  tournament: TournamentRow,
  rating: RatingRow,
  change: RatingChangeRow,
): TournamentDomainEvent {
  const { agentId, agentName, gameType, ratingSystem } = rating;
  const { matchId, gameNumber, before, after, expected, actual, kFactor } = change;
  return {
    ...ofTournament(tournament, 'RATING_CHANGED', change.occurredAt),
    aggregate: { type: 'Rating', id: rating.id },
    change: { action: 'UPDATE', before: { rating: before }, after: { rating: after } },
    data: {
      tournamentId: tournament.id,
      matchId,
      agentId,
      agentName,
      gameType,
      ratingSystem,
      gameNumber,
      expected,
      actual,
      kFactor,
    },
  };
}

/**
 * Points changed by matches that were `finished` now. The event names how many entrants; who they
 * are is in the tournament's log.
 */
export function standingsChanged(
  tournament: TournamentRow,
  { changes, finished, at }: { changes: readonly PointsChange[]; finished: number; at: Date },
): TournamentDomainEvent {
  const { openMatchCount } = tournament;
  return {
    ...ofTournament(tournament, 'STANDINGS_CHANGED', at),
    change: {
      action: 'UPDATE',
      before: { openMatchCount: openMatchCount + finished },
      after: { openMatchCount },
    },
    data: { entrants: changes.length, openMatches: openMatchCount },
    live: { kind: 'STANDINGS_CHANGED', standingChanges: changes },
  };
}

/** The last match was finished. The event says who won, and everybody else's place. */
export function tournamentCompleted(
  tournament: TournamentRow,
  { results, entrants }: CompletedFacts,
): TournamentDomainEvent {
  const { status } = tournament;
  const byId = new Map(entrants.map((entrant) => [entrant.id, entrant]));
  const places = results.map(({ entrantId, rank, points }) => {
    const { agentId = null, agentName } = byId.get(entrantId)!;
    return { entrantId, agentId, agentName, rank, points };
  });
  return {
    ...ofTournament(tournament, 'TOURNAMENT_COMPLETED', tournament.updatedAt),
    change: {
      action: 'UPDATE',
      before: { status: 'RUNNING', results: null },
      after: { status, results: places },
    },
    live: { kind: 'TOURNAMENT_COMPLETED' },
  };
}

interface CompletedFacts {
  /** The final standings, best first. */
  readonly results: readonly StandingRow[];
  /** Everybody in them. */
  readonly entrants: readonly EntrantRow[];
}

/** The tournament was given up. */
export function tournamentCancelled(
  tournament: TournamentRow,
  before: TournamentStatus,
): TournamentDomainEvent {
  return {
    ...ofTournament(tournament, 'TOURNAMENT_CANCELLED', tournament.updatedAt),
    change: statusChange(before, tournament.status),
    live: { kind: 'TOURNAMENT_CANCELLED' },
  };
}

function ofTournament(tournament: TournamentRow, type: string, occurredAt: Date) {
  return { type, occurredAt, tournament, aggregate: { type: 'Tournament', id: tournament.id } };
}

function statusChange(before: TournamentStatus, after: TournamentStatus) {
  return { action: 'UPDATE' as const, before: { status: before }, after: { status: after } };
}

type Identified = TournamentDomainEvent & { readonly id: string };

function toNewEvent({ tournament, live, ...event }: Identified): NewEvent {
  const log = live ? { log: tournamentLog(tournament.id) } : {};
  return { ...event, tenantId: tournament.tenantId, ...log };
}

function toLiveRow({ id, tournament, live, occurredAt }: Identified) {
  if (!live) return [];
  const { kind, matchId = null, entrantId = null, standingChanges = [] } = live;
  const { id: tournamentId, tenantId } = tournament;
  return [{ id, tenantId, tournamentId, kind, matchId, entrantId, standingChanges, occurredAt }];
}
