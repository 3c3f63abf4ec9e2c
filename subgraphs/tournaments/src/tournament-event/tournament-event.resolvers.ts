/** Names of the schema → the events of tournaments. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireFound } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { type DeliveredTournamentEvent, followTournament } from './tournament-event.read.ts';

export const tournamentEventResolvers: Resolvers = {
  Subscription: {
    tournamentEvents: {
      subscribe: (_, { tournamentId, after }, context) =>
        followTournament(context.deps, context, {
          tournamentId: requireUuid(tournamentId, 'Tournament', 'tournamentId'),
          after,
        }),
      resolve: (delivery: DeliveredTournamentEvent) => delivery,
    },
  },
  TournamentEventDelivery: {
    event: ({ value }) => value,
  },
  TournamentEvent: {
    tournament: async ({ tournamentId }, _, { load }) =>
      requireFound('Tournament', await load.tournament.load(tournamentId)),
    match: ({ matchId }, _, { load }) => (matchId == null ? null : load.match.load(matchId)),
    entrant: ({ entrantId }, _, { load }) =>
      entrantId == null ? null : load.entrant.load(entrantId),
  },
  StandingChange: {
    entrant: async ({ entrantId }, _, { load }) =>
      requireFound('Entrant', await load.entrant.load(entrantId)),
  },
};
