/** Recording that somebody was refused something, in the ledger of their tenant. */
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { type LedgerDeps, appendEvents } from '../ledger/ledger.service.ts';
import type { SourceEvent } from '../ledger/source-event.rules.ts';

export const refusalKinds = ['Mutation', 'Query', 'Endpoint'] as const;
export const refusalCodes = ['FORBIDDEN', 'NOT_FOUND'] as const;

/** Who was refused; always of the tenant in which the gateway reports it. */
export type RefusedActor = Pick<Actor, 'kind' | 'id' | 'name' | 'email'>;

export interface RecordRefusal {
  readonly actor: RefusedActor;
  readonly kind: (typeof refusalKinds)[number];
  /** Of the field, or method and path of the endpoint. */
  readonly name: string;
  readonly code: (typeof refusalCodes)[number];
  /** What was lacking, as the caller was told; absent where a service refused. */
  readonly required?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Equal refusals before this one that were not recorded. */
  readonly repeated: number;
}

/**
 * `identity` is the gateway's, in the tenant of who was refused, with what it knows of that request. Whoever
 * calls has bounded how often (see the gateway's reporter of refusals). Effects: the record
 * PERMISSION_DENIED, or OBJECT_NOT_FOUND. Errors: those of the database.
 */
export async function recordRefusal(
  deps: LedgerDeps,
  identity: RequestIdentity,
  { actor, kind, name, code, required, repeated }: RecordRefusal,
): Promise<void> {
  const { tenantId } = identity.actor;
  const event: SourceEvent = {
    id: deps.newId(),
    topic: 'audit',
    type: code === 'FORBIDDEN' ? 'PERMISSION_DENIED' : 'OBJECT_NOT_FOUND',
    tenantId,
    aggregate: { type: kind, id: name },
    occurredAt: deps.clock().toISOString(),
    origin: originOf(identity, actor),
    data: { ...(required ? { required } : {}), repeated },
  };
  await appendEvents(deps, [event]);
}

function originOf(identity: RequestIdentity, actor: RefusedActor): SourceEvent['origin'] {
  const { requestId, traceparent, clientAddress, userAgent } = identity;
  return {
    actorKind: actor.kind,
    actorId: actor.id,
    actorTenantId: identity.actor.tenantId,
    requestId,
    ...(actor.name === undefined ? {} : { actorName: actor.name }),
    ...(actor.email === undefined ? {} : { actorEmail: actor.email }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(clientAddress === undefined ? {} : { clientAddress }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}
