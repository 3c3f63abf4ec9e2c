/**
 * What the faults of a database mean to a caller: that the work took too long, or that the database
 * cannot be reached now. Everything else that a driver throws is a fault of ours.
 */
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';

/** Seconds after which a server that restarts is usually back. */
const retryAfterSeconds = 2;

/**
 * TIMEOUT or UNAVAILABLE, by SQLSTATE class or code or by the system error of a connection that
 * could not be made; null for any other fault.
 */
export function toDatabaseRefusal(fault: Error): AppError | null {
  const given = (fault as { code?: unknown }).code;
  const code = typeof given === 'string' ? given : '';
  if (code === '57014') {
    return new AppError('TIMEOUT', 'The query took too long; ask for less.', { cause: fault });
  }
  const unreachable =
    /^(08|53|57P)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(
      fault.message,
    );
  if (!unreachable) return null;
  return unavailable('The database cannot be reached now.', retryAfterSeconds, fault);
}
