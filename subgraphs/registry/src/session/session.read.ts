/** Reading sessions: by id (batched) and as a list, of those whose sessions the caller may see. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { visibleTo } from '../account/own.rules.ts';
import { Session } from './session.entity.ts';

export function createSessionLoaders(scope: ReadScope) {
  return { session: loadById(scope, Session, visibleTo(scope.identity.actor)) };
}

/** Newest first. Errors: BAD_USER_INPUT for `first` and `after`. */
export async function listSessions({ em, identity }: ReadScope, args: PageArgs) {
  const where = visibleTo(identity.actor);
  return selectPage(await em(), Session, { list: 'sessions', where, args });
}
