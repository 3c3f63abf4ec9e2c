/** Goal: a client that never finishes its request holds no connection of the gateway, on any path. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { sendUnfinished, unfinishedRequests } from '@arbiter/testkit/unfinished-requests.ts';
import { asLocalDeveloper } from '../auth/authenticator.ts';
import { people, peopleFederation } from '../supergraph/people.fixture.ts';
import { developmentRules } from './door-rules.ts';
import { identifyBy } from './identity.ts';
import { type HttpServer, createHttpServer } from './server.ts';

let server: HttpServer;
let url: string;
beforeAll(async () => {
  server = await createHttpServer({
    supergraphs: peopleFederation(people()).supergraphs,
    isForeign: false,
    identify: identifyBy(asLocalDeveloper),
    rules: developmentRules,
    logger: testLogger(),
    metrics: createMetrics(),
    dependencies: [],
    receiveTimeoutMs: 200,
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.drain();
});

test.each(['/graphql', '/graphql/stream', '/api/v1/lineage', '/health', '/elsewhere'])(
  '%s',
  async (path) => {
    const requests = Object.values(unfinishedRequests(path));
    const said = await Promise.all(requests.map((request) => sendUnfinished(url, request)));
    // What needs no body is answered before; the connection is closed all the same.
    for (const text of said) expect(text).toMatch(/^HTTP\/1.1 (408|404|405) /);
    expect(said.some((text) => text.startsWith('HTTP/1.1 408 '))).toBe(true);
  },
);
