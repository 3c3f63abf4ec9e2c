/** Reading matches: by id, by round, and as pages of a tournament or an agent, all batched. */
import { loadById, loadChildPages, loadChildren } from '@arbiter/server/db/loaders.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Match } from './match.entity.ts';

export function createMatchLoaders(scope: ReadScope) {
  const ofTournament = {
    list: 'tournament.matches',
    parentColumn: 'tournament_id',
    orderColumn: 'position',
    orderProperty: 'position',
    direction: 'asc',
  } as const;
  return {
    match: loadById(scope, Match),
    matchesOfRound: loadChildren(scope, Match, {
      parent: 'roundId',
      orderBy: { matchNumber: 'asc' },
    }),
    matchesOfTournament: loadChildPages(scope, Match, ofTournament),
    openMatchesOfTournament: loadChildPages(scope, Match, {
      ...ofTournament,
      condition: `child.status in ('PENDING', 'ASSIGNED', 'RUNNING')`,
    }),
    matchesOfAgent: loadChildPages(scope, Match, {
      list: 'agent.matches',
      parentColumn: ['first_agent_id', 'second_agent_id'],
      condition: `child.status <> 'BYE'`,
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'desc',
    }),
  };
}
