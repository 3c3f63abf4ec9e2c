/** /metrics on the port of everything else, for administrators; in development that is everybody. */
import type { FastifyInstance } from 'fastify';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { mountMetrics } from '@arbiter/server/telemetry/metrics-server.ts';
import type { Metrics } from '@arbiter/server/telemetry/metrics.ts';
import { requestIdentity } from './request-context.ts';

export function mountAdminMetrics(http: FastifyInstance, metrics: Metrics): void {
  http.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      if (requestIdentity(request).actor.accessLevel === 'ADMIN') return;
      throw new AppError('FORBIDDEN', 'Metrics are of every tenant: this needs the level ADMIN.');
    });
    mountMetrics(scope, metrics);
  });
}
