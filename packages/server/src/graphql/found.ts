/** Answers for single objects. */
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { Deps, ReadScope } from '../subgraph/context.ts';

/** The object. Errors: NOT_FOUND naming the type, also for objects of other tenants. */
export function requireFound<T>(what: string, object: T | null | undefined): T {
  if (object == null) throw notFound(what);
  return object;
}

/** Who reads, and where it is recorded. */
export interface Reading extends Pick<ReadScope, 'identity'> {
  readonly deps: Pick<Deps, 'crossTenantReads'>;
}

/**
 * The object that a query names by its id. Errors: NOT_FOUND naming the type. Effects: when it is
 * another tenant's, which the actor may read, event CROSS_TENANT_READ there before it is answered.
 */
export async function requireRead<T extends { readonly tenantId: string }>(
  { identity, deps }: Reading,
  what: string,
  object: T | null | undefined,
): Promise<T> {
  const found = requireFound(what, object);
  await deps.crossTenantReads.record(identity, [found.tenantId], what);
  return found;
}
