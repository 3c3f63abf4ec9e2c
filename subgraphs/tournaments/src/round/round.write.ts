/** Storing a draw: rounds and matches by the hundred thousand, so with plain SQL and in chunks. */
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { TournamentRow } from '../tournament/tournament.entity.ts';
import type { ScheduledRound } from './round-robin.rules.ts';

/** Matches of one statement: well within the statement timeout, about half a megabyte of text. */
const chunkSize = 5_000;

interface WriteScope {
  readonly deps: Pick<Deps, 'newId'>;
  readonly tx: Transaction;
}

interface Draw {
  /** Drawn from seeds, 1 to n. */
  readonly rounds: readonly ScheduledRound<number>[];
  readonly at: Date;
}

/**
 * Stores the rounds and their matches among the tournament's entrants, who have their seeds. A bye
 * becomes a match without a second entrant, the last of its round. Needs a transaction.
 */
export async function insertDraw(
  { deps, tx }: WriteScope,
  { id: tournamentId, tenantId }: TournamentRow,
  { rounds, at }: Draw,
): Promise<void> {
  const rows = rounds.map(({ roundNumber }) => ({ id: deps.newId(), number: roundNumber }));
  await tx.execute(
    `insert into tournaments.rounds (id, tenant_id, tournament_id, number, created_at)
     select id, ?, ?, number, ? from json_to_recordset(?::json) as round(id uuid, number int)`,
    [tenantId, tournamentId, at, JSON.stringify(rows)],
  );
  for (const chunk of chunksOf(matchesOf(rounds, deps))) {
    const matches = JSON.stringify(chunk);
    const values = [tenantId, tournamentId, at, tournamentId, tournamentId, matches];
    await tx.execute(insertMatchesSql, values);
  }
}

/**
 * Rounds and seeds are sent as numbers and looked up in arrays: that takes the same time for every
 * match, where a join would depend on statistics that a table being filled does not have yet.
 */
const insertMatchesSql = `
  insert into tournaments.matches
    (id, tenant_id, tournament_id, round_id, round_number, match_number, position, status,
     first_entrant_id, second_entrant_id, first_agent_id, second_agent_id, metadata, created_at)
  select match.id, ?, ?, rounds.ids[round], round, number, position,
    case when second is null then 'BYE' else 'PENDING' end,
    drawn.ids[first], drawn.ids[second], drawn.agents[first], drawn.agents[second], '{}', ?
  from (
    select array_agg(id order by number) as ids
    from tournaments.rounds where tournament_id = ?
  ) rounds, (
    select array_agg(id order by seed) as ids, array_agg(agent_id order by seed) as agents
    from tournaments.entrants where tournament_id = ? and seed is not null
  ) drawn, json_to_recordset(?::json) as match
    (id uuid, round int, number int, position int, first int, second int)`;

interface NewMatch {
  readonly id: string;
  /** Number of the round. */
  readonly round: number;
  readonly number: number;
  readonly position: number;
  /** Seeds. */
  readonly first: number;
  readonly second: number | null;
}

function* matchesOf(
  rounds: readonly ScheduledRound<number>[],
  { newId }: Pick<Deps, 'newId'>,
): Generator<NewMatch> {
  let position = 0;
  for (const { roundNumber: round, pairings, bye } of rounds) {
    for (const { matchNumber: number, first, second } of pairings) {
      position += 1;
      yield { id: newId(), round, number, position, first, second };
    }
    if (bye === null) continue;
    position += 1;
    yield { id: newId(), round, number: pairings.length + 1, position, first: bye, second: null };
  }
}

/** Only one chunk is ever in memory. */
function* chunksOf(matches: Iterable<NewMatch>): Generator<NewMatch[]> {
  let chunk: NewMatch[] = [];
  for (const match of matches) {
    chunk.push(match);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
