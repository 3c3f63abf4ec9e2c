/**
 * Spans of OpenTelemetry, over its API alone: who is traced and where the spans go is decided by
 * whether a provider has been registered (start-tracing.ts). Without one, work just runs.
 *
 * A request's trace travels in its identity as `traceparent`, through queues, sockets and processes;
 * within one part the active span is the parent. Attributes never hold values of users.
 */
import {
  type Attributes,
  INVALID_SPAN_CONTEXT,
  ProxyTracerProvider,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  context,
  trace,
} from '@opentelemetry/api';

import type { SpanName } from './span-names.ts';

export { type Attributes, type Span, SpanKind };

export interface SpanStart {
  readonly name: SpanName;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** A `traceparent`, null for none; absent: the active span. */
  readonly parent?: string | null | undefined;
  /** `traceparent` of a span that has to do with this one, in another trace. */
  readonly link?: string | undefined;
}

/** Who writes the spans, as OpenTelemetry's instrumentation scope. */
const scopeName = 'arbiter';

/** Stands for the span of work that is not traced. */
const noSpan = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** Whether anybody wants spans. */
export function isTracing(): boolean {
  const provider = trace.getTracerProvider();
  if (!(provider instanceof ProxyTracerProvider)) return true;
  return provider.getDelegateTracer(scopeName) !== undefined;
}

/** Begins a span, which its caller must end. */
export function startSpan({ name, kind, attributes, parent, link }: SpanStart): Span {
  if (!isTracing()) return noSpan;
  const linked = readTraceparent(link);
  return trace.getTracer(scopeName).startSpan(
    name,
    {
      kind: kind ?? SpanKind.INTERNAL,
      ...(attributes ? { attributes } : {}),
      ...(linked ? { links: [{ context: linked }] } : {}),
    },
    parentContext(parent),
  );
}

/**
 * Runs the work in a span of its own, which is the active one meanwhile and ends with it. Work that
 * fails makes it a failed span, of the type that `failWith` has given or else of the error's name.
 */
export async function inSpan<T>(start: SpanStart, work: (span: Span) => Promise<T>): Promise<T> {
  if (!isTracing()) return work(noSpan);
  const span = startSpan(start);
  try {
    return await activate(span, () => work(span));
  } catch (error) {
    failWith(span, errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Runs the work in a span of its own when there is a span that it belongs to. */
export async function inChildSpan<T>(name: SpanName, work: () => Promise<T>): Promise<T> {
  if (!recordedSpan()) return work();
  const span = startSpan({ name });
  try {
    return await activate(span, work);
  } catch (error) {
    failWith(span, errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** The span is the parent of what begins in the work. */
export function activate<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work);
}

/** The active span, when it is recorded; what is not part of anything is not worth a span. */
export function recordedSpan(): Span | undefined {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span : undefined;
}

/** Marks a span as failed. Texts of errors hold values, so only their type is told: a code or name. */
export function failWith(span: Span, type: string): void {
  if (!span.isRecording()) return;
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The code of an error, else its name. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : error.name;
}

/** W3C Trace Context, version 00. */
const traceparentPattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The span that a `traceparent` names; undefined when it is none. */
export function readTraceparent(traceparent: string | undefined | null): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceparentPattern.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

/** The `traceparent` by which others continue the span; undefined when the work is not traced. */
export function traceparentOf(span: Span): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (spanId === INVALID_SPAN_CONTEXT.spanId) return undefined;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** The `traceparent` of the active span; undefined outside of any. */
export function traceparentOfActive(): string | undefined {
  const span = trace.getActiveSpan();
  return span && traceparentOf(span);
}

/** The identity whose further work belongs to the span; itself when the work is not traced. */
export function carrying<T extends { readonly traceparent?: string }>(span: Span, identity: T): T {
  const traceparent = traceparentOf(span);
  return traceparent === undefined ? identity : { ...identity, traceparent };
}

function parentContext(parent: string | null | undefined) {
  if (parent === undefined) return context.active();
  const remote = readTraceparent(parent);
  return remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
}
