/** Reading memberships: by id (batched) and as a list. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { targetTenant } from '../account/role.rules.ts';
import { Membership } from './membership.entity.ts';

export function createMembershipLoaders(scope: ReadScope) {
  return { membership: loadById(scope, Membership) };
}

/**
 * Memberships in the tenant, the actor's own when none is given, newest first. Errors: FORBIDDEN for a
 * tenant that the actor cannot read; BAD_USER_INPUT for `first` and `after`. Effects: event
 * CROSS_TENANT_READ in another tenant.
 */
export async function listMemberships(
  { em, identity, deps }: ReadScope & { readonly deps: Pick<Deps, 'crossTenantReads'> },
  args: PageArgs & { readonly tenantId?: string | null | undefined },
) {
  const where = { tenantId: targetTenant(identity.actor, args.tenantId) };
  await deps.crossTenantReads.record(identity, [where.tenantId], 'Query.memberships');
  return selectPage(await em(), Membership, { list: 'memberships', where, args });
}
