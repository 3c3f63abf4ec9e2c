/** Names of the schema → commands and reads of matches. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireFound, requireRead } from '@arbiter/server/graphql/found.ts';
import { recordedPage } from '@arbiter/server/graphql/recorded-rows.ts';
import type { TournamentsLoaders } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { scoresOf, winnerOf } from './match.rules.ts';
import { reportMatch } from './match.service.ts';

export const matchResolvers: Resolvers = {
  Query: {
    match: async (_, { id }, context) =>
      requireRead(context, 'Match', await context.load.match.load(requireUuid(id, 'Match'))),
  },
  Mutation: {
    reportMatch: async (_, { input }, { deps, identity }) => ({
      match: await reportMatch(deps, identity, input),
    }),
  },
  Tournament: {
    matches: ({ id }, { openOnly, ...page }, { load }) =>
      (openOnly ? load.openMatchesOfTournament : load.matchesOfTournament)(page).load(id),
  },
  Agent: {
    matches: async ({ id }, page, context) => {
      const matches = await context.load.matchesOfAgent(page).load(id);
      return recordedPage(context, 'Agent.matches', matches);
    },
  },
  Match: {
    __resolveReference: ({ id }, { load }) => load.match.load(id),
    tournament: async ({ tournamentId }, _, { load }) =>
      requireFound('Tournament', await load.tournament.load(tournamentId)),
    round: async ({ roundId }, _, { load }) =>
      requireFound('Round', await load.round.load(roundId)),
    entrants: ({ firstEntrantId, secondEntrantId }, _, { load }) =>
      Promise.all(
        [firstEntrantId, secondEntrantId].flatMap((id) => (id == null ? [] : entrant(load, id))),
      ),
    result: (match) => (match.status === 'COMPLETED' ? match : null),
    gameLogs: async ({ id }, _, { load }) => (await load.gameLogs.load(id))?.gameLogs ?? null,
  },
  MatchResult: {
    scores: (match) => scoresOf(match),
    winner: (match, _, { load }) => {
      const id = winnerOf(match);
      return id === null ? null : load.entrant.load(id);
    },
  },
  MatchScore: {
    entrant: ({ entrantId }, _, { load }) => entrant(load, entrantId),
  },
};

async function entrant(load: TournamentsLoaders, id: string) {
  return requireFound('Entrant', await load.entrant.load(id));
}
