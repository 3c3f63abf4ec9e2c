/** Answers for single objects. */
import { notFound } from '@arbiter/kernel/errors/app-error.ts';

/** The object. Errors: NOT_FOUND naming the type, also for objects of other tenants. */
export function requireFound<T>(what: string, object: T | null | undefined): T {
  if (object == null) throw notFound(what);
  return object;
}
