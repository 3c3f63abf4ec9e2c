/**
 * Goal: with Redis gone, which carries events between the subgraphs, queries and changes go on; what
 * follows events ends with a reason and a time to come back, nobody is left waiting in silence, and
 * whoever continues from the cursor misses nothing and gets nothing twice. Method: the real command
 * with a real Redis that is killed, loses its data, or hangs.
 */
import { expect, jest, test } from '@jest/globals';
import { type BusServer, startNats, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { spawnArbiter, startArbiter } from '../support/arbiter-process.ts';
import {
  createWorkflow,
  expectOutage,
  expectWorkflow,
  ledger,
  outages,
  protocols,
  workflows,
} from '../support/bus-outage.ts';
import { startCompose } from '../support/compose.ts';
import { openSocketStream } from '../support/streams.ts';
import { until, within } from '../support/until.ts';

jest.setTimeout(240_000);

/** The limit of a server's draining; beyond it, it would end with 1. */
const stoppedWithinMs = 30_000;
/** Of a start that waits for Redis, with the making of a database before. */
const refusedWithinMs = 60_000;
describeWith(['redis-server', 'nats-server'], 'a Redis that', () => {
  test.each([
    ['is killed', outages.killed],
    ['is killed and comes back without its data', outages.emptied],
    ['hangs', outages.hanging],
  ])('%s costs no query, no change and no event', async (_, outage) => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    await expectOutage(arbiter.url, redis, outage);
  });

  test('is away for less than the grace time ends nothing', async () => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    const { url } = arbiter;
    const streams = protocols.map(({ open }) => open(url, workflows, { after: '0' }));
    await redis.kill();
    await redis.start();
    const meanwhile = await createWorkflow(url, 'meanwhile');
    for (const stream of streams) expectWorkflow(await stream.next(), meanwhile);
    await Promise.all(streams.map((stream) => stream.close()));
  });

  test('makes the whole unhealthy, until it is back; the process itself is up', async () => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    const health = async () => {
      const answer = await fetch(`${arbiter.url}/health`);
      expect(answer.status).toBe(200);
      return (await answer.json()) as { overall: string; services: object };
    };
    const passed = { status: 'healthy', reason: 'check_passed' };
    const well = { overall: 'healthy', services: { database: passed, redis: passed } };
    expect(await health()).toMatchObject(well);
    await redis.kill();
    expect(await health()).toMatchObject({
      overall: 'unhealthy',
      services: { database: passed, redis: { status: 'unhealthy', reason: 'check_failed' } },
    });
    await redis.start();
    await until('it is well again', async () => (await health()).overall === 'healthy');
  });

  test.each([
    ['is gone', outages.killed],
    ['hangs', outages.hanging],
  ])('%s does not keep a server from stopping, and loses nothing', async (_, { begin, end }) => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    await begin(redis);
    const unheardOf = await createWorkflow(arbiter.url, 'unheard of');
    arbiter.signal('SIGTERM', 'npm');
    const { code } = await within(stoppedWithinMs, arbiter.ended, 'the end of the server');
    expect(code).toBe(0);

    await end(redis);
    const { dataDir } = arbiter;
    await using again = await startArbiter({ env: { REDIS_URL: redis.url }, dataDir });
    const records = openSocketStream(again.url, ledger, { after: '0' });
    expectWorkflow(await records.next(), unheardOf);
    await records.close();
  });

  test.each([
    ['events', (redis: BusServer) => ({ REDIS_URL: redis.url })],
    ['jobs', (redis: BusServer, nats: BusServer) => ({ REDIS_URL: redis.url, NATS_URL: nats.url })],
  ])('hangs when a server starts is told of, where it is for %s', async (_, env) => {
    await using redis = await startRedis();
    await using nats = await startNats();
    redis.freeze();
    await using arbiter = spawnArbiter({ env: env(redis, nats) });
    const { code, stderr } = await within(refusedWithinMs, arbiter.ended, 'the end of the start');
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Redis .*127.0.0.1:${redis.port}.* answer.*$`, 'm'));
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describeWith(['nats-server'], 'a NATS server that', () => {
  test('is killed costs no query, no change and no event', async () => {
    await using nats = await startNats();
    await using arbiter = await startArbiter({ env: { NATS_URL: nats.url } });
    await expectOutage(arbiter.url, nats, outages.killed);
  });
});

describeWith(['redis-server', 'nats-server'], 'a bus between machines that', () => {
  test('is killed is told by the gateway as its subgraphs say it', async () => {
    await using arbiter = await startCompose();
    await expectOutage(arbiter.url, arbiter.bus, outages.killed);
  });
});
