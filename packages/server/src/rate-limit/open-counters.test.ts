/** The connection of counters to a Redis that hangs. */
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { openCounters } from './open-counters.ts';

const logger = testLogger();
const counted = { key: 'k', windowSeconds: 60 };

describeWith(['redis-server'], 'counters in Redis', () => {
  test('a connection that has gone silent is made anew', async () => {
    await using redis = await startRedis();
    await using line = await startLine(redis.port);
    await using counters = await openCounters(`redis://127.0.0.1:${line.port}`, logger);
    expect(await counters.add(counted, 1)).toMatchObject({ current: 1 });
    line.silence();
    // It was under way when the connection was given up.
    await expect(counters.add(counted, 1)).rejects.toThrow();
    const countAgain = async (): Promise<void> => {
      const usage = await counters.read(counted).catch(() => null);
      if (usage) return expect(usage.current).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return countAgain();
    };
    await countAgain();
  });
});

/** A way to a server on which connections can fall silent without ending, as behind a machine that is gone. */
async function startLine(to: number) {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
    }
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => open.forEach((socket) => socket.unpipe().pause()),
    async [Symbol.asyncDispose]() {
      open.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
