/**
 * Consumers of domain events inside a subgraph. Most give a handler that runs in one transaction
 * with the inbox row that marks the event as processed, so that at-least-once delivery has an
 * effect once; one that recognises repeats by itself may take over delivery. Events that keep
 * failing become dead letters either way.
 */
import type pg from 'pg';
import { serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { isUuid, newId, requireUuid } from '@arbiter/kernel/ids.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { Database, Transaction } from '../db/database.ts';
import { toDatabaseRefusal } from '../db/database-fault.ts';
import { type Bus, type BusSubscription, redeliveryDelayMs } from './bus.ts';
import { scopeOfEvent } from '../telemetry/tracing/work-attributes.ts';
import { pause } from './delivery.ts';
import type { DomainEvent } from './domain-event.ts';
import type { Logger } from '../telemetry/logger.ts';
import { tenantProcessor } from './tenant-processor.ts';

export type Consumer = ApplyingConsumer | HandlingConsumer;

interface ConsumerIdentity {
  /** Stable name; it is the bus group and the key of the inbox. */
  readonly name: string;
  readonly topics: readonly string[];
  /** Bound to this tenant: events of others are let pass. Of all tenants when absent. */
  readonly tenantId?: string;
}

/** The usual consumer: one transaction an event, repeats recognised by the inbox. */
export interface ApplyingConsumer extends ConsumerIdentity {
  /** Applies the event in the given transaction, which belongs to the event's tenant. */
  apply(tx: Transaction, event: DomainEvent): Promise<void>;
}

/** A consumer that delivers by its own means, e.g. many events in one transaction. */
export interface HandlingConsumer extends ConsumerIdentity {
  /**
   * Resolves when the event's effect is durable. A repeat of an event, at any later time and also
   * while the first is still under way, must have no further effect; there is no inbox row. Of
   * the event, only the tenant has been checked.
   */
  handle(event: DomainEvent): Promise<void>;
}

export interface ConsumerEnvironment {
  readonly schema: string;
  readonly database: Database;
  /** Pool of the worker role: dead letters are written even when the tenant's work fails. */
  readonly worker: pg.Pool;
  readonly logger: Logger;
}

export interface DeadLetters {
  /** Hands a dead letter to its consumer again. Errors: NOT_FOUND; whatever the consumer throws. */
  replay(id: string): Promise<void>;
}

/** Starts the consumer on the bus. Close the subscription to stop it. */
export async function startConsumer(
  bus: Bus,
  environment: ConsumerEnvironment,
  consumer: Consumer,
): Promise<BusSubscription> {
  const stopping = new AbortController();
  const subscription = await bus.subscribe({
    group: consumer.name,
    topics: consumer.topics,
    handle: (event) => deliverPatiently(event, { environment, consumer, signal: stopping.signal }),
    bury: (event, failure) => buryEvent(environment, consumer, event, failure),
  });
  return {
    close() {
      stopping.abort();
      return subscription.close();
    },
  };
}

interface Delivering {
  readonly environment: ConsumerEnvironment;
  readonly consumer: Consumer;
  /** Aborted when the consumer is stopped. */
  readonly signal: AbortSignal;
}

/** While the database is away an event waits for it; that is no failure of the event. */
const maxPatienceMs = 2_000;

async function deliverPatiently(
  event: DomainEvent,
  { environment, consumer, signal }: Delivering,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deliver(environment, consumer, event);
    } catch (error) {
      if (signal.aborted || !isDatabaseAway(error)) throw error;
      await pause(Math.min(redeliveryDelayMs(attempt), maxPatienceMs), signal);
      if (signal.aborted) throw error;
    }
  }
}

function isDatabaseAway(error: unknown): boolean {
  return error instanceof Error && toDatabaseRefusal(error)?.code === 'UNAVAILABLE';
}

