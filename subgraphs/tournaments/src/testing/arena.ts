/** A running tournaments subgraph with the moves that the tests make in it. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import {
  type RunOptions,
  type RunningSubgraph,
  runSubgraph,
} from '@arbiter/testkit/run-subgraph.ts';
import { tournaments } from '../definition.ts';
import {
  addEntrantMutation,
  createTournamentMutation,
  reportMatchMutation,
  startTournamentMutation,
  tournamentQuery,
  withdrawEntrantMutation,
} from './operations.ts';

export interface MatchData {
  readonly id: string;
  readonly roundNumber: number;
  readonly matchNumber: number;
  readonly status: string;
  readonly entrants: readonly { readonly id: string; readonly agentName: string }[];
  readonly result: {
    readonly scores: readonly { readonly score: number }[];
    readonly winner: { readonly agentName: string } | null;
    readonly isForfeit: boolean;
  } | null;
}

export interface StandingData {
  readonly rank: number;
  readonly points: number;
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
  readonly matchesFinished: number;
  readonly sonnebornBerger: number;
  readonly entrant: { readonly agentName: string };
}

export interface EntrantData {
  readonly id: string;
  readonly agentName: string;
  readonly seed: number | null;
  readonly points: number;
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
  readonly withdrawnAt: string | null;
}

export interface TournamentData {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly matchCount: number;
  readonly openMatchCount: number;
  readonly entrantCount: number;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly entrants: readonly EntrantData[];
  readonly rounds: readonly { readonly number: number; readonly matches: readonly MatchData[] }[];
  readonly standings: readonly StandingData[];
  readonly results: readonly StandingData[] | null;
}

/** Scores of the first seat; the second has the rest of the point. */
export type FirstScore = 0 | 0.5 | 1;

export interface Arena extends RunningSubgraph {
  /** Creates a tournament of these names (or entrants) in game `chess` unless it says otherwise. */
  create(
    entrants: readonly (string | object)[],
    input?: object,
    identity?: RequestIdentity,
  ): Promise<TournamentData>;
  start(id: string, identity?: RequestIdentity): Promise<TournamentData>;
  /** The whole tournament. */
  see(id: string, identity?: RequestIdentity): Promise<TournamentData>;
  add(tournamentId: string, agentName: string): Promise<EntrantData>;
  withdraw(entrantId: string): Promise<EntrantData>;
  report(match: MatchData, firstScore: FirstScore, identity?: RequestIdentity): Promise<MatchData>;
  /** Types and data of the outbox events of one aggregate, in their order. */
  eventsOf(aggregateId: string): Promise<StoredEvent[]>;
}

export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly aggregate: { readonly type: string; readonly id: string };
  readonly change?: { readonly before?: object; readonly after?: object };
  readonly data: Readonly<Record<string, unknown>>;
}

/** Starts the subgraph on a database of its own. */
export async function openArena(options: RunOptions = {}): Promise<Arena> {
  const run = await runSubgraph(tournaments, options);
  return {
    ...run,
    async create(entrants, input = {}, identity) {
      const variables = { input: { ...tournamentInput(entrants), ...input } };
      const data = await run.ask<{ createTournament: { tournament: TournamentData } }>(
        createTournamentMutation,
        variables,
        identity,
      );
      return data.createTournament.tournament;
    },
    async start(id, identity) {
      const data = await run.ask<{ startTournament: { tournament: TournamentData } }>(
        startTournamentMutation,
        { input: { id } },
        identity,
      );
      return data.startTournament.tournament;
    },
    see: async (id, identity) =>
      (await run.ask<{ tournament: TournamentData }>(tournamentQuery, { id }, identity)).tournament,
    async add(tournamentId, agentName) {
      const data = await run.ask<{ addEntrant: { entrant: EntrantData } }>(addEntrantMutation, {
        input: { tournamentId, agentName },
      });
      return data.addEntrant.entrant;
    },
    async withdraw(entrantId) {
      const data = await run.ask<{ withdrawEntrant: { entrant: EntrantData } }>(
        withdrawEntrantMutation,
        { input: { entrantId } },
      );
      return data.withdrawEntrant.entrant;
    },
    async report(match, firstScore, identity) {
      const data = await run.ask<{ reportMatch: { match: MatchData } }>(
        reportMatchMutation,
        { input: reportInput(match, firstScore) },
        identity,
      );
      return data.reportMatch.match;
    },
    async eventsOf(aggregateId) {
      const rows = await run.database.query<{ envelope: StoredEvent }>(
        'select envelope from tournaments.outbox where aggregate_id = $1 order by ordinal',
        [aggregateId],
      );
      return rows.map(({ envelope }) => envelope);
    },
  };
}

/** The input of createTournament for these entrants. */
export function tournamentInput(entrants: readonly (string | object)[]) {
  return {
    name: 'Cup',
    gameType: 'chess',
    entrants: entrants.map((entrant) =>
      typeof entrant === 'string' ? { agentName: entrant } : entrant,
    ),
  };
}

/** The input of reportMatch for a result by seat. */
export function reportInput({ id, entrants }: MatchData, firstScore: FirstScore) {
  const [first, second] = entrants;
  return {
    matchId: id,
    scores: [
      { entrantId: first?.id, score: firstScore },
      { entrantId: second?.id, score: 1 - firstScore },
    ],
  };
}

/** All matches of a tournament in the order of their rounds, byes left out. */
export function playable({ rounds }: TournamentData): MatchData[] {
  return rounds.flatMap(({ matches }) => matches.filter(({ status }) => status !== 'BYE'));
}

/** Who meets whom, e.g. `A-B`. */
export function pairOf({ entrants }: MatchData): string {
  return entrants.map(({ agentName }) => agentName).join('-');
}
