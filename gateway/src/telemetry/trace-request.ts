/**
 * Where traces begin: a request at the door is a span that continues the caller's trace, or begins
 * one. Its identity carries it from there.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { spanName } from '@arbiter/server/telemetry/tracing/span-names.ts';
import { workOfRequest } from '@arbiter/server/telemetry/tracing/work-attributes.ts';
import {
  SpanKind,
  carrying,
  failWith,
  isTracing,
  readTraceparent,
  startSpan,
} from '@arbiter/server/telemetry/tracing/spans.ts';

/** Asked every few seconds by machines, and never slow because of somebody's request. */
const untraced = new Set(['/health', '/ready', '/metrics']);

/** Begins the request's span, which ends with the response, and returns the identity in it. */
export function traceRequest<T extends RequestIdentity>(
  { method, headers, routeOptions: { url: route } }: FastifyRequest,
  { raw }: FastifyReply,
  identity: T,
): T {
  if (!isTracing() || untraced.has(route ?? '')) return identity;
  const span = startSpan({
    name: spanName('gateway', 'serve', route === undefined ? method : `${method} ${route}`),
    kind: SpanKind.SERVER,
    parent: callersTraceparent(headers),
    attributes: {
      'http.request.method': method,
      'url.scheme': 'http',
      ...(route === undefined ? {} : { 'http.route': route, 'url.path': route }),
      'arbiter.request.id': identity.requestId,
      ...workOfRequest(identity),
    },
  });
  raw.once('close', () => {
    span.setAttribute('http.response.status_code', raw.statusCode);
    if (!raw.writableFinished) failWith(span, 'client_gone');
    else if (raw.statusCode >= 500) failWith(span, String(raw.statusCode));
    span.end();
  });
  return carrying(span, identity);
}

/** The identity of an operation on a socket; it has no span yet, unless its caller has one. */
export function traceSocket(
  headers: IncomingHttpHeaders,
  identity: RequestIdentity,
): RequestIdentity {
  if (!isTracing() || callersTraceparent(headers) !== null) return identity;
  const { traceparent: _madeUp, ...rest } = identity;
  return rest;
}

function callersTraceparent({ traceparent }: IncomingHttpHeaders): string | null {
  return typeof traceparent === 'string' && readTraceparent(traceparent) ? traceparent : null;
}
