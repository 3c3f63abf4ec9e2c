/** Goal: a client that takes nothing of its answers holds neither them nor a connection for ever. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { asLocalDeveloper } from '../auth/authenticator.ts';
import { people, peopleFederation } from '../supergraph/people.fixture.ts';
import { developmentRules } from './door-rules.ts';
import { identifyBy } from './identity.ts';
import { type HttpServer, createHttpServer } from './server.ts';

let server: HttpServer;
let port: number;
beforeAll(async () => {
  server = await createHttpServer({
    supergraphs: peopleFederation(people()).supergraphs,
    isForeign: false,
    identify: identifyBy(asLocalDeveloper),
    rules: developmentRules,
    logger: testLogger(),
    metrics: createMetrics(),
    dependencies: [],
    idleTimeoutMs: 500,
  });
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(async () => {
  await server.drain();
});

test('asks on and on and reads nothing: the connection is closed', async () => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  const refused = Promise.withResolvers<unknown>();
  socket.once('error', refused.resolve);
  const request = 'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n';
  while (!socket.destroyed) {
    // As much as the kernel takes, so that there are answers which nobody has room for.
    if (socket.writableLength < 1_000_000) socket.write(request.repeat(1_000));
    await sleep(5);
  }
  expect(await refused.promise).toMatchObject({
    code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/),
  });
});
