/**
 * Sends spans to an OpenTelemetry collector when the settings name one. The SDK is loaded only then.
 * Its own settings (`OTEL_*`) are read by itself, as OpenTelemetry names and explains them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DiagLogger } from '@opentelemetry/api';
import type { TracingSettings } from '../../config/tracing-settings.ts';
import type { Logger } from '../logger.ts';

/** Spans that are still waiting at the end are sent within this, or lost: a server must stop. */
const flushTimeoutMs = 3_000;
/** A collector that stays away is told once in this time. */
const complaintIntervalMs = 60_000;

export interface TracingOptions {
  /** Name of the service unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES give one. */
  readonly service: string;
  readonly logger: Logger;
}

/** Whether the settings ask for spans to be sent. */
export function wantsTracing(settings: TracingSettings): boolean {
  if (settings.OTEL_SDK_DISABLED === 'true') return false;
  const exporter = settings.OTEL_TRACES_EXPORTER;
  if (exporter !== undefined) return exporter !== 'none';
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = settings;
  return (OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined;
}

/**
 * Begins to send spans, if that is wanted; disposing the result sends those that wait. A collector
 * that cannot be reached costs its spans and nothing else.
 */
export async function startTracing(
  settings: TracingSettings & { readonly ARBITER_MODE?: string },
  { service, logger }: TracingOptions,
): Promise<AsyncDisposable> {
  if (!wantsTracing(settings)) return { [Symbol.asyncDispose]: async () => undefined };
  const { openProvider } = await import('./provider.ts');
  const provider = openProvider({
    service,
    environment: settings.ARBITER_MODE,
    isConsole: settings.OTEL_TRACES_EXPORTER === 'console',
    complaints: complaints(logger),
  });
  return {
    async [Symbol.asyncDispose]() {
      const sent = provider.shutdown().then(
        () => true,
        () => false,
      );
      const isSent = await Promise.race([sent, sleep(flushTimeoutMs, false, { ref: false })]);
      if (!isSent) logger.warn('the last spans are lost');
    },
  };
}

/** What the SDK complains about, now and then, in our log. */
function complaints(logger: Logger): DiagLogger {
  let silentUntil = 0;
  const complain = (message: string): void => {
    if (performance.now() < silentUntil) return;
    silentUntil = performance.now() + complaintIntervalMs;
    logger.warn({ reason: message.slice(0, 500) }, 'spans cannot be sent');
  };
  const ignore = () => undefined;
  return { error: complain, warn: complain, info: ignore, debug: ignore, verbose: ignore };
}
