/** Recording that somebody was refused a mutation, in the ledger of their tenant. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { type LedgerDeps, appendEvents } from '../ledger/ledger.service.ts';
import type { SourceEvent } from '../ledger/source-event.rules.ts';

export interface RecordRefusal {
  readonly mutation: string;
  /** What was lacking, as the caller was told; absent where a service refused. */
  readonly required?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Equal refusals before this one that were not recorded. */
  readonly repeated: number;
}

/**
 * Whoever calls has bounded how often (see the gateway's reporter of refusals). Effects: the record
 * PERMISSION_DENIED. Errors: those of the database.
 */
export async function recordRefusal(
  deps: LedgerDeps,
  identity: RequestIdentity,
  { mutation, required, repeated }: RecordRefusal,
): Promise<void> {
  const { tenantId } = identity.actor;
  const event: SourceEvent = {
    id: deps.newId(),
    topic: 'audit',
    type: 'PERMISSION_DENIED',
    tenantId,
    aggregate: { type: 'Mutation', id: mutation },
    occurredAt: deps.clock().toISOString(),
    origin: originOf(identity),
    data: { ...(required ? { required } : {}), repeated },
  };
  await appendEvents(deps, [event]);
}

function originOf(identity: RequestIdentity): SourceEvent['origin'] {
  const { actor, requestId, traceparent, clientAddress, userAgent } = identity;
  return {
    actorKind: actor.kind,
    actorId: actor.id,
    actorTenantId: actor.tenantId,
    requestId,
    ...(actor.name === undefined ? {} : { actorName: actor.name }),
    ...(actor.email === undefined ? {} : { actorEmail: actor.email }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(clientAddress === undefined ? {} : { clientAddress }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}
