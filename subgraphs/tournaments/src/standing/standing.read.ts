/**
 * The standings of tournaments, batched: two statements and one computation a tournament and
 * request, however many fields ask. Every number comes from the finished matches; nothing is cached
 * from one request to the next, so the table always agrees with the matches that the request sees.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { type Loader, batched } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import type { ByePoints } from '../tournament/tournament-config.rules.ts';
import { type StandingRow, computeStandings } from './standings.rules.ts';

/**
 * Finished matches that the tables of one statement may count: those of the three largest
 * tournaments, which take about a second.
 */
export const MAX_MATCHES_COUNTED = 1_000_000;

export function createStandingLoaders(
  { em }: ReadScope,
  maxMatches = MAX_MATCHES_COUNTED,
): { readonly standings: Loader<readonly StandingRow[]> } {
  return {
    standings: batched(async (tournamentIds) =>
      selectStandings(await em(), tournamentIds.filter(isUuid), maxMatches).then((tables) =>
        tournamentIds.map((id) => tables.get(id) ?? []),
      ),
    ),
  };
}

/** The standings of one tournament as a command sees them; however many matches it has. */
export async function readStandings(
  em: EntityManager,
  tournamentId: string,
): Promise<readonly StandingRow[]> {
  const tables = await selectStandings(em, [tournamentId], Infinity);
  return tables.get(tournamentId) ?? [];
}

/** Errors: BAD_USER_INPUT when the tournaments have more than `max` finished matches together. */
async function selectStandings(
  em: EntityManager,
  tournamentIds: readonly string[],
  max: number,
): Promise<Map<string, StandingRow[]>> {
  const ids = JSON.stringify(tournamentIds);
  const fields = await em.execute<FieldRow[]>(fieldSql, [ids]);
  const matchCount = fields.reduce((sum, { finished }) => sum + finished, 0);
  if (matchCount > max) {
    const message = `The tournaments have more than ${max} finished matches together`;
    throw new AppError('BAD_USER_INPUT', `${message}; ask for fewer standings at once.`);
  }
  const seats = await em.execute<FirstSeatRow[]>(matchSql, [ids]);
  const seatsOf = Map.groupBy(seats, ({ tournament_id: id }) => id);
  return new Map(
    fields.map((field) => [
      field.tournament_id,
      standingsOf(field, seatsOf.get(field.tournament_id) ?? []),
    ]),
  );
}

/** Who stands in the table, in the order of the draw: before the start all who are still in. */
const fieldSql = `
  select t.id as tournament_id, (t.config ->> 'byePoints')::double precision as bye_points,
    t.match_count - t.open_match_count as finished,
    array_agg(e.id::text order by e.seed nulls last, e.entry_number) as entrant_ids
  from tournaments.tournaments t
  join tournaments.entrants e on e.tournament_id = t.id
  where t.id = any (array(select value::uuid from json_array_elements_text(?::json)))
    and case when t.started_at is null then e.withdrawn_at is null else e.seed is not null end
  group by t.id`;

interface FieldRow {
  readonly tournament_id: string;
  readonly bye_points: ByePoints;
  /** Finished matches, byes not counted. */
  readonly finished: number;
  readonly entrant_ids: readonly string[];
}

/**
 * Everything that counts: finished matches, and the byes, which count as soon as they are drawn. A
 * row holds all matches in which one entrant had the first seat, since a hundred thousand rows take
 * longer to come than to count.
 */
const matchSql = `
  select tournament_id, first_entrant_id, count(*)::int as count,
    string_agg(second_entrant_id::text, ' ') as opponents,
    string_agg(first_score::text, ' ') as scores
  from tournaments.matches
  where tournament_id = any (array(select value::uuid from json_array_elements_text(?::json)))
    and status in ('COMPLETED', 'BYE')
  group by tournament_id, first_entrant_id, status`;

interface FirstSeatRow {
  readonly tournament_id: string;
  readonly first_entrant_id: string;
  readonly count: number;
  /** In the second seat, and the scores of the first against them, in one order; null for byes. */
  readonly opponents: string | null;
  readonly scores: string | null;
}

function standingsOf(
  { entrant_ids: entrantIds, bye_points: byePoints }: FieldRow,
  rows: readonly FirstSeatRow[],
): StandingRow[] {
  const matches = rows.flatMap(finishedMatches);
  const byes = rows.flatMap(({ first_entrant_id: id, opponents, count }) =>
    opponents === null ? Array<string>(count).fill(id) : [],
  );
  return computeStandings({ entrantIds, matches, byes }, { byePoints });
}

function finishedMatches({ first_entrant_id: first, opponents, scores }: FirstSeatRow) {
  const firstScores = scores?.split(' ').map(Number) ?? [];
  const seconds = opponents?.split(' ') ?? [];
  return seconds.map((second, index) => ({
    firstEntrantId: first,
    secondEntrantId: second,
    firstScore: firstScores[index]!,
    secondScore: 1 - firstScores[index]!,
  }));
}
