import { describe, expect, test } from '@jest/globals';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { openBus } from './open-bus.ts';

const logger = testLogger();

describe('openBus', () => {
  test('without a server the bus is in process', async () => {
    const bus = await openBus({ logger, natsUrl: undefined, redisUrl: undefined });
    expect(bus.kind).toBe('memory');
    await bus.close();
  });

  test('NATS is asked for before Redis', async () => {
    const urls = { natsUrl: 'nats://127.0.0.1:1', redisUrl: 'redis://127.0.0.1:1' };
    await expect(openBus({ logger, ...urls })).rejects.toThrow('NATS cannot be reached');
  });
});
