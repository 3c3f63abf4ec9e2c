/** Reading API keys: by id (batched) and as a list, of those whose keys the caller may see. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { visibleTo } from '../account/own.rules.ts';
import { requireListedTenant } from '../tenant/tenant.read.ts';
import { ApiKey } from './api-key.entity.ts';

export function createApiKeyLoaders(scope: ReadScope) {
  return { apiKey: loadById(scope, ApiKey, visibleTo(scope.identity.actor)) };
}

/**
 * Those of the tenant, the actor's own when none is given, newest first. Errors: FORBIDDEN for a tenant that
 * the actor cannot read; NOT_FOUND for one that does not exist; BAD_USER_INPUT for `first` and `after`. Effects:
 * event CROSS_TENANT_READ in another tenant.
 */
export async function listApiKeys(
  scope: ReadScope & { readonly deps: Pick<Deps, 'crossTenantReads'> },
  args: PageArgs & { readonly tenantId?: string | null | undefined },
) {
  const tenantId = await requireListedTenant(scope, args.tenantId, 'Query.apiKeys');
  const where = visibleTo(scope.identity.actor, tenantId);
  return selectPage(await scope.em(), ApiKey, { list: 'apiKeys', where, args });
}
