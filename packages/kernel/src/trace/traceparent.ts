/** The ids inside a `traceparent`, by which records are found again in traces and logs. */

export interface TraceIds {
  /** 32 lower-case hexadecimal digits; null when the request belongs to no trace. */
  readonly traceId: string | null;
  /** Span of the caller: 16 lower-case hexadecimal digits; null without a trace. */
  readonly spanId: string | null;
}

const pattern = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}/;

/**
 * Trace and span of the caller; both null for an absent or malformed header, which by the standard
 * is to be ignored. Source: W3C Trace Context, section 3.2.
 */
export function traceIdsOf(traceparent: string | null | undefined): TraceIds {
  const [, traceId, spanId] = pattern.exec(traceparent ?? '') ?? [];
  return { traceId: traceId ?? null, spanId: spanId ?? null };
}
