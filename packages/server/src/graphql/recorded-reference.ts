/**
 * References to another tenant's entities: reading one is an act like any other, however its reader
 * came to know the id.
 */
import type { SubgraphContext } from '../subgraph/context.ts';

type ResolveReference = (reference: object, context: Context, info: unknown) => unknown;
type Context = Pick<SubgraphContext<unknown>, 'identity'> & {
  readonly deps: Pick<SubgraphContext<unknown>['deps'], 'crossTenantReads'>;
};

/**
 * The `__resolveReference` of a type, which answers with a row. Effects: when that is another tenant's,
 * event CROSS_TENANT_READ there before it is answered.
 */
export function recordedReference(type: string, resolve: ResolveReference): ResolveReference {
  return async (reference, context, info) => {
    const found = await resolve(reference, context, info);
    const tenantId = tenantOf(found);
    if (tenantId !== undefined && tenantId !== context.identity.actor.tenantId) {
      await context.deps.crossTenantReads.record(context.identity, [tenantId], type);
    }
    return found;
  };
}

/** Undefined for what is no row: nothing, or a mere id to which fields are added. */
function tenantOf(found: unknown): string | undefined {
  if (typeof found !== 'object' || found === null || !('tenantId' in found)) return undefined;
  return typeof found.tenantId === 'string' ? found.tenantId : undefined;
}
