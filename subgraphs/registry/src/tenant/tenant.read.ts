/** Reading tenants: by id (batched) and as a list. */
import { containsTenant, readableTenants } from '@arbiter/kernel/actor/actor.ts';
import { AppError, notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { selectPage, selectRow, selectRows } from '@arbiter/server/db/rows.ts';
import { loadOne } from '@arbiter/server/graphql/loader.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Tenant, type TenantRow } from './tenant.entity.ts';

export function createTenantLoaders({ em }: ReadScope) {
  return {
    tenant: loadOne<TenantRow>(
      async (ids) => {
        const known = ids.filter(isTenantId);
        if (known.length === 0) return [];
        return selectRows(await em(), Tenant, { tenantId: { $in: known } });
      },
      ({ tenantId }) => tenantId,
    ),
  };
}

/** Those that the actor may read, by their ids. Errors: BAD_USER_INPUT for `first` and `after`. */
export async function listTenants({ em, identity }: ReadScope, args: PageArgs) {
  const readable = readableTenants(identity.actor);
  const where = readable === '*' ? {} : { tenantId: { $in: [...readable] } };
  const order = [{ property: 'tenantId', direction: 'asc' }] as const;
  return selectPage(await em(), Tenant, { list: 'tenants', where, args, order });
}

/**
 * The tenant whose accounts a list is asked for, the actor's own when none is given. Errors: FORBIDDEN for one
 * that the actor cannot read, whether or not it exists; NOT_FOUND for one that was never created, so that no
 * record names it. Effects: event CROSS_TENANT_READ in another tenant.
 */
export async function requireListedTenant(
  { em, identity, deps }: ReadScope & { readonly deps: Pick<Deps, 'crossTenantReads'> },
  given: string | null | undefined,
  what: string,
): Promise<string> {
  const { actor } = identity;
  const tenantId = given ?? actor.tenantId;
  if (!containsTenant(readableTenants(actor), tenantId)) {
    throw new AppError('FORBIDDEN', 'This is not a tenant of yours.', { field: 'tenantId' });
  }
  if (tenantId === actor.tenantId) return tenantId;
  const exists = isTenantId(tenantId) && (await selectRow(await em(), Tenant, { tenantId }));
  if (!exists) throw notFound('Tenant', 'tenantId');
  await deps.crossTenantReads.record(identity, [tenantId], what);
  return tenantId;
}
