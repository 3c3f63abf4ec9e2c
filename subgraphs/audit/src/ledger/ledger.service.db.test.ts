/**
 * The ledger on a real database, fed by consumers and through the bus: every event once, numbered
 * without gaps and chained per tenant, whatever overlaps, repeats, fails or is cut off.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { newId } from '@arbiter/kernel/ids.ts';
import type { DomainEvent } from '@arbiter/server/events/domain-event.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';
import { type PublishedRecord, verifyLedger } from '../testing/verify-ledger.ts';
import { createLedgerConsumer } from './ledger.consumer.ts';

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit();
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

/** The tenant's ledger as an outsider gets it, verified. */
const ledgerOf = async (tenantId: string) =>
  verifyLedger(
    tenantId,
    await run.database.query<{ canonicalForm: string; hash: string } & PublishedRecord>(
      `select canonical_form as "canonicalForm", encode(hash, 'hex') as hash
       from audit.ledger where tenant_id = $1 order by seq`,
      [tenantId],
    ),
  );

const eventIdsOf = (records: readonly Record<string, unknown>[]) =>
  records.map(({ source }) => (source as { eventId: string }).eventId);

const deadLetters = () =>
  run.database.query<{ tenant_id: string; message: DomainEvent; last_error: string }>(
    'select tenant_id, message, last_error from audit.dead_letters order by dead_at',
  );

describe('appending', () => {
  test('one event becomes one record that says what the event says', async () => {
    const event = testEvent({ tenantId: 'one', data: { step: 3 } });
    await run.bus.publish([event]);
    expect(await ledgerOf('one')).toEqual([
      expect.objectContaining({
        eventType: 'WORKFLOW_STARTED',
        source: { eventId: event.id, topic: 'registry' },
        resource: event.aggregate,
        data: { step: 3 },
      }),
    ]);
  });

  test('events of one aggregate keep their order', async () => {
    const aggregate = { type: 'Workflow', id: newId() };
    const events = Array.from({ length: 50 }, () => testEvent({ tenantId: 'order', aggregate }));
    await run.bus.publish(events);
    expect(eventIdsOf(await ledgerOf('order'))).toEqual(events.map(({ id }) => id));
  });

  test('records of many tenants are written by as many statements as those of one', async () => {
    const consumer = createLedgerConsumer(run.deps);
    const origin = { actorName: 'Ada' };
    const statementsFor = async (tenants: readonly string[]) => {
      const events = tenants.map((tenantId) => testEvent({ tenantId, origin }));
      const before = run.statements.length;
      await Promise.all(events.map((event) => consumer.handle(event)));
      return run.statements.length - before;
    };
    const many = Array.from({ length: 16 }, (_, index) => `many-${index}`);
    // The first round begins the ledgers.
    await statementsFor(many);
    expect(await statementsFor(many)).toBe(await statementsFor(['many-1']));
  });

  test('makes no event of its own, so that recording does not feed itself', async () => {
    await run.bus.publish([testEvent({ tenantId: 'quiet' })]);
    await run.subgraph.drainEvents();
    expect(await run.database.query('select 1 from audit.outbox')).toEqual([]);
    expect(await ledgerOf('quiet')).toHaveLength(1);
  });

  test('wakes the followers of the ledgers that grew', async () => {
    const woken: string[] = [];
    const stops = ['awake', 'asleep'].map((tenantId) =>
      run.deps.notifications.follow('ledger', tenantId, () => woken.push(tenantId)),
    );
    await run.bus.publish([testEvent({ tenantId: 'awake' })]);
    while (woken.length === 0) await sleep(5);
    stops.forEach((stop) => stop());
    expect(new Set(woken)).toEqual(new Set(['awake']));
  });
});

describe('an event that comes again', () => {
  test.each([
    ['later', async (event: DomainEvent) => void (await run.bus.publish([event]))],
    ['twice at once', async (event: DomainEvent) => void (await run.bus.publish([event, event]))],
    [
      'to two consumers at once',
      async (event: DomainEvent) => {
        const consumers = [1, 2].map(() => createLedgerConsumer(run.deps));
        await Promise.all(consumers.map((consumer) => consumer.handle(event)));
      },
    ],
  ])('%s has no further effect', async (label, again) => {
    const event = testEvent({ tenantId: label.replaceAll(' ', '-') });
    await run.bus.publish([event]);
    await again(event);
    await again({ ...event, id: event.id.toUpperCase() });
    expect(eventIdsOf(await ledgerOf(event.tenantId))).toEqual([event.id]);
  });

  test('in another tenant is another event', async () => {
    const id = newId();
    await run.bus.publish(['here', 'there'].map((tenantId) => testEvent({ id, tenantId })));
    expect(await ledgerOf('here')).toHaveLength(1);
    expect(await ledgerOf('there')).toHaveLength(1);
  });
});

