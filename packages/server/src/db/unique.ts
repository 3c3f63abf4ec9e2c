/** Turning the database's uniqueness into the refusal that the caller understands. */
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from './database.ts';

/**
 * Writes what is pending in the transaction now. Errors: `refusal` when it breaks a unique
 * constraint; the transaction is then over, as PostgreSQL ends it with the first error.
 */
export async function flushUnique(tx: Transaction, refusal: AppError): Promise<void> {
  try {
    await tx.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw refusal;
    throw error;
  }
}
