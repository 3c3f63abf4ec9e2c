/** Holding an account while something is added to it. */
import { LockMode } from '@mikro-orm/postgresql';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { User } from './user.entity.ts';

/**
 * The account that is not deleted, locked until the transaction ends, so that a deletion finds all that was
 * added to it, and nothing is added behind one; null when there is none.
 */
export function lockUser(
  tx: Transaction,
  where: { readonly id: string } | { readonly email: string },
): Promise<User | null> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return tx.findOne(User, { ...where, deletedAt: null }, { lockMode });
}
