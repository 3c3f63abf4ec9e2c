// Consumers on a real database: one effect an event, dead letters, replay.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { Bus } from './bus.ts';
import {
  type ApplyingConsumer,
  type ConsumerEnvironment,
  deadLetters,
  startConsumer,
} from './consumer.ts';
import { createMemoryBus } from './memory-bus.ts';
import { tenantProcessor } from './tenant-processor.ts';
import { createEffects, effectConsumer, effects } from './testing/effects.ts';
import { eventOf, until } from './testing/events.ts';

let store: EventStore;
let environment: ConsumerEnvironment;
let bus: Bus;

beforeAll(async () => {
  store = await openEventStore();
  await createEffects(store);
  const { schema, database, worker, logger } = store;
  environment = { schema, database, worker, logger };
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const { schema } = store;
  await store.owner.query(`truncate ${schema}.effects, ${schema}.inbox, ${schema}.dead_letters`);
  await bus?.close();
  bus = createMemoryBus();
});

const event = (change: object = {}) => ({ ...eventOf(store.schema, newId()), ...change });

/** Applies, but fails afterwards as long as `fails` says so. */
function fragile(fails: () => boolean, error = new Error('not now')): ApplyingConsumer {
  const steady = effectConsumer(store.schema, 'fragile');
  return {
    ...steady,
    async apply(tx, applied) {
      await steady.apply(tx, applied);
      if (fails()) throw error;
    },
  };
}

interface Letter {
  readonly id: string;
  readonly tenant_id: string;
  readonly consumer: string;
  readonly event_id: string;
  readonly message: unknown;
  readonly deliveries: number;
  readonly last_error: string;
  readonly replayed_at: Date | null;
}

const letters = () =>
  store.owner.query<Letter & Record<string, unknown>>(`select * from ${store.schema}.dead_letters`);

describe('a consumer', () => {
  test('applies an event once, however often it is delivered', async () => {
    await startConsumer(bus, environment, effectConsumer(store.schema));
    const once = event();
    await bus.publish([once]);
    await bus.publish([once, once]);
    expect(await effects(store)).toEqual([once.id]);
  });

  test('that is bound to a tenant lets the events of others pass', async () => {
    const bound = { ...effectConsumer(store.schema), tenantId: 'beta' };
    await startConsumer(bus, environment, bound);
    const [own, other] = [event({ tenantId: 'beta' }), event({ tenantId: 'alpha' })];
    await bus.publish([other, own]);
    expect(await effects(store)).toEqual([own.id]);
    expect(await letters()).toEqual([]);
    const { shouldProcess, select } = tenantProcessor('beta');
    expect([own, other].map(shouldProcess)).toEqual([true, false]);
    expect(select([own, other, own])).toEqual([own, own]);
  });

  test('applies an event once when it is delivered twice at the same time', async () => {
    const buses = [createMemoryBus(), createMemoryBus(), createMemoryBus()];
    for (const one of buses) await startConsumer(one, environment, effectConsumer(store.schema));
    const events = Array.from({ length: 20 }, () => event());
    await Promise.all(buses.map((one) => one.publish(events)));
    expect((await effects(store)).toSorted()).toEqual(events.map(({ id }) => id).toSorted());
  });

  test('is known by its name: another one applies the same event too', async () => {
    await startConsumer(bus, environment, effectConsumer(store.schema, 'first'));
    await startConsumer(bus, environment, effectConsumer(store.schema, 'second'));
    const twice = event();
    await bus.publish([twice]);
    expect(await effects(store)).toEqual([twice.id, twice.id]);
  });

  test('that fails leaves nothing behind, and gets the event again', async () => {
    let left = 2;
    await startConsumer(
      bus,
      environment,
      fragile(() => left-- > 0),
    );
    const failing = event();
    await bus.publish([failing]);
    expect(await effects(store)).toEqual([failing.id]);
    expect(await letters()).toEqual([]);
  });

  test('whose acknowledgement is lost applies nothing twice', async () => {
    let lost = 0;
    const steady = effectConsumer(store.schema);
    await startConsumer(
      {
        ...bus,
        subscribe: (subscriber) =>
          bus.subscribe({
            ...subscriber,
            async handle(handled) {
              await subscriber.handle(handled);
              lost += 1;
              if (lost <= 3) throw new Error('committed, but not acknowledged');
            },
            bury: (buried, failure) => subscriber.bury(buried, failure),
          }),
      },
      environment,
      steady,
    );
    const once = event();
    await bus.publish([once]);
    expect(lost).toBe(4);
    expect(await effects(store)).toEqual([once.id]);
  });

  test('waits while the database is away, which is no failure of the event', async () => {
    const away = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    let left = 4;
    await startConsumer(
      bus,
      environment,
      fragile(() => left-- > 0, away),
    );
    const patient = event();
    await bus.publish([patient]);
    expect(await effects(store)).toEqual([patient.id]);
    expect(await letters()).toEqual([]);
  });

  test('that waits for the database can be closed', async () => {
    const away = Object.assign(new Error('gone'), { code: '57P01' });
    let tried = 0;
    const subscription = await startConsumer(
      bus,
      environment,
      fragile(() => ++tried > 0, away),
    );
    const refused = expect(bus.publish([event()])).rejects.toThrow('no consumer');
    await until(() => tried > 0);
    await subscription.close();
    await refused;
    expect(await letters()).toEqual([]);
  });

  test('works in the tenant of the event and sees no other', async () => {
    const seen: unknown[] = [];
    const steady = effectConsumer(store.schema);
    await startConsumer(bus, environment, {
      ...steady,
      async apply(tx, applied) {
        await steady.apply(tx, applied);
        seen.push(...(await tx.execute(`select distinct tenant_id from ${store.schema}.effects`)));
      },
    });
    for (const tenantId of ['alpha', 'beta']) await bus.publish([event({ tenantId })]);
    expect(seen).toEqual([{ tenant_id: 'alpha' }, { tenant_id: 'beta' }]);
  });
});

