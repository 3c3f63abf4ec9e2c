/**
 * A domain event: one thing that happened to one aggregate, as every part of Arbiter sees it. It is
 * written in the transaction of the change it reports, published after the commit, appended to the
 * audit ledger, and kept small: it names objects, it does not carry documents.
 */
import type { ActorKind } from '@arbiter/kernel/actor/actor.ts';

/** Who did it and through which request; personal values are encrypted in the ledger. */
export interface EventOrigin {
  readonly actorKind: ActorKind;
  readonly actorId: string;
  readonly actorName?: string;
  readonly actorEmail?: string;
  /** The actor's own tenant, where it acted in another one. */
  readonly actorTenantId: string;
  readonly requestId: string;
  readonly traceparent?: string;
  /** W3C Baggage: the work that the event tells of, or that its request was part of. */
  readonly baggage?: string;
  readonly clientAddress?: string;
  readonly userAgent?: string;
}

/** A change of stored values: the object before and after, only the fields that changed. */
export interface ResourceChange {
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

export interface DomainEvent {
  /** UUIDv7; consumers recognise a repeat by it. */
  readonly id: string;
  /** Topic of the bus: the subgraph that owns the aggregate. */
  readonly topic: string;
  /** What happened, upper case, past tense, e.g. `WORKFLOW_STARTED`. */
  readonly type: string;
  readonly tenantId: string;
  /** Events of one aggregate are delivered in order. */
  readonly aggregate: { readonly type: string; readonly id: string };
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly origin: EventOrigin;
  /** Present when stored values changed. */
  readonly change?: ResourceChange;
  /** What else consumers need, plain JSON, well under 100 kB. */
  readonly data: Readonly<Record<string, unknown>>;
}
