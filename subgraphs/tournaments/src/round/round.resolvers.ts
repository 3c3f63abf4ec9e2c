/** Names of the schema → reads of rounds. */
import { requireFound } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';

export const roundResolvers: Resolvers = {
  Tournament: {
    rounds: ({ id }, _, { load }) => load.roundsOfTournament.load(id),
  },
  Round: {
    tournament: async ({ tournamentId }, _, { load }) =>
      requireFound('Tournament', await load.tournament.load(tournamentId)),
    matches: ({ id }, _, { load }) => load.matchesOfRound.load(id),
  },
};
