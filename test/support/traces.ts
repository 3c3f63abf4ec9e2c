/** Received spans as traces: what a test asks of them. */
import type { OtlpReceiver, ReceivedSpan } from './otlp-receiver.ts';
import { until } from './until.ts';

/** One trace, some or all of whose spans have come. */
export interface Trace {
  readonly spans: readonly ReceivedSpan[];
  /** Spans without a parent among the spans. */
  readonly roots: readonly ReceivedSpan[];
  childrenOf(span: ReceivedSpan): readonly ReceivedSpan[];
  /** Names from the root down to the span. */
  pathOf(span: ReceivedSpan): readonly string[];
  named(name: string): readonly ReceivedSpan[];
}

/** The spans of a trace that have come so far. */
export function traceOf(receiver: OtlpReceiver, traceId: string): Trace {
  const spans = receiver.spans.filter((span) => span.traceId === traceId);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parentOf = (span: ReceivedSpan) => byId.get(span.parentSpanId ?? '');
  const pathOf = (span: ReceivedSpan): readonly string[] => {
    const parent = parentOf(span);
    return parent ? [...pathOf(parent), span.name] : [span.name];
  };
  return {
    spans,
    roots: spans.filter((span) => !parentOf(span)),
    childrenOf: ({ spanId }) => spans.filter(({ parentSpanId }) => parentSpanId === spanId),
    pathOf,
    named: (name) => spans.filter((span) => span.name === name),
  };
}

/**
 * Waits until the trace is one tree and holds what is looked for: spans come in batches, in any order, and
 * each process sends its own when it likes.
 */
export function untilTrace(
  receiver: OtlpReceiver,
  traceId: string,
  isWhole: (trace: Trace) => boolean,
): Promise<Trace> {
  return until(`the trace ${traceId} is whole`, () => {
    const trace = traceOf(receiver, traceId);
    return isWhole(trace) && trace.roots.length === 1 ? trace : null;
  });
}
