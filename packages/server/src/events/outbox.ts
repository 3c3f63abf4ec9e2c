/**
 * The outbox: events are rows in the transaction of the change they report, so that a change and
 * its event are stored together or not at all. The relay publishes them after the commit.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { type WorkScope, namesWork, writeBaggage } from '@arbiter/kernel/trace/work-baggage.ts';
import type { IdSource } from '@arbiter/kernel/ids.ts';
import { afterCommit } from '../db/after-commit.ts';
import { executeBound } from '../db/bound-statement.ts';
import type { Transaction } from '../db/database.ts';
import { scopeOfEvent, workOfEvent } from '../telemetry/tracing/work-attributes.ts';
import { recordedSpan } from '../telemetry/tracing/spans.ts';
import type { DomainEvent, EventOrigin, ResourceChange } from './domain-event.ts';

/** What a subgraph's events.ts says of one event; the rest is filled in here. */
export interface NewEvent {
  readonly type: string;
  readonly aggregate: { readonly type: string; readonly id: string };
  readonly occurredAt: Date;
  /** The tenant the aggregate belongs to; the actor's own when absent. */
  readonly tenantId?: string;
  readonly change?: ResourceChange;
  readonly data?: Readonly<Record<string, unknown>>;
  /** The event log that subscribers of this event follow, if any. */
  readonly log?: string;
  /** Given where the event has its own table and the two must share the id. */
  readonly id?: string;
  /** The request behind the event, where one transaction serves several; else the caller's. */
  readonly identity?: RequestIdentity;
}

export interface Outbox {
  /** Stores the events, in order, in the caller's transaction. */
  append(
    tx: Transaction,
    identity: RequestIdentity,
    events: readonly NewEvent[],
  ): Promise<DomainEvent[]>;
}

/**
 * `topic` is the subgraph's name, which is also its database schema. `onCommitted` hears of events when
 * their transaction has been committed, in this process.
 */
export function createOutbox(
  topic: string,
  newId: IdSource,
  onCommitted?: (events: readonly DomainEvent[]) => void,
): Outbox {
  return {
    async append(tx, identity, events) {
      const complete = events.map((event) => toDomainEvent(event, { topic, identity, newId }));
      const [first] = complete;
      if (!first) return [];
      if (onCommitted) afterCommit(tx, () => onCommitted(complete));
      recordedSpan()?.setAttributes(workOfEvent(first));
      await insertRows(
        tx,
        topic,
        complete.map((event, index) => toRow(event, events[index]?.log)),
      );
      return complete;
    },
  };
}

function toRow(event: DomainEvent, log: string | undefined) {
  return {
    id: event.id,
    tenant_id: event.tenantId,
    topic: event.topic,
    log: log ?? null,
    aggregate_id: event.aggregate.id,
    envelope: event,
  };
}

async function insertRows(
  tx: Transaction,
  schema: string,
  rows: readonly ReturnType<typeof toRow>[],
): Promise<void> {
  // One statement however many events; json_to_recordset keeps their order.
  await executeBound(
    tx,
    `insert into ${schema}.outbox (id, tenant_id, topic, log, aggregate_id, envelope)
     select id, tenant_id, topic, log, aggregate_id, envelope from json_to_recordset($1::json)
     as e(id uuid, tenant_id text, topic text, log text, aggregate_id text, envelope jsonb)`,
    [JSON.stringify(rows)],
  );
}

function toDomainEvent(
  event: NewEvent,
  scope: { topic: string; identity: RequestIdentity; newId: IdSource },
): DomainEvent {
  const { topic, newId } = scope;
  const identity = event.identity ?? scope.identity;
  const about = {
    tenantId: event.tenantId ?? identity.actor.tenantId,
    aggregate: event.aggregate,
    data: event.data ?? {},
  };
  return {
    id: event.id ?? newId(),
    topic,
    type: event.type,
    ...about,
    occurredAt: event.occurredAt.toISOString(),
    origin: { ...originOf(identity), ...baggageOf(scopeOfEvent({ ...about, origin: identity })) },
    ...(event.change ? { change: event.change } : {}),
  };
}

function baggageOf(scope: WorkScope): Pick<EventOrigin, 'baggage'> {
  const baggage = namesWork(scope) ? writeBaggage(scope) : undefined;
  return baggage === undefined ? {} : { baggage };
}

function originOf({
  actor,
  requestId,
  traceparent,
  clientAddress,
  userAgent,
}: RequestIdentity): EventOrigin {
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
