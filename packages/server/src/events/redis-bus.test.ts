import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { type BusServer, redisBinary, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { createLogger } from '../telemetry/logger.ts';
import { testBusContract } from './bus.contract.ts';
import { openRedisBus } from './redis-bus.ts';

const logger = createLogger({ level: process.env['TEST_LOG'] ?? 'silent', service: 'test' });
const leaseMs = 1_500;

if (redisBinary) {
  describe('the bus on Redis', () => {
    let server: BusServer;
    beforeAll(async () => {
      server = await startRedis();
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });
    testBusContract({ connect: () => openRedisBus({ url: server.url, logger, leaseMs }), leaseMs });
  });
} else {
  describe.skip('the bus on Redis', () => {
    test('skipped: redis-server is not installed', () => undefined);
  });
}
