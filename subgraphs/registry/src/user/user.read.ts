/** Reading users: by id (batched), as a list, and the caller's own. */
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import { raw } from '@mikro-orm/postgresql';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { User } from './user.entity.ts';

export interface ViewerModel {
  readonly actor: Actor;
}

export function createUserLoaders(scope: ReadScope) {
  return { user: loadById(scope, User, { deletedAt: null }) };
}

/** Id of the caller's account, or null when it cannot have one here. */
export function accountOf({ id }: Pick<Actor, 'id'>): string | null {
  return isUuid(id) ? id.toLowerCase() : null;
}

/** Members of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first` and `after`. */
export async function listUsers({ em, identity }: ReadScope, args: PageArgs) {
  const members = raw('(select user_id from registry.memberships where tenant_id = ?)', [
    identity.actor.tenantId,
  ]);
  const where = { id: { $in: members } } as never;
  return selectPage(await em(), User, { list: 'users', where, args });
}
