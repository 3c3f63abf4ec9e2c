/** The tenant that a developer works in, from the first start on. */
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountsActor } from '../account/account.actor.ts';
import { Tenant } from './tenant.entity.ts';
import { createTenant } from './tenant.service.ts';

/**
 * Creates the tenant `default` unless it is there, open or closed. In development everybody acts in it, so
 * that without it nothing that belongs to a tenant's row could be done before somebody made one. Safe to
 * repeat, and for several processes at once. Effects: those of createTenant, once.
 */
export async function ensureDefaultTenant(deps: Deps): Promise<void> {
  const found = await deps.database.transaction(accountsActor, (tx) =>
    selectRow(tx, Tenant, { tenantId: defaultTenantId }),
  );
  if (found) return;
  const identity = { actor: accountsActor, requestId: deps.newId() };
  try {
    await createTenant(deps, identity, { id: defaultTenantId });
  } catch (error) {
    const isThere = error instanceof AppError && error.code === 'CONFLICT';
    if (!isThere) throw error;
  }
}
