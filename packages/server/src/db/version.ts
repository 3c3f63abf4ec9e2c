/** Optimistic concurrency: two writers that read the same version cannot both win. */
import { OptimisticLockError } from '@mikro-orm/postgresql';
import { staleVersion } from '@arbiter/kernel/errors/app-error.ts';

interface Versioned {
  readonly version: number;
}

/** Errors: CONFLICT with the present version when it is not the one that the caller has seen. */
export function requireVersion(
  what: string,
  current: Versioned,
  expected: number | null | undefined,
): void {
  if (expected == null || expected === current.version) return;
  throw staleVersion(what, current.version);
}

/** True for the error of a flush that met a row changed since it was loaded. */
export function isStaleWrite(error: unknown): boolean {
  return error instanceof OptimisticLockError;
}
