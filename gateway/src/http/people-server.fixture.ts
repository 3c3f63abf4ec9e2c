/** The HTTP server alone, over a small federation in memory, for whoever is on this machine. */
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { asLocalDeveloper } from '../auth/authenticator.ts';
import { people, peopleFederation } from '../supergraph/people.fixture.ts';
import { developmentRules } from './door-rules.ts';
import { identifyBy } from './identity.ts';
import { type HttpServerOptions, createHttpServer } from './server.ts';

export interface PeopleServer extends AsyncDisposable {
  readonly url: string;
}

/** Listens on a free port of the loopback interface. */
export async function startPeopleServer(
  options: Pick<HttpServerOptions, 'receiveTimeoutMs' | 'idleTimeoutMs'>,
): Promise<PeopleServer> {
  const server = await createHttpServer({
    supergraphs: peopleFederation(people()).supergraphs,
    isForeign: false,
    identify: identifyBy(asLocalDeveloper),
    rules: developmentRules,
    logger: testLogger(),
    metrics: createMetrics(),
    dependencies: [],
    ...options,
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, [Symbol.asyncDispose]: () => server.drain() };
}
