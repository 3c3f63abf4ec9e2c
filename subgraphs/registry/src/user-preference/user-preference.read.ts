/** Reading preferences: the caller's own alone, by id (batched) and as a list. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { UserPreference } from './user-preference.entity.ts';

const ownOf = ({ identity: { actor } }: ReadScope) => ({
  tenantId: actor.tenantId,
  userId: actor.id,
});

export function createUserPreferenceLoaders(scope: ReadScope) {
  return { userPreference: loadById(scope, UserPreference, ownOf(scope)) };
}

/** By their keys. Errors: BAD_USER_INPUT for `first` and `after`. */
export async function listUserPreferences(scope: ReadScope, args: PageArgs) {
  const order = [{ property: 'key', direction: 'asc' }] as const;
  const where = ownOf(scope);
  return selectPage(await scope.em(), UserPreference, {
    list: 'userPreferences',
    where,
    args,
    order,
  });
}
