// Pruning deletes what is old and done with, and nothing else.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { idempotencyKeyLifetimeMs } from '../db/idempotency.ts';
import { inboxRetentionMs, maintenanceJobs, outboxRetentionMs } from './maintenance.ts';

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

const minuteMs = 60_000;

const run = (name: string) =>
  maintenanceJobs(store.schema, store.worker)
    .find((job) => job.name === name)
    ?.run();

/** An age as SQL, of the column or null. */
const ago = (ms: number | null) =>
  ms === null ? 'null' : `now() - ${ms} * interval '1 millisecond'`;

describe('pruning the outbox', () => {
  const insert = async (
    name: string,
    ages: { created: number; numbered: number | null; published: number | null },
  ) => {
    await store.owner.query(
      `insert into ${store.schema}.outbox
         (id, tenant_id, topic, aggregate_id, envelope, created_at, numbered_at, published_at)
       values ($1, 'alpha', 't', $2, '{}',
         ${ago(ages.created)}, ${ago(ages.numbered)}, ${ago(ages.published)})`,
      [newId(), name],
    );
  };

  test('takes what was published long ago, never what is unpublished or unnumbered', async () => {
    const old = outboxRetentionMs + minuteMs;
    const young = outboxRetentionMs - minuteMs;
    await insert('old', { created: old, numbered: old, published: old });
    await insert('young', { created: old, numbered: old, published: young });
    await insert('unpublished', { created: 10 * old, numbered: 10 * old, published: null });
    await insert('unnumbered', { created: 10 * old, numbered: null, published: 10 * old });
    await insert('fresh', { created: 0, numbered: null, published: null });
    await run('prune-outbox');
    const rows = await store.owner.query<{ aggregate_id: string }>(
      `select aggregate_id from ${store.schema}.outbox order by 1`,
    );
    expect(rows.map(({ aggregate_id: name }) => name)).toEqual([
      'fresh',
      'unnumbered',
      'unpublished',
      'young',
    ]);
  });

  test('takes more than one batch, of every tenant', async () => {
    await store.owner.query(`truncate ${store.schema}.outbox`);
    await store.owner.query(
      `insert into ${store.schema}.outbox
         (id, tenant_id, topic, aggregate_id, envelope, numbered_at, published_at)
       select gen_random_uuid(), 'tenant-' || n % 3, 't', 'a', '{}', ${ago(2 * outboxRetentionMs)},
         ${ago(2 * outboxRetentionMs)} from generate_series(1, 11000) n`,
    );
    await run('prune-outbox');
    expect(await store.owner.query(`select 1 from ${store.schema}.outbox`)).toEqual([]);
  });
});

test('pruning the inbox forgets events handled long ago, and only those', async () => {
  for (const age of [inboxRetentionMs + minuteMs, inboxRetentionMs - minuteMs, 0]) {
    await store.owner.query(
      `insert into ${store.schema}.inbox values ('alpha', 'c', $1, ${ago(age)})`,
      [newId()],
    );
  }
  await run('prune-inbox');
  const rows = await store.owner.query(`select 1 from ${store.schema}.inbox`);
  expect(rows).toHaveLength(2);
});

test('pruning idempotency keys frees those of more than a day, and only those', async () => {
  const ages = { old: idempotencyKeyLifetimeMs + minuteMs, young: idempotencyKeyLifetimeMs / 2 };
  for (const [key, age] of Object.entries(ages)) {
    await store.owner.query(
      `insert into ${store.schema}.idempotency_keys values ('alpha', 'o', $1, 'h', 'id', ${ago(age)})`,
      [key],
    );
  }
  await run('prune-idempotency-keys');
  const rows = await store.owner.query(`select key from ${store.schema}.idempotency_keys`);
  expect(rows).toEqual([{ key: 'young' }]);
});

test('every job has a name of its own and runs at most hourly', () => {
  const jobs = maintenanceJobs(store.schema, store.worker);
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
  for (const { everyMs } of jobs) expect(everyMs).toBeGreaterThanOrEqual(60 * minuteMs);
});
