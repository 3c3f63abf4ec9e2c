// Recurring jobs through the real queue, on PostgreSQL and on Redis.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { type BusServer, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { uniqueName, until } from '../events/testing/events.ts';
import { maintenanceJobs } from '../subgraph/maintenance.ts';
import { createLeases } from '../db/leases.ts';
import { type Jobs, type RecurringJob, startJobs } from './jobs.ts';

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

describe('jobs on PostgreSQL', () => testJobs(() => undefined));

describeWith(['redis-server'], 'jobs on Redis', () => {
  let server: BusServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  testJobs(() => server.url);
});

function testJobs(redisUrl: () => string | undefined): void {
  const running: Jobs[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.close()));
  });
  const start = async (queue: string, jobs: readonly RecurringJob[]) => {
    const { addresses, logger } = store;
    const started = await startJobs({
      queue,
      worker: addresses.worker,
      redisUrl: redisUrl(),
      jobs,
      logger,
    });
    running.push(started);
    return started;
  };
  /** A job that notes its runs. */
  const counting = (name: string, run: () => Promise<void> = async () => undefined) => {
    const job = {
      name,
      everyMs: 100,
      runs: 0,
      async run() {
        job.runs += 1;
        await run();
      },
    };
    return job;
  };

  test('run again and again, each by its name', async () => {
    const [one, two] = [counting('one'), counting('two')];
    await start(uniqueName('queue'), [one, two]);
    await until(() => one.runs >= 3 && two.runs >= 3);
  });

  test('that fail run again, and do not keep others from running', async () => {
    const failing = counting('failing', () => Promise.reject(new Error('no')));
    const steady = counting('steady');
    await start(uniqueName('queue'), [failing, steady]);
    await until(() => failing.runs >= 2 && steady.runs >= 2);
  });

  test('are not doubled by a second process that registers them too', async () => {
    const queue = uniqueName('queue');
    const [here, there] = [counting('shared'), counting('shared')].map((job) =>
      Object.assign(job, { everyMs: 3_600_000 }),
    );
    await start(queue, [here!]);
    await start(queue, [there!]);
    const runs = () => here!.runs + there!.runs;
    await until(() => runs() > 0);
    await sleep(300);
    expect(runs()).toBe(1);
  });

  test('wait for their next turn while another process still runs them', async () => {
    const queue = uniqueName('queue');
    const leases = createLeases(store.addresses.worker);
    const elsewhere = await leases.acquire({ name: `${queue} shared`, holdMs: 3_600_000 });
    const [shared, own] = [counting('shared'), counting('own')];
    await start(queue, [shared, own]);
    await until(() => own.runs >= 3);
    expect(shared.runs).toBe(0);
    await elsewhere!.release();
    await until(() => shared.runs >= 1);
  });

  test('of which the schedule is left but no longer the job are passed over', async () => {
    const queue = uniqueName('queue');
    const former = await start(queue, [counting('retired')]);
    await former.close();
    const kept = counting('kept');
    await start(queue, [kept]);
    await until(() => kept.runs >= 3);
  });

  test('end with close, which waits for the run under way', async () => {
    const gate = Promise.withResolvers<void>();
    let ended = 0;
    const slow = counting('slow', async () => {
      await gate.promise;
      ended += 1;
    });
    const jobs = await start(uniqueName('queue'), [slow]);
    await until(() => slow.runs === 1);
    const closing = jobs.close().then(() => ended);
    gate.resolve();
    expect(await closing).toBe(1);
    await sleep(300);
    expect(slow.runs).toBe(1);
  });

  test('prune the outbox when it is their time', async () => {
    const { schema } = store;
    const [old, unpublished] = [newId(), newId()];
    await store.owner.query(
      `insert into ${schema}.outbox
         (id, tenant_id, topic, aggregate_id, envelope, numbered_at, published_at)
       values ($1, 'alpha', 't', 'a', '{}', now() - interval '8 days', now() - interval '8 days'),
         ($2, 'alpha', 't', 'a', '{}', now() - interval '8 days', null)`,
      [old, unpublished],
    );
    const soon = maintenanceJobs(schema, store.worker).map((job) => ({ ...job, everyMs: 100 }));
    await start(uniqueName('queue'), soon);
    const left = () => store.owner.query(`select id from ${schema}.outbox`);
    await until(async () => (await left()).length === 1);
    expect(await left()).toEqual([{ id: unpublished }]);
    await store.owner.query(`truncate ${schema}.outbox`);
  });
}
