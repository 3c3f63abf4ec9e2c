/** Holding a tenant's row while who belongs to it changes. */
import { LockMode } from '@mikro-orm/postgresql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { type Action, authorize } from '@arbiter/kernel/actor/authorize.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import { Tenant } from './tenant.entity.ts';

export interface TenantToLock {
  readonly tenantId: string;
  /** What the actor is about to do there. */
  readonly action: Action;
  readonly field?: string;
}

/**
 * The tenant, locked until the transaction ends, so that two changes of its members follow each other.
 * Errors: NOT_FOUND; FORBIDDEN when the actor may read the tenant but not do this in it.
 */
export async function lockTenant(
  tx: Transaction,
  actor: Actor,
  { tenantId, action, field = 'input.tenantId' }: TenantToLock,
): Promise<Tenant> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const tenant = await tx.findOne(Tenant, { tenantId }, { lockMode });
  if (tenant) {
    authorize(actor, action, tenantId);
    return tenant;
  }
  const readable = await selectRow(tx, Tenant, { tenantId });
  if (readable) authorize(actor, action, tenantId);
  throw notFound('Tenant', field);
}
