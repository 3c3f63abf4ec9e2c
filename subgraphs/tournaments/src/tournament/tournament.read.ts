/** Reading tournaments: by id (batched) and as a list. */
import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import { loadOne } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Tournament } from './tournament.entity.ts';
import type { TournamentStatus } from './tournament-status.rules.ts';
import type { TournamentFormat } from './tournament.rules.ts';

export interface TournamentFilter {
  readonly statuses?: readonly TournamentStatus[] | null | undefined;
  readonly gameTypes?: readonly string[] | null | undefined;
  readonly formats?: readonly TournamentFormat[] | null | undefined;
  /** Part of the name, upper and lower case alike. */
  readonly name?: string | null | undefined;
}

export function createTournamentLoaders(scope: ReadScope) {
  return {
    tournament: loadById(scope, Tournament),
    results: loadOne<Results>(
      async (ids) => selectResults(await scope.em(), ids),
      ({ id }) => id,
    ),
  };
}

type Results = Pick<Tournament, 'id' | 'results'>;

/** A table has up to 512 rows, so tournaments come without it. */
async function selectResults(em: EntityManager, ids: readonly string[]): Promise<Results[]> {
  return em
    .createQueryBuilder(Tournament)
    .select(['id', 'results'])
    .where({ id: { $in: [...ids] } })
    .execute();
}

/**
 * Tournaments of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first`, `after` and a
 * filter that says too much.
 */
export async function listTournaments(
  { em, identity }: ReadScope,
  args: PageArgs & { readonly filter?: TournamentFilter | null | undefined },
) {
  requireFilterLimits(args.filter);
  const { statuses, gameTypes, formats, name } = args.filter ?? {};
  const where: FilterQuery<Tournament> = {
    tenantId: identity.actor.tenantId,
    ...(statuses ? { status: { $in: [...statuses] } } : {}),
    ...(gameTypes ? { gameType: { $in: [...gameTypes] } } : {}),
    ...(formats ? { format: { $in: [...formats] } } : {}),
    ...(name ? { name: { $ilike: `%${escapePattern(name)}%` } } : {}),
  };
  return selectPage(await em(), Tournament, { list: 'tournaments', where, args });
}

/** The text itself, where `%`, `_` and `\` would stand for something else. */
function escapePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
