/** Reading matches: by id, by round, and as pages of a tournament or an agent, all batched. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import { type Loader, loadMany, loadOne } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Match, type MatchRow } from './match.entity.ts';

type GameLogs = Pick<Match, 'id' | 'gameLogs'>;

/**
 * Matches that one request may read by their rounds: those of the largest tournament, 262,654 with
 * its byes. A page of 200 such tournaments would be fifty million.
 */
export const MAX_MATCHES_READ = 300_000;

export function createMatchLoaders(scope: ReadScope, maxMatches = MAX_MATCHES_READ) {
  const ofTournament = {
    list: 'tournament.matches',
    parentColumn: 'tournament_id',
    orderColumn: 'position',
    orderProperty: 'position',
    direction: 'asc',
  } as const;
  return {
    match: loadById(scope, Match),
    gameLogs: loadOne<GameLogs>(
      async (ids) => selectGameLogs(await scope.em(), ids),
      ({ id }) => id,
    ),
    matchesOfRound: loadMatchesOfRounds(scope, maxMatches),
    matchesOfTournament: loadChildPages(scope, Match, ofTournament),
    openMatchesOfTournament: loadChildPages(scope, Match, {
      ...ofTournament,
      condition: `child.status in ('PENDING', 'ASSIGNED', 'RUNNING')`,
    }),
    matchesOfAgent: loadChildPages(scope, Match, {
      list: 'agent.matches',
      parentColumn: ['first_agent_id', 'second_agent_id'],
      condition: `child.status <> 'BYE'`,
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'desc',
    }),
  };
}

/** By their numbers. Errors: BAD_USER_INPUT past `max` matches in one request. */
function loadMatchesOfRounds({ em }: ReadScope, max: number): Loader<readonly MatchRow[]> {
  let room = max;
  return loadMany(
    async (roundIds) => {
      const where = { roundId: { $in: [...roundIds] } };
      const options = { orderBy: { matchNumber: 'asc' }, limit: room + 1 } as const;
      const matches = await selectRows(await em(), Match, where, options);
      room -= matches.length;
      if (room >= 0) return matches;
      const message = `The rounds have more than ${max} matches together`;
      throw new AppError('BAD_USER_INPUT', `${message}; ask for fewer of them at once.`);
    },
    ({ roundId }) => roundId,
  );
}

/** They may be large, so rows come without them and they are read only where they are asked for. */
async function selectGameLogs(em: EntityManager, ids: readonly string[]): Promise<GameLogs[]> {
  return em
    .createQueryBuilder(Match)
    .select(['id', 'gameLogs'])
    .where({ id: { $in: [...ids] } })
    .execute();
}
