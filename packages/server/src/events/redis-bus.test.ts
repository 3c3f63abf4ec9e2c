import { afterAll, beforeAll, jest } from '@jest/globals';
import { createClient } from 'redis';
import { type BusServer, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testBusServerContract } from './bus-server.contract.ts';
import { testBusContract } from './bus.contract.ts';
import { laneOf } from './bus.ts';
import { openRedisBus } from './redis-bus.ts';

// Waits for leases and redeliveries add up where the machine is busy; a bound for hangs, no expectation.
jest.setTimeout(120_000);

const logger = testLogger();
const leaseMs = 1_500;

describeWith(['redis-server'], 'the bus on Redis', () => {
  let server: BusServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  const open = (url: string) => openRedisBus({ url, logger, leaseMs });
  testBusContract({ connect: () => open(server.url), leaseMs });
  testBusServerContract({
    server: () => server,
    connect: open,
    async inject(topic, aggregateId, text) {
      const client = createClient({ url: server.url });
      await client.connect();
      await client.xAdd(`arbiter:{${topic}}:${laneOf(aggregateId)}`, '*', { event: text });
      client.destroy();
    },
    leaseMs,
  });
});
