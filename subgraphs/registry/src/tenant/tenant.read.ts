/** Reading tenants: by id (batched) and as a list. */
import { readableTenants } from '@arbiter/kernel/actor/actor.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { selectPage, selectRows } from '@arbiter/server/db/rows.ts';
import { loadOne } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
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