describe('whatever overlaps and repeats', () => {
  test('every event is recorded once, without gaps, in chains that verify', async () => {
    let round = 0;
    const delivery = fc.record({
      event: fc.nat({ max: 19 }),
      consumer: fc.nat({ max: 1 }),
      delayMs: fc.nat({ max: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 60 }), async (deliveries) => {
        round += 1;
        const tenants = [`overlap-${round}-a`, `overlap-${round}-b`];
        const events = Array.from({ length: 20 }, (_, index) =>
          testEvent({
            tenantId: tenants[index % 2] ?? '',
            origin: { actorId: `actor-${index % 3}`, actorName: 'Ada' },
          }),
        );
        // Two consumers know nothing of each other, like two processes of one group.
        const consumers = [createLedgerConsumer(run.deps), createLedgerConsumer(run.deps)];
        await Promise.all(
          deliveries.map(async ({ event, consumer, delayMs }) => {
            await sleep(delayMs);
            await consumers[consumer]?.handle(events[event] ?? testEvent());
          }),
        );
        const delivered = new Set(deliveries.map(({ event }) => events[event]?.id));
        const recorded = (await Promise.all(tenants.map(ledgerOf))).flatMap(eventIdsOf);
        expect(recorded).toHaveLength(delivered.size);
        expect(new Set(recorded)).toEqual(delivered);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('and when connections are cut in the middle of it', async () => {
    const before = (await deadLetters()).length;
    const events = Array.from({ length: 400 }, (_, index) =>
      testEvent({ tenantId: `cut-${index % 3}`, origin: { actorName: 'Ada' } }),
    );
    let publishing = true;
    const cutting = (async () => {
      for (let cuts = 0; publishing && cuts < 8; cuts += 1) {
        await sleep(15);
        await run.database.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'arbiter audit'`,
        );
      }
    })();
    await run.bus.publish(events);
    publishing = false;
    await cutting;
    expect((await deadLetters()).length).toBe(before);
    const recorded = await Promise.all(['cut-0', 'cut-1', 'cut-2'].map(ledgerOf));
    expect(new Set(recorded.flatMap(eventIdsOf))).toEqual(new Set(events.map(({ id }) => id)));
    expect(recorded.flat()).toHaveLength(events.length);
  });
});

describe('an event that cannot be recorded', () => {
  test('does not fail its batch mates, and becomes a dead letter', async () => {
    // A fault that only the database knows of.
    await run.database.query(
      `alter table audit.ledger add constraint poison check (event_type <> 'POISON')`,
    );
    const good = Array.from({ length: 20 }, () => testEvent({ tenantId: 'mates' }));
    const poison = testEvent({ tenantId: 'mates', type: 'POISON' });
    await run.bus.publish([...good.slice(0, 10), poison, ...good.slice(10)]);
    const recorded = eventIdsOf(await ledgerOf('mates'));
    expect(recorded).toHaveLength(20);
    expect(new Set(recorded)).toEqual(new Set(good.map(({ id }) => id)));
    const letters = (await deadLetters()).filter(({ message }) => message.id === poison.id);
    expect(letters).toEqual([expect.objectContaining({ tenant_id: 'mates', message: poison })]);
    await run.database.query('alter table audit.ledger drop constraint poison');
  });

  test('for want of a valid tenant becomes a dead letter of no tenant', async () => {
    const strays = [undefined, '', '*', 'a,b'].map(
      (tenantId) => ({ ...testEvent(), tenantId }) as DomainEvent,
    );
    await run.bus.publish(strays);
    const letters = await deadLetters();
    for (const stray of strays) {
      expect(letters).toContainEqual({
        tenant_id: '',
        message: JSON.parse(JSON.stringify(stray)),
        last_error: expect.stringContaining('names no tenant'),
      });
    }
    expect(
      await run.database.query(`select 1 from audit.ledger where tenant_id in ('', '*')`),
    ).toEqual([]);
  });

  test('because a service of another tenant tells of it becomes a dead letter', async () => {
    const origin = { actorKind: 'SERVICE', actorId: 'importer', actorTenantId: 'beta' } as const;
    const foreign = testEvent({ tenantId: 'gamma', origin });
    await run.bus.publish([foreign]);
    expect(await ledgerOf('gamma')).toEqual([]);
    expect(await deadLetters()).toContainEqual(
      expect.objectContaining({
        tenant_id: 'gamma',
        message: foreign,
        last_error: expect.stringContaining('another tenant'),
      }),
    );
  });
});
