/** Names of the schema → the standings. */
import { requireFound } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';

export const standingResolvers: Resolvers = {
  Tournament: {
    standings: ({ id }, _, { load }) => load.standings.load(id),
    results: async ({ id }, _, { load }) => (await load.results.load(id))?.results ?? null,
  },
  Standing: {
    entrant: async ({ entrantId }, _, { load }) =>
      requireFound('Entrant', await load.entrant.load(entrantId)),
  },
};
