/** Holding a row for a change, so that the changes of one object follow each other. */
import { type EntityName, type FilterQuery, LockMode } from '@mikro-orm/postgresql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { type Action, authorize } from '@arbiter/kernel/actor/authorize.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from './database.ts';
import { type Row, selectRow } from './rows.ts';

export interface RowToLock<T> {
  readonly where: FilterQuery<T>;
  /** What the actor is about to do; the scope that it needs in the row's tenant. */
  readonly action: Action;
  /** Argument that named the row, or the part that led to it. */
  readonly field: string;
}

/**
 * The row, locked until the transaction ends: writers wait for each other instead of colliding.
 * Errors: NOT_FOUND; FORBIDDEN when the actor may read the row but not do this in its tenant.
 */
export async function lockRow<T extends { id: string; tenantId: string }>(
  tx: Transaction,
  actor: Actor,
  { entity, where, action, field }: RowToLock<T> & { readonly entity: EntityName<T> },
): Promise<T> {
  const locked = await tx.findOne(entity, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (locked) {
    // What may be written there is not yet this.
    authorize(actor, action, locked.tenantId);
    return locked;
  }
  // Row level security locks only what may be written; say so where it can be read.
  const readable = (await selectRow(tx, entity, where)) as Row<{ tenantId: string }> | null;
  if (readable) authorize(actor, action, readable.tenantId);
  throw notFound(tx.getMetadata().get(entity).className, field);
}
