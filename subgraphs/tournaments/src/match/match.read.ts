/** Reading matches: by id, by round, and as pages of a tournament or an agent, all batched. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { loadById, loadChildPages, loadChildren } from '@arbiter/server/db/loaders.ts';
import { loadOne } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Match } from './match.entity.ts';

type GameLogs = Pick<Match, 'id' | 'gameLogs'>;

export function createMatchLoaders(scope: ReadScope) {
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
    matchesOfRound: loadChildren(scope, Match, {
      parent: 'roundId',
      orderBy: { matchNumber: 'asc' },
    }),
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

/** They may be large, so rows come without them and they are read only where they are asked for. */
async function selectGameLogs(em: EntityManager, ids: readonly string[]): Promise<GameLogs[]> {
  return em
    .createQueryBuilder(Match)
    .select(['id', 'gameLogs'])
    .where({ id: { $in: [...ids] } })
    .execute();
}
