/** What the tournaments subgraph is made of; how it runs is the same for every subgraph. */
import type { SubgraphDefinition } from '@arbiter/server/subgraph/start-subgraph.ts';
import { type TournamentsLoaders, createLoaders } from './context.ts';
import { entities } from './entities.ts';
import { entrantResolvers } from './entrant/entrant.resolvers.ts';
import { matchResolvers } from './match/match.resolvers.ts';
import { tournamentMetrics } from './metrics.ts';
import { migrations } from './migrations.ts';
import { ratingResolvers } from './rating/rating.resolvers.ts';
import { roundResolvers } from './round/round.resolvers.ts';
import { standingResolvers } from './standing/standing.resolvers.ts';
import { tournamentEventResolvers } from './tournament-event/tournament-event.resolvers.ts';
import { tournamentResolvers } from './tournament/tournament.resolvers.ts';

export const tournaments: SubgraphDefinition<TournamentsLoaders> = {
  name: 'tournaments',
  resolvers: [
    tournamentResolvers,
    entrantResolvers,
    roundResolvers,
    matchResolvers,
    standingResolvers,
    ratingResolvers,
    tournamentEventResolvers,
  ],
  entities,
  migrations,
  metrics: tournamentMetrics,
  createLoaders,
};
