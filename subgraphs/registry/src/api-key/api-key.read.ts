/** Reading API keys: by id (batched) and as a list, of those whose keys the caller may see. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { visibleTo } from '../account/own.rules.ts';
import { ApiKey } from './api-key.entity.ts';

export function createApiKeyLoaders(scope: ReadScope) {
  return { apiKey: loadById(scope, ApiKey, visibleTo(scope.identity.actor)) };
}

/** Newest first. Errors: BAD_USER_INPUT for `first` and `after`. */
export async function listApiKeys({ em, identity }: ReadScope, args: PageArgs) {
  const where = visibleTo(identity.actor);
  return selectPage(await em(), ApiKey, { list: 'apiKeys', where, args });
}
