/** Names of the schema → commands and reads of tournaments. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listTournaments } from './tournament.read.ts';
import { cancelTournament, createTournament } from './tournament.service.ts';
import { startTournament } from './tournament-start.service.ts';

export const tournamentResolvers: Resolvers = {
  Query: {
    tournament: async (_, { id }, context) =>
      requireRead(
        context,
        'Tournament',
        await context.load.tournament.load(requireUuid(id, 'Tournament')),
      ),
    tournaments: (_, args, context) => listTournaments(context, args),
  },
  Mutation: {
    createTournament: async (_, { input }, { deps, identity }) => ({
      tournament: await createTournament(deps, identity, input),
    }),
    startTournament: async (_, { input }, { deps, identity }) => ({
      tournament: await startTournament(deps, identity, input),
    }),
    cancelTournament: async (_, { input }, { deps, identity }) => ({
      tournament: await cancelTournament(deps, identity, input),
    }),
  },
  Tournament: {
    __resolveReference: ({ id }, { load }) => load.tournament.load(id),
  },
};
