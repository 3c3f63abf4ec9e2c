/** Reading rounds: by id and by tournament, both batched. */
import { loadById, loadChildren } from '@arbiter/server/db/loaders.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Round } from './round.entity.ts';

export function createRoundLoaders(scope: ReadScope) {
  return {
    round: loadById(scope, Round),
    roundsOfTournament: loadChildren(scope, Round, {
      parent: 'tournamentId',
      orderBy: { number: 'asc' },
    }),
  };
}
