/** Buses with TLS and a user of few rights: what they carry, and whom they do not. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import {
  type SecuredServer,
  startSecuredNats,
  startSecuredRedis,
} from '@arbiter/testkit/secured-bus-servers.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import type { Bus } from './bus.ts';
import { openNatsBus } from './nats-bus.ts';
import { openRedisBus } from './redis-bus.ts';
import { eventOf, uniqueName, until } from './testing/events.ts';

const logger = testLogger();

function testSecured(start: () => Promise<SecuredServer>, open: (url: string) => Promise<Bus>) {
  let server: SecuredServer;
  const trusted = getCACertificates();
  const trust = (certificates: readonly string[]) => setDefaultCACertificates([...certificates]);
  beforeAll(async () => {
    server = await start();
    trust([...trusted, server.certificate]);
  });
  afterAll(async () => {
    trust(trusted);
    await server[Symbol.asyncDispose]();
  });

  test('events are carried for the user that may', async () => {
    await using bus = closing(await open(server.url));
    const topic = uniqueName('topic');
    const received: string[] = [];
    const subscription = await bus.bus.subscribe({
      group: 'group',
      topics: [topic],
      handle: async (event) => void received.push(event.id),
      bury: async () => undefined,
    });
    const event = eventOf(topic, newId());
    await bus.bus.publish([event]);
    await until(() => received.length > 0);
    expect(received).toEqual([event.id]);
    await subscription.close();
  });

  test('nobody comes in without a password, or with another; the reason names neither', async () => {
    const wrong = server.url.replace(/:[^:@/]+@/, ':another-password@');
    for (const url of [server.anonymousUrl, wrong]) {
      const refusal = await open(url).then(
        () => null,
        (error: Error) => error,
      );
      expect(refusal?.message).toMatch(/cannot be reached|does not offer/);
      expect(refusal?.message).not.toMatch(/open-sesame|another-password/);
    }
  });

  test('a server that nobody has vouched for is not talked to', async () => {
    trust(trusted);
    try {
      await expect(open(server.url)).rejects.toThrow(/cannot be reached/);
    } finally {
      trust([...trusted, server.certificate]);
    }
  });
}

const closing = (bus: Bus) => ({ bus, [Symbol.asyncDispose]: () => bus.close() });

describeWith(['redis-server', 'openssl'], 'Redis with TLS and an ACL', () => {
  testSecured(startSecuredRedis, (url) => openRedisBus({ url, logger }));
});

describeWith(['nats-server', 'openssl'], 'NATS with TLS and permissions', () => {
  testSecured(startSecuredNats, (url) => openNatsBus({ url, logger }));
});