async function deliver(
  environment: ConsumerEnvironment,
  consumer: Consumer,
  event: DomainEvent,
): Promise<void> {
  // The tenant becomes the right to read and write; what is no tenant's name may not become one.
  if (!hasTenant(event)) throw new Error('The event names no tenant, or a malformed one.');
  const { tenantId } = consumer;
  if (tenantId !== undefined && !tenantProcessor(tenantId).shouldProcess(event)) return;
  if ('handle' in consumer) await consumer.handle(event);
  else await applyOnce(environment, consumer, event);
}

function hasTenant({ tenantId }: DomainEvent): boolean {
  return typeof tenantId === 'string' && isTenantId(tenantId);
}

async function applyOnce(
  { schema, database }: ConsumerEnvironment,
  consumer: ApplyingConsumer,
  event: DomainEvent,
): Promise<void> {
  await database.transaction(serviceActor('event consumer', event.tenantId), async (tx) => {
    const claimed = await tx.execute(
      `insert into ${schema}.inbox (tenant_id, consumer, event_id) values (?, ?, ?)
       on conflict do nothing returning event_id`,
      [event.tenantId, consumer.name, event.id],
    );
    if (claimed.length > 0) await consumer.apply(tx, event);
  });
}

/** Stores the letter; the bus asks again when this fails. A repeat renews the letter there is. */
async function buryEvent(
  { schema, worker, logger }: ConsumerEnvironment,
  consumer: Consumer,
  event: DomainEvent,
  { deliveries, error }: { deliveries: number; error: unknown },
): Promise<void> {
  // A letter without a valid tenant belongs to none: only operators see it.
  const tenantId = hasTenant(event) ? event.tenantId : '';
  const lastError = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const facts = { err: error, eventId: event.id, consumer: consumer.name, ...subjectOf(event) };
  try {
    await worker.query(
      `insert into ${schema}.dead_letters
         (id, tenant_id, consumer, topic, event_id, message, deliveries, last_error)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (consumer, event_id) do update set deliveries = excluded.deliveries,
         last_error = excluded.last_error, dead_at = excluded.dead_at`,
      [
        ...[newId(), tenantId, consumer.name, event.topic, storableText(event.id)],
        ...[storableJson(event), deliveries, storableText(lastError)],
      ],
    );
  } catch (failure) {
    logger.error({ ...facts, err: failure }, 'dead letter cannot be stored yet');
    throw failure;
  }
  logger.error(facts, 'event became a dead letter');
}

/** Whose event it is, and of which workflow, as far as it says so in words that are ids. */
function subjectOf(event: DomainEvent): { readonly tenant?: string; readonly workflowId?: string } {
  const { aggregate } = Object(event) as Partial<DomainEvent>;
  const { workflowId } = aggregate ? scopeOfEvent(event) : {};
  return {
    ...(hasTenant(event) ? { tenant: event.tenantId } : {}),
    ...(typeof workflowId === 'string' && isUuid(workflowId) ? { workflowId } : {}),
  };
}

/** What PostgreSQL cannot hold must not keep a letter, and all events behind it, from their end. */
function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/** JSON writes NUL and lone surrogates, and nothing else, as these escapes. */
function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g,
    (escape, what: string) =>
      what.startsWith('u0000') || what.startsWith('ud') ? '\ufffd' : escape,
  );
}

/** The dead letters of a subgraph's consumers. */
export function deadLetters(
  environment: ConsumerEnvironment,
  consumers: readonly Consumer[],
): DeadLetters {
  const { schema, worker } = environment;
  return {
    async replay(id) {
      const { rows } = await worker.query<{ consumer: string; message: DomainEvent }>(
        `select consumer, message from ${schema}.dead_letters where id = $1`,
        [requireUuid(id, 'dead letter')],
      );
      const letter = rows[0];
      const consumer = consumers.find(({ name }) => name === letter?.consumer);
      if (!letter || !consumer) throw notFound('dead letter');
      await deliver(environment, consumer, letter.message);
      await worker.query(`update ${schema}.dead_letters set replayed_at = now() where id = $1`, [
        id,
      ]);
    },
  };
}
