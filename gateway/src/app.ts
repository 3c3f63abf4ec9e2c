/** Builds the gateway once, top down: supergraph, subgraphs, executor, HTTP server. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { Metrics } from '@arbiter/server/telemetry/metrics.ts';
import { createExecutor } from './execution/executor.ts';
import { identifyLocalDeveloper } from './http/identity.ts';
import { createHttpServer } from './http/server.ts';
import type { SubgraphSource } from './subgraphs/subgraph-source.ts';
import { loadSupergraph } from './supergraph/supergraph.ts';

export interface GatewayOptions {
  readonly sources: readonly SubgraphSource[];
  readonly host: string;
  readonly port: number;
  readonly allowedOrigins: readonly string[];
  readonly logger: Logger;
  /** Those of the process; the gateway adds its requests. */
  readonly metrics: Metrics;
}

export interface Gateway extends AsyncDisposable {
  /** Where it listens, e.g. http://127.0.0.1:4000. */
  readonly url: string;
}

const supergraphFile = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

/** Starts the gateway; disposing it drains and stops it. The sources stay their owner's to close. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { host, port, allowedOrigins, metrics } = options;
  const logger = options.logger.child({ part: 'gateway' });
  const supergraph = loadSupergraph(readFileSync(supergraphFile, 'utf8'));
  const sources = new Map(options.sources.map((source) => [source.name, source]));
  const executor = createExecutor({ supergraph, sources, logger });
  const http = await createHttpServer({
    executor,
    sources,
    identify: identifyLocalDeveloper,
    allowedOrigins,
    logger,
    metrics,
  });
  const url = await http.listen({ host, port });
  return { url, [Symbol.asyncDispose]: () => http.drain() };
}
