/** Reading memberships: by id (batched) and as a list. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { requireListedTenant } from '../tenant/tenant.read.ts';
import { Membership } from './membership.entity.ts';

export function createMembershipLoaders(scope: ReadScope) {
  return { membership: loadById(scope, Membership) };
}

/**
 * Memberships in the tenant, the actor's own when none is given, newest first. Errors: FORBIDDEN for a
 * tenant that the actor cannot read; NOT_FOUND for one that does not exist; BAD_USER_INPUT for `first` and
 * `after`. Effects: event CROSS_TENANT_READ in another tenant.
 */
export async function listMemberships(
  scope: ReadScope & { readonly deps: Pick<Deps, 'crossTenantReads'> },
  args: PageArgs & { readonly tenantId?: string | null | undefined },
) {
  const tenantId = await requireListedTenant(scope, args.tenantId, 'Query.memberships');
  const where = { tenantId };
  return selectPage(await scope.em(), Membership, { list: 'memberships', where, args });
}
