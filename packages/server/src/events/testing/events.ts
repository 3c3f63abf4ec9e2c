/** Events and waiting for tests of the bus and what stands on it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { newId } from '@arbiter/kernel/ids.ts';
import type { DomainEvent } from '../domain-event.ts';

/** A name that no other test uses, so that tests can share a server. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 8)}`;
}

/** An event of the aggregate; `data.n` is its number. */
export function eventOf(topic: string, aggregateId: string, n = 0): DomainEvent {
  return {
    id: newId(),
    topic,
    type: 'THING_HAPPENED',
    tenantId: 'alpha',
    aggregate: { type: 'Thing', id: aggregateId },
    occurredAt: '2026-01-01T00:00:00.000Z',
    origin: { actorKind: 'USER', actorId: 'u', actorTenantId: 'alpha', requestId: 'r' },
    data: { n },
  };
}

/** `perAggregate` events of each of so many aggregates, taken in turn. */
export function eventsOf(topic: string, aggregates: number, perAggregate: number): DomainEvent[] {
  return Array.from({ length: aggregates * perAggregate }, (_, index) =>
    eventOf(topic, `thing-${index % aggregates}`, Math.floor(index / aggregates)),
  );
}

/** Waits until the condition holds; the test's own time limit bounds it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}
