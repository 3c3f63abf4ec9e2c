/** Reading entrants: by id and by tournament, both batched; and the roster that commands decide on. */
import { QueryOrder } from '@mikro-orm/postgresql';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { loadById, loadChildren } from '@arbiter/server/db/loaders.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Entrant, type EntrantRow } from './entrant.entity.ts';
import type { EntrantFacts } from './entrant.rules.ts';

/** The order of the draw: by seed, those without one after them in the order of entry. */
const drawOrder = { seed: QueryOrder.ASC_NULLS_LAST, entryNumber: QueryOrder.ASC };

export function createEntrantLoaders(scope: ReadScope) {
  return {
    entrant: loadById(scope, Entrant),
    entrantsOfTournament: loadChildren(scope, Entrant, {
      parent: 'tournamentId',
      orderBy: drawOrder,
    }),
  };
}

/** Everybody entered in the tournament, withdrawn ones included, in the order of the draw. */
export async function readRoster(tx: Transaction, tournamentId: string): Promise<EntrantRow[]> {
  return selectRows(tx, Entrant, { tournamentId }, { orderBy: drawOrder });
}

/** What the rules need to know of entrants. */
export function rosterFacts(roster: readonly EntrantRow[]): EntrantFacts[] {
  return roster.map(({ id, agentName, agentId, withdrawnAt }) => ({
    id,
    agentName,
    agentId: agentId ?? null,
    isWithdrawn: withdrawnAt != null,
  }));
}
