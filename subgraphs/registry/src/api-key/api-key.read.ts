/** Reading API keys: by id (batched) and as a list, of those whose keys the caller may see. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { visibleTo } from '../account/own.rules.ts';
import { targetTenant } from '../account/role.rules.ts';
import { ApiKey } from './api-key.entity.ts';

export function createApiKeyLoaders(scope: ReadScope) {
  return { apiKey: loadById(scope, ApiKey, visibleTo(scope.identity.actor)) };
}

/**
 * Those of the tenant, the actor's own when none is given, newest first. Errors: FORBIDDEN for a tenant that
 * the actor cannot read; BAD_USER_INPUT for `first` and `after`. Effects: event CROSS_TENANT_READ in another
 * tenant.
 */
export async function listApiKeys(
  { em, identity, deps }: ReadScope & { readonly deps: Pick<Deps, 'crossTenantReads'> },
  args: PageArgs & { readonly tenantId?: string | null | undefined },
) {
  const tenantId = targetTenant(identity.actor, args.tenantId);
  await deps.crossTenantReads.record(identity, [tenantId], 'Query.apiKeys');
  const where = visibleTo(identity.actor, tenantId);
  return selectPage(await em(), ApiKey, { list: 'apiKeys', where, args });
}
