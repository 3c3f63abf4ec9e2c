/** Delivery to the two kinds of consumer, over the bus in process, with the database stood in for. */
import { describe, expect, test } from '@jest/globals';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { type Consumer, type ConsumerEnvironment, deadLetters, startConsumer } from './consumer.ts';
import type { DomainEvent } from './domain-event.ts';
import { createMemoryBus } from './memory-bus.ts';

const event: DomainEvent = {
  id: '01930000-0000-7000-8000-000000000001',
  topic: 'registry',
  type: 'AGENT_REGISTERED',
  tenantId: 'alpha',
  aggregate: { type: 'Agent', id: '01930000-0000-7000-8000-000000000002' },
  occurredAt: '2026-01-01T00:00:00.000Z',
  origin: { actorKind: 'USER', actorId: 'u', actorTenantId: 'alpha', requestId: 'r' },
  data: {},
};

/** Remembers what the worker role was asked to store; answers reads with `stored`. */
function environmentWith(stored: readonly object[] = []) {
  const written: unknown[][] = [];
  const environment = {
    schema: 'registry',
    database: {
      transaction: async () => {
        throw new Error('This consumer needs no transaction.');
      },
    },
    worker: {
      query: async (sql: string, values: unknown[]) => {
        if (!sql.trimStart().startsWith('select')) written.push(values);
        return { rows: stored };
      },
    },
    logger: testLogger(),
  } as unknown as ConsumerEnvironment;
  return { environment, written };
}

function collector(): { consumer: Consumer; handled: DomainEvent[] } {
  const handled: DomainEvent[] = [];
  const consumer: Consumer = {
    name: 'collector',
    topics: ['registry'],
    handle: async (received) => void handled.push(received),
  };
  return { consumer, handled };
}

describe('a consumer that handles by itself', () => {
  test('gets the event without a transaction', async () => {
    const { environment } = environmentWith();
    const { consumer, handled } = collector();
    const bus = createMemoryBus();
    await startConsumer(bus, environment, consumer);
    await bus.publish([event]);
    expect(handled).toEqual([event]);
  });

  test('gets a replayed dead letter', async () => {
    const { environment } = environmentWith([{ consumer: 'collector', message: event }]);
    const { consumer, handled } = collector();
    await deadLetters(environment, [consumer]).replay('01930000-0000-7000-8000-000000000003');
    expect(handled).toEqual([event]);
  });
});

test('an event without a valid tenant reaches no consumer and becomes a letter of no tenant', async () => {
  const malformed = [undefined, null, '', '*', 'alpha,beta', 'a b', 7];
  // Side by side, as each waits for its redeliveries.
  await Promise.all(
    malformed.map(async (tenantId) => {
      const { environment, written } = environmentWith();
      const { consumer, handled } = collector();
      const bus = createMemoryBus();
      await startConsumer(bus, environment, consumer);
      const stray = { ...event, tenantId } as DomainEvent;
      await bus.publish([stray]);
      expect(handled).toEqual([]);
      const reason = expect.stringContaining('names no tenant');
      const message = JSON.stringify(stray);
      expect(written).toEqual([
        [expect.any(String), '', 'collector', 'registry', stray.id, message, 4, reason],
      ]);
    }),
  );
});
