import { afterAll, beforeAll, jest } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type BusServer, startNats } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testBusServerContract } from './bus-server.contract.ts';
import { testBusContract } from './bus.contract.ts';
import { laneOf } from './bus.ts';
import { openNatsBus } from './nats-bus.ts';

// Waits for leases and redeliveries add up where the machine is busy; a bound for hangs, no expectation.
jest.setTimeout(120_000);

const logger = testLogger();
const leaseMs = 1_500;

describeWith(['nats-server'], 'the bus on NATS', () => {
  let server: BusServer;
  beforeAll(async () => {
    server = await startNats();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  const open = (url: string) => openNatsBus({ url, logger, leaseMs });
  testBusContract({ connect: () => open(server.url), leaseMs });
  testBusServerContract({
    server: () => server,
    connect: open,
    async inject(topic, aggregateId, text) {
      const connection = await connect({ servers: `127.0.0.1:${server.port}` });
      await jetstream(connection).publish(`arbiter.${topic}.${laneOf(aggregateId)}`, text);
      await connection.close();
    },
    leaseMs,
  });
});