describe('dead letters', () => {
  test('an event that keeps failing becomes one, with what is needed to understand it', async () => {
    await startConsumer(
      bus,
      environment,
      fragile(() => true),
    );
    const failing = event({ tenantId: 'beta' });
    await bus.publish([failing]);
    expect(await effects(store)).toEqual([]);
    expect(await letters()).toEqual([
      expect.objectContaining({
        tenant_id: 'beta',
        consumer: 'fragile',
        event_id: failing.id,
        message: failing,
        deliveries: 4,
        last_error: 'Error: not now',
        replayed_at: null,
      }),
    ]);
  });

  test('the line about one says whose it is, and of which workflow', async () => {
    const lines: object[] = [];
    const write = (line: string) => void lines.push(JSON.parse(line) as object);
    const logger = createLogger({ level: 'error', service: 'test' }, { write });
    const always = fragile(() => true);
    await startConsumer(bus, { ...environment, logger }, always);
    const workflowId = newId();
    await bus.publish([
      event({ tenantId: 'beta', aggregate: { type: 'Workflow', id: workflowId } }),
      event({ tenantId: 'beta', aggregate: { type: 'Workflow', id: 'forged\nline' } }),
    ]);
    // Events of different aggregates are delivered at the same time, so either may be first.
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual(
      expect.objectContaining({ consumer: 'fragile', tenant: 'beta', workflowId }),
    );
    expect(lines).toContainEqual(expect.not.objectContaining({ workflowId: expect.anything() }));
  });

  test('an event buried twice is one letter', async () => {
    await startConsumer(
      bus,
      environment,
      fragile(() => true),
    );
    const failing = event();
    await Promise.all([bus.publish([failing]), bus.publish([failing])]);
    expect(await letters()).toHaveLength(1);
  });

  test('what PostgreSQL cannot hold is buried all the same', async () => {
    const error = new Error('no \0 and no \ud800 in "text"');
    await startConsumer(
      bus,
      environment,
      fragile(() => true, error),
    );
    const data = { '\0key\udc00': ['\0', '\\u0000', 'a\ud83d', '🙂', '\u0001\n'] };
    await bus.publish([event({ data })]);
    const [letter] = await letters();
    expect(letter?.last_error).toBe('Error: no \ufffd and no \ufffd in "text"');
    expect(letter?.message).toMatchObject({
      data: { '\ufffdkey\ufffd': ['\ufffd', '\\u0000', 'a\ufffd', '🙂', '\u0001\n'] },
    });
  });

  test('replaying one applies the event, once, and says when', async () => {
    let fails = true;
    const consumer = fragile(() => fails);
    await startConsumer(bus, environment, consumer);
    const failing = event();
    await bus.publish([failing]);
    const [letter] = await letters();
    const { replay } = deadLetters(environment, [consumer]);

    await expect(replay(letter!.id)).rejects.toThrow('not now');
    expect(await letters()).toEqual([expect.objectContaining({ replayed_at: null })]);
    fails = false;
    await replay(letter!.id);
    await replay(letter!.id);
    expect(await effects(store)).toEqual([failing.id]);
    expect(await letters()).toEqual([
      expect.objectContaining({ id: letter!.id, replayed_at: expect.any(Date) }),
    ]);
    await bus.publish([failing]);
    expect(await effects(store)).toEqual([failing.id]);
  });

  test('an unknown letter, a malformed id, and the letter of a consumer that is gone are not found', async () => {
    const consumer = fragile(() => true);
    await startConsumer(bus, environment, consumer);
    await bus.publish([event()]);
    const [letter] = await letters();
    const known = deadLetters(environment, [consumer]);
    for (const id of [newId(), 'nonsense', '']) {
      await expect(known.replay(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const others = deadLetters(environment, [effectConsumer(store.schema, 'another')]);
    await expect(others.replay(letter!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
