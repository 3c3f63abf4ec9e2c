/** Prometheus metrics over HTTP: at /metrics of another server, or on a loopback port of their own. */
import fastify, { type FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Adds /metrics. */
export function mountMetrics(http: FastifyInstance, { registry }: Metrics): void {
  http.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

export interface MetricsServer extends AsyncDisposable {
  readonly url: string;
}

/** Serves /metrics, and nothing else, to this machine. Errors: those of listening. */
export async function startMetricsServer(metrics: Metrics, port: number): Promise<MetricsServer> {
  const http = fastify({ forceCloseConnections: true });
  mountMetrics(http, metrics);
  const url = await http.listen({ host: '127.0.0.1', port });
  return { url, [Symbol.asyncDispose]: () => http.close() };
}
