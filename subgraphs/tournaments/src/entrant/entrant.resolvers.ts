/** Names of the schema → commands and reads of entrants. */
import { requireFound } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { addEntrant, withdrawEntrant } from './entrant.service.ts';

export const entrantResolvers: Resolvers = {
  Mutation: {
    addEntrant: async (_, { input }, { deps, identity }) => ({
      entrant: await addEntrant(deps, identity, input),
    }),
    withdrawEntrant: async (_, { input }, { deps, identity }) => ({
      entrant: await withdrawEntrant(deps, identity, input),
    }),
  },
  Tournament: {
    entrants: ({ id }, _, { load }) => load.entrantsOfTournament.load(id),
  },
  Entrant: {
    __resolveReference: ({ id }, { load }) => load.entrant.load(id),
    tournament: async ({ tournamentId }, _, { load }) =>
      requireFound('Tournament', await load.tournament.load(tournamentId)),
    agent: ({ agentId }) => (agentId == null ? null : { id: agentId }),
  },
};
