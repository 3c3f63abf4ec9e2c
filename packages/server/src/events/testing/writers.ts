/**
 * Concurrent writers of events: transactions that overlap, take their time and are sometimes rolled
 * back. As in services, writers of one aggregate exclude each other.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { type EventStore, testEvent } from '@arbiter/testkit/event-store.ts';
import { testActor, testIdentity } from '@arbiter/testkit/identities.ts';
import type { DomainEvent } from '../domain-event.ts';

export interface Work {
  readonly tenant: number;
  readonly aggregate: number;
  readonly events: number;
  /** How long the transaction stays open before and after it writes. */
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly rollsBack: boolean;
  readonly log: string | undefined;
}

export const logsOfWriters = ['things', 'others'] as const;

/** Random work for a few tenants and aggregates. */
export const someWork: fc.Arbitrary<Work[]> = fc.array(
  fc.record({
    tenant: fc.nat(2),
    aggregate: fc.nat(3),
    events: fc.integer({ min: 1, max: 3 }),
    beforeMs: fc.nat(3),
    afterMs: fc.nat(12),
    rollsBack: fc.boolean(),
    log: fc.constantFrom(undefined, ...logsOfWriters),
  }),
  { minLength: 30, maxLength: 80, size: 'max' },
);

const writers = 8;

/** Does the work, eight transactions at a time; returns the committed events. */
export async function write(store: EventStore, work: readonly Work[]): Promise<DomainEvent[]> {
  const queue = [...work];
  const committed: DomainEvent[] = [];
  const writer = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      committed.push(...(await writeOne(store, next)));
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return committed;
}

async function writeOne(store: EventStore, work: Work): Promise<DomainEvent[]> {
  const tenantId = `tenant-${work.tenant}`;
  const aggregateId = `${tenantId}-thing-${work.aggregate}`;
  try {
    return await store.database.transaction(testActor(tenantId), async (tx) => {
      await sleep(work.beforeMs);
      await tx.execute(`select pg_advisory_xact_lock(hashtext(?))`, [aggregateId]);
      const [row] = await tx.execute<{ count: string }[]>(
        `select count(*) from ${store.schema}.outbox where aggregate_id = ?`,
        [aggregateId],
      );
      const events = Array.from({ length: work.events }, (_, index) =>
        testEvent(aggregateId, {
          data: { n: Number(row?.count) + index },
          ...(work.log === undefined ? {} : { log: work.log }),
        }),
      );
      const written = await store.outbox.append(tx, testIdentity(tenantId), events);
      await sleep(work.afterMs);
      if (work.rollsBack) throw new RolledBack();
      return written;
    });
  } catch (error) {
    if (error instanceof RolledBack) return [];
    throw error;
  }
}

class RolledBack extends Error {}
