/** The gateway that runs alone: from its settings to a server. */
import { resolve } from 'node:path';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { requireSafeSettings } from '@arbiter/server/process/resources.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { startTracing } from '@arbiter/server/telemetry/tracing/start-tracing.ts';
import { type Gateway, startGateway } from './app.ts';
import type { GatewaySettings } from './config.ts';
import { httpFinder } from './supergraph/http-finder.ts';

/** Errors: StartError, ConfigError; those of listening. */
export async function serveSupergraph(settings: GatewaySettings): Promise<Gateway> {
  requireSafeSettings(settings);
  const { ARBITER_SIGNING_KEY, HOST, PORT, CORS_ORIGINS, LOG_LEVEL } = settings;
  const logger = createLogger({ level: LOG_LEVEL, service: 'gateway' });
  const key = ARBITER_SIGNING_KEY ? parseSigningKey(ARBITER_SIGNING_KEY) : undefined;
  await using resources = new AsyncDisposableStack();
  resources.use(await startTracing(settings, { service: 'arbiter-gateway', logger }));
  const gateway = await startGateway({
    supergraph: { path: resolve(settings.SUPERGRAPH_FILE), isWatched: true },
    finder: httpFinder({ key, clock: systemClock }),
    isForeign: key === undefined,
    overrideLabels: settings.OVERRIDE_LABELS,
    audience: settings.ARBITER_MODE,
    host: HOST,
    port: PORT,
    allowedOrigins: CORS_ORIGINS,
    logger,
    metrics: createMetrics(),
  });
  resources.use(gateway);
  const running = resources.move();
  return { ...gateway, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
