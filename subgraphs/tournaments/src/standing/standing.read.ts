/**
 * The standings of tournaments, batched: two statements and one computation a tournament and
 * request, however many fields ask. Every number comes from the finished matches; nothing is cached
 * from one request to the next, so the table always agrees with the matches that the request sees.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { type Loader, batched } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import type { ByePoints } from '../tournament/tournament-config.rules.ts';
import { type StandingRow, computeStandings } from './standings.rules.ts';

export function createStandingLoaders({ em }: ReadScope): {
  readonly standings: Loader<readonly StandingRow[]>;
} {
  return {
    standings: batched(async (tournamentIds) =>
      selectStandings(await em(), tournamentIds.filter(isUuid)).then((tables) =>
        tournamentIds.map((id) => tables.get(id) ?? []),
      ),
    ),
  };
}

async function selectStandings(
  em: EntityManager,
  tournamentIds: readonly string[],
): Promise<Map<string, StandingRow[]>> {
  const ids = JSON.stringify(tournamentIds);
  const fields = await em.execute<FieldRow[]>(fieldSql, [ids]);
  const matches = await em.execute<MatchRow[]>(matchSql, [ids]);
  const matchesOf = Map.groupBy(matches, ({ tournament_id: id }) => id);
  return new Map(
    fields.map((field) => [
      field.tournament_id,
      standingsOf(field, matchesOf.get(field.tournament_id) ?? []),
    ]),
  );
}

/** Who stands in the table, in the order of the draw: before the start all who are still in. */
const fieldSql = `
  select t.id as tournament_id, (t.config ->> 'byePoints')::double precision as bye_points,
    array_agg(e.id::text order by e.seed nulls last, e.entry_number) as entrant_ids
  from tournaments.tournaments t
  join tournaments.entrants e on e.tournament_id = t.id
  where t.id in (select value::uuid from json_array_elements_text(?::json))
    and case when t.started_at is null then e.withdrawn_at is null else e.seed is not null end
  group by t.id`;

interface FieldRow {
  readonly tournament_id: string;
  readonly bye_points: ByePoints;
  readonly entrant_ids: readonly string[];
}

/** Everything that counts: finished matches, and the byes, which count as soon as they are drawn. */
const matchSql = `
  select tournament_id, first_entrant_id, second_entrant_id, first_score, second_score
  from tournaments.matches
  where tournament_id in (select value::uuid from json_array_elements_text(?::json))
    and status in ('COMPLETED', 'BYE')`;

type MatchRow = { readonly tournament_id: string; readonly first_entrant_id: string } & (
  | {
      readonly second_entrant_id: string;
      readonly first_score: number;
      readonly second_score: number;
    }
  | { readonly second_entrant_id: null }
);

function standingsOf(
  { entrant_ids: entrantIds, bye_points: byePoints }: FieldRow,
  rows: readonly MatchRow[],
): StandingRow[] {
  const byes: string[] = [];
  const matches = rows.flatMap((row) => {
    if (row.second_entrant_id !== null) {
      return {
        firstEntrantId: row.first_entrant_id,
        secondEntrantId: row.second_entrant_id,
        firstScore: row.first_score,
        secondScore: row.second_score,
      };
    }
    byes.push(row.first_entrant_id);
    return [];
  });
  return computeStandings({ entrantIds, matches, byes }, { byePoints });
}
