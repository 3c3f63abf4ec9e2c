/** Storing a draw: rounds and matches by the hundred thousand, so with plain SQL and in chunks. */
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { EntrantRow } from '../entrant/entrant.entity.ts';
import type { MatchStatus } from '../match/match.rules.ts';
import type { TournamentRow } from '../tournament/tournament.entity.ts';
import type { ScheduledRound } from './round-robin.rules.ts';

/** Matches of one statement: well within the statement timeout, about a megabyte of text. */
const chunkSize = 5_000;

interface WriteScope {
  readonly deps: Pick<Deps, 'newId'>;
  readonly tx: Transaction;
}

interface Draw {
  readonly rounds: readonly ScheduledRound<EntrantRow>[];
  readonly at: Date;
}

/**
 * Stores the rounds and their matches; a bye becomes a match without a second entrant, the last of
 * its round. Needs a transaction.
 */
export async function insertRounds(
  { deps, tx }: WriteScope,
  tournament: TournamentRow,
  { rounds, at }: Draw,
): Promise<void> {
  const numbered = rounds.map((round) => ({ ...round, id: deps.newId() }));
  const { id: tournamentId, tenantId } = tournament;
  await tx.execute(
    `insert into tournaments.rounds (id, tenant_id, tournament_id, number, created_at)
     select id, ?, ?, number, ? from json_to_recordset(?::json) as round(id uuid, number int)`,
    [
      tenantId,
      tournamentId,
      at,
      JSON.stringify(numbered.map(({ id, roundNumber }) => ({ id, number: roundNumber }))),
    ],
  );
  let chunk: NewMatch[] = [];
  for (const match of matchesOf(numbered, deps)) {
    chunk.push(match);
    if (chunk.length < chunkSize) continue;
    await insertMatches(tx, tournament, { matches: chunk, at });
    chunk = [];
  }
  await insertMatches(tx, tournament, { matches: chunk, at });
}

/** A match in the short names of the statement that stores it. */
interface NewMatch {
  readonly id: string;
  readonly round: string;
  readonly round_no: number;
  readonly match_no: number;
  readonly position: number;
  readonly status: MatchStatus;
  readonly first: string;
  readonly second: string | null;
  readonly first_agent: string | null;
  readonly second_agent: string | null;
}

/** One at a time, so that only a chunk of them is ever in memory. */
function* matchesOf(
  rounds: readonly (ScheduledRound<EntrantRow> & { readonly id: string })[],
  { newId }: Pick<Deps, 'newId'>,
): Generator<NewMatch> {
  let position = 0;
  for (const { id: round, roundNumber, pairings, bye } of rounds) {
    const place = (matchNumber: number) => {
      position += 1;
      return { id: newId(), round, round_no: roundNumber, match_no: matchNumber, position };
    };
    for (const { matchNumber, first, second } of pairings) {
      yield { ...place(matchNumber), status: 'PENDING', ...seats(first, second) };
    }
    if (bye) yield { ...place(pairings.length + 1), status: 'BYE', ...seats(bye, null) };
  }
}

function seats(first: EntrantRow, second: EntrantRow | null) {
  return {
    first: first.id,
    second: second?.id ?? null,
    first_agent: first.agentId ?? null,
    second_agent: second?.agentId ?? null,
  };
}

async function insertMatches(
  tx: Transaction,
  { id: tournamentId, tenantId }: TournamentRow,
  { matches, at }: { matches: readonly NewMatch[]; at: Date },
): Promise<void> {
  if (matches.length === 0) return;
  await tx.execute(
    `insert into tournaments.matches
       (id, tenant_id, tournament_id, round_id, round_number, match_number, position, status,
        first_entrant_id, second_entrant_id, first_agent_id, second_agent_id, metadata, created_at)
     select id, ?, ?, round, round_no, match_no, position, status,
       first, second, first_agent, second_agent, '{}', ?
     from json_to_recordset(?::json) as match
       (id uuid, round uuid, round_no int, match_no int, position int, status text,
        first uuid, second uuid, first_agent uuid, second_agent uuid)`,
    [tenantId, tournamentId, at, JSON.stringify(matches)],
  );
}
