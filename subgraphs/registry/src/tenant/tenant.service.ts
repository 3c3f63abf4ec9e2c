/** Commands on tenants: create, change, open and close. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { isTenantId, requireTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { conflict, notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';
import { flushUnique } from '@arbiter/server/db/unique.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import { changeOf } from '@arbiter/server/events/change.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountEvent, creation } from '../account/account.events.ts';
import { requireAdminLevel } from '../account/role.rules.ts';
import { type AskedRateLimits, noRateLimits, requireRateLimits } from './rate-limits.rules.ts';
import { Tenant, type TenantRow } from './tenant.entity.ts';
import { lockTenant } from './tenant.lock.ts';

export interface CreateTenant {
  readonly id: string;
  readonly name?: string | null | undefined;
}

/**
 * Creates a tenant. Errors: FORBIDDEN, BAD_USER_INPUT, CONFLICT for an id that is taken.
 * Effects: the tenant, event TENANT_CREATED in its own ledger.
 */
export async function createTenant(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateTenant,
): Promise<TenantRow> {
  authorize(identity.actor, 'tenant:admin');
  requireAdminLevel(identity.actor);
  const tenantId = requireTenantId(command.id, 'input.id');
  const name = requireText(command.name ?? tenantId, 'input.name', { max: 255 });
  return deps.database.transaction(identity.actor, async (tx) => {
    const now = deps.clock();
    const tenant = tx.create(Tenant, {
      tenantId,
      name,
      isActive: true,
      rateLimits: noRateLimits,
      createdAt: now,
      updatedAt: now,
    });
    await flushUnique(
      tx,
      conflict(`There is a tenant ${JSON.stringify(tenantId)} already.`, { field: 'input.id' }),
    );
    const change = creation({ name });
    await accountEvent(
      { deps, tx, identity },
      { type: 'TENANT_CREATED', tenantId, about: ['Tenant', tenantId], change },
    );
    return tenant;
  });
}

export interface UpdateTenant {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly isActive?: boolean | null | undefined;
  readonly rateLimits?: AskedRateLimits | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Changes what is given. A change of nothing succeeds and leaves no trace. Errors: FORBIDDEN,
 * NOT_FOUND, BAD_USER_INPUT, CONFLICT for a stale version and for closing one's own tenant.
 * Effects: the tenant, event TENANT_UPDATED.
 */
export async function updateTenant(
  deps: Deps,
  identity: RequestIdentity,
  command: UpdateTenant,
): Promise<TenantRow> {
  return changeTenant(deps, identity, { command, field: 'input.id' });
}

/** The same for a command that names the tenant in another field. */
export async function changeTenant(
  deps: Deps,
  identity: RequestIdentity,
  { command, field }: { readonly command: UpdateTenant; readonly field: string },
): Promise<TenantRow> {
  const { actor } = identity;
  authorize(actor, 'tenant:admin');
  const { id: tenantId, name, isActive, rateLimits } = command;
  // An id that cannot exist is answered like one that does not.
  if (!isTenantId(tenantId)) throw notFound('Tenant', field);
  const wanted = {
    ...(name == null ? {} : { name: requireText(name, 'input.name', { max: 255 }) }),
    ...(isActive == null ? {} : { isActive }),
    ...(rateLimits == null ? {} : { rateLimits: requireRateLimits(rateLimits) }),
  };
  return deps.database.transaction(actor, async (tx) => {
    const tenant = await lockTenant(tx, actor, { tenantId, action: 'tenant:admin', field });
    if (isActive != null || rateLimits != null) requireAdminLevel(actor);
    requireVersion('Tenant', tenant, command.expectedVersion);
    if (isActive === false && tenantId === actor.tenantId) {
      throw conflict('Nobody closes the tenant that they work in.', { field: 'input.isActive' });
    }
    const change = changeOf(tenant, wanted);
    if (!change) return tenant;
    tx.assign(tenant, { ...wanted, updatedAt: deps.clock() });
    await tx.flush();
    await accountEvent(
      { deps, tx, identity },
      { type: 'TENANT_UPDATED', tenantId, about: ['Tenant', tenantId], change },
    );
    return tenant;
  });
}
