/** What the resolvers of this subgraph get with every request. */
import type { ReadScope, SubgraphContext } from '@arbiter/server/subgraph/context.ts';
import { createEntrantLoaders } from './entrant/entrant.read.ts';
import { createMatchLoaders } from './match/match.read.ts';
import { createRatingLoaders } from './rating/rating.read.ts';
import { createRoundLoaders } from './round/round.read.ts';
import { createStandingLoaders } from './standing/standing.read.ts';
import { createTournamentLoaders } from './tournament/tournament.read.ts';

export type TournamentsLoaders = ReturnType<typeof createLoaders>;
export type TournamentsContext = SubgraphContext<TournamentsLoaders>;

/** The dataloaders of one request. */
export function createLoaders(scope: ReadScope) {
  return {
    ...createTournamentLoaders(scope),
    ...createEntrantLoaders(scope),
    ...createRoundLoaders(scope),
    ...createMatchLoaders(scope),
    ...createStandingLoaders(scope),
    ...createRatingLoaders(scope),
  };
}
