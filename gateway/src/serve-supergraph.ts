/** The gateway that runs alone: from its settings to a server. */
import { resolve } from 'node:path';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { parseSigningKeys } from '@arbiter/server/auth/signing-key.ts';
import { requireSafeSettings } from '@arbiter/server/process/safe-settings.ts';
import { openRateLimiting } from '@arbiter/server/rate-limit/rate-limiting.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { startTracing } from '@arbiter/server/telemetry/tracing/start-tracing.ts';
import { type Gateway, startGateway } from './app.ts';
import { authNeeds } from './auth/auth-settings.ts';
import type { GatewaySettings } from './config.ts';
import { openDocuments } from './limits/open-documents.ts';
import { readLimits } from './limits/settings.ts';
import { httpFinder } from './supergraph/http-finder.ts';

/** Errors: StartError, ConfigError; those of listening. */
export async function serveSupergraph(settings: GatewaySettings): Promise<Gateway> {
  requireSafeSettings(settings, authNeeds(settings));
  const { ARBITER_SIGNING_KEY, HOST, PORT, LOG_LEVEL } = settings;
  const logger = createLogger({ level: LOG_LEVEL, service: 'gateway' });
  const key = ARBITER_SIGNING_KEY ? parseSigningKeys(ARBITER_SIGNING_KEY)[0] : undefined;
  await using resources = new AsyncDisposableStack();
  resources.use(await startTracing(settings, { service: 'arbiter-gateway', logger }));
  const metrics = createMetrics();
  const { registry } = metrics;
  const gateway = await startGateway({
    supergraph: { path: resolve(settings.SUPERGRAPH_FILE), isWatched: true },
    finder: httpFinder({ key, clock: systemClock }),
    isForeign: key === undefined,
    signIn: settings,
    overrideLabels: settings.OVERRIDE_LABELS,
    door: { mode: settings.ARBITER_MODE, settings, metricsPort: settings.METRICS_PORT },
    rejectsDenied: settings.AUTHORIZATION_REJECTS,
    host: HOST,
    port: PORT,
    logger,
    limits: readLimits(settings),
    rateLimiting: await openRateLimiting(settings, { registry, logger, resources }),
    documents: await openDocuments(settings, { logger, resources }),
    metrics,
  });
  resources.use(gateway);
  const running = resources.move();
  return { ...gateway, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
