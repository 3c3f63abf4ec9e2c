/** Optimistic concurrency: two writers that read the same version cannot both win. */
import { staleVersion } from '@arbiter/kernel/errors/app-error.ts';

/** Errors: CONFLICT with the present version when it is not the one that the caller has seen. */
export function requireVersion(
  what: string,
  current: { readonly version: number },
  expected: number | null | undefined,
): void {
  if (expected == null || expected === current.version) return;
  throw staleVersion(what, current.version);
}
