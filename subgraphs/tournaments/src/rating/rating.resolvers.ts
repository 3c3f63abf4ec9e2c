/** Names of the schema → reads of ratings; and the agent that other subgraphs refer to. */
import { isUuid } from '@arbiter/kernel/ids.ts';
import { requireFound } from '@arbiter/server/graphql/found.ts';
import { recordedRows } from '@arbiter/server/graphql/recorded-rows.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listLeaderboard } from './rating.read.ts';

export const ratingResolvers: Resolvers = {
  Query: {
    leaderboard: (_, { ratingSystem, ...args }, context) =>
      listLeaderboard(context, { ...args, ratingSystem: ratingSystem ?? 'ELO' }),
  },
  Agent: {
    // Agents belong to the registry; here they are an id by which ratings and matches are found.
    __resolveReference: ({ id }) => (isUuid(id) ? { id: id.toLowerCase() } : null),
    ratings: async ({ id }, filter, context) => {
      const ratings = await context.load.ratingsOfAgent(filter).load(id);
      return recordedRows(context, 'Agent.ratings', ratings);
    },
  },
  Match: {
    ratingChanges: ({ id }, _, { load }) => load.ratingChangesOfMatch.load(id),
  },
  Rating: {
    __resolveReference: ({ id }, { load }) => load.rating.load(id),
    agent: ({ agentId }) => (agentId == null ? null : { id: agentId }),
    history: ({ id }, page, { load }) => load.historyOfRating(page).load(id),
  },
  RatingChange: {
    rating: async ({ ratingId }, _, { load }) =>
      requireFound('Rating', await load.rating.load(ratingId)),
    match: async ({ matchId }, _, { load }) =>
      requireFound('Match', await load.match.load(matchId)),
  },
};
