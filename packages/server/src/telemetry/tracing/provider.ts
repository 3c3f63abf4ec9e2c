/** The OpenTelemetry SDK, set up. Loaded by start-tracing.ts when spans are to be sent. */
import { readFileSync } from 'node:fs';
import { type DiagLogger, DiagLogLevel, context, diag, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ConsoleSpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { traceRedis } from './trace-redis.ts';

export interface ProviderOptions {
  readonly service: string;
  /** Where the process runs, e.g. `production`; unknown for programs that have no modes. */
  readonly environment?: string | undefined;
  /** To standard output instead of a collector. */
  readonly isConsole: boolean;
  readonly complaints: DiagLogger;
}

/**
 * Registers a provider for the process. Endpoint, headers, sampler, batches and limits are those of
 * the `OTEL_*` settings, which the SDK reads itself. Shut it down to send what waits.
 */
export function openProvider(options: ProviderOptions): BasicTracerProvider {
  const { service, environment, isConsole, complaints } = options;
  diag.setLogger(complaints, DiagLogLevel.WARN);
  const given = detectResources({ detectors: [envDetector] });
  const named = resourceFromAttributes({
    'service.name': service,
    'service.version': version(),
    ...(environment === undefined ? {} : { 'deployment.environment.name': environment }),
  });
  const exporter = isConsole ? new ConsoleSpanExporter() : new OTLPTraceExporter();
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(named).merge(given),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  traceRedis();
  return provider;
}

/** That of the package; the product has one version. */
function version(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
