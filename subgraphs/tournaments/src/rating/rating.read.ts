/** Reading ratings: by id, by agent, as a leaderboard; and their history. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById, loadChildPages, loadChildren } from '@arbiter/server/db/loaders.ts';
import { selectPage, selectRows } from '@arbiter/server/db/rows.ts';
import { loadMany, perArguments } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import type { RatingSystem } from '../tournament/tournament.rules.ts';
import { Rating, RatingChange } from './rating.entity.ts';

export interface RatingFilter {
  readonly gameType?: string | null | undefined;
  readonly ratingSystem?: RatingSystem | null | undefined;
}

export function createRatingLoaders(scope: ReadScope) {
  return {
    rating: loadById(scope, Rating),
    ratingsOfAgent: perArguments((filter: RatingFilter) => loadRatingsOfAgent(scope, filter)),
    ratingChangesOfMatch: loadChildren(scope, RatingChange, {
      parent: 'matchId',
      orderBy: { seat: 'asc' },
    }),
    historyOfRating: loadChildPages(scope, RatingChange, {
      list: 'rating.history',
      parentColumn: 'rating_id',
      orderColumn: 'game_number',
      orderProperty: 'gameNumber',
      direction: 'desc',
    }),
  };
}

/** By game, then system. An agent that exists nowhere has none. */
function loadRatingsOfAgent({ em }: ReadScope, { gameType, ratingSystem }: RatingFilter) {
  return loadMany(
    async (agentIds) => {
      const where: FilterQuery<Rating> = {
        agentId: { $in: agentIds.filter(isUuid) },
        ...(gameType == null ? {} : { gameType }),
        ...(ratingSystem == null ? {} : { ratingSystem }),
      };
      const orderBy = { gameType: 'asc', ratingSystem: 'asc', id: 'asc' } as const;
      return selectRows(await em(), Rating, where, { orderBy });
    },
    ({ agentId }) => String(agentId),
  );
}

/**
 * The ratings of one game and system in the actor's tenant, the highest first; equal ones in the
 * order of their ids. Errors: BAD_USER_INPUT for `first` or `after`.
 */
export async function listLeaderboard(
  { em, identity }: ReadScope,
  {
    gameType,
    ratingSystem,
    ...args
  }: PageArgs & { readonly gameType: string; readonly ratingSystem: RatingSystem },
) {
  return selectPage(await em(), Rating, {
    list: `leaderboard ${ratingSystem} ${gameType}`,
    where: { tenantId: identity.actor.tenantId, gameType, ratingSystem },
    args,
    order: [
      { property: 'rating', direction: 'desc' },
      { property: 'id', direction: 'asc' },
    ],
  });
}
