/** The OpenTelemetry SDK, set up. Loaded by start-tracing.ts when spans are to be sent. */
import { type DiagLogger, DiagLogLevel, context, diag, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

/**
 * Registers a provider for the process. Endpoint, headers, sampler, batches and limits are those of
 * the `OTEL_*` settings, which the SDK reads itself. Shut it down to send what waits.
 */
export function openProvider(service: string, complaints: DiagLogger): BasicTracerProvider {
  diag.setLogger(complaints, DiagLogLevel.WARN);
  const given = detectResources({ detectors: [envDetector] });
  const named = resourceFromAttributes({ 'service.name': service });
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(named).merge(given),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return provider;
}
