/** A subgraph's source with a client's span for each call, and the time of each noted. */
import {
  SpanKind,
  carrying,
  inSpan,
  isTracing,
  traceparentOfActive,
} from '@arbiter/server/telemetry/tracing/spans.ts';
import { spanName } from '@arbiter/server/telemetry/tracing/span-names.ts';
import { failWithErrors, operationName } from '@arbiter/server/telemetry/tracing/graphql-span.ts';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import type { SourceFinder } from '../supergraph/source-registry.ts';
import { noteFetch } from './operation-record.ts';

/** The same source; the subgraph continues the trace at the span of the call. */
export function traceSource(source: SubgraphSource): SubgraphSource {
  const call = (operation: 'fetch' | 'subscribe' | 'call', identity: RequestIdentity) => ({
    name: spanName('gateway', operation, source.name),
    kind: SpanKind.CLIENT,
    // Within the execution of an event that event's span, else the operation's.
    parent: traceparentOfActive() ?? identity.traceparent ?? null,
    attributes: { 'arbiter.subgraph': source.name },
  });
  return {
    ...source,
    fetch: (request) =>
      noteFetch(request.identity, source.name, () => {
        const { identity } = request;
        if (!isTracing()) return source.fetch(request);
        const { attributes, ...start } = call('fetch', identity);
        const named = { ...attributes, ...operationName(request.operationName) };
        return inSpan({ ...start, attributes: named }, async (span) => {
          const result = await source.fetch({ ...request, identity: carrying(span, identity) });
          failWithErrors(span, result);
          return result;
        });
      }),
    subscribe: (request) =>
      inSpan(call('subscribe', request.identity), (span) =>
        source.subscribe({ ...request, identity: carrying(span, request.identity) }),
      ),
    rest: (path, request) =>
      inSpan(call('call', request.identity), (span) =>
        source.rest(path, { ...request, identity: carrying(span, request.identity) }),
      ),
  };
}

/** The same subgraphs, by sources that are traced. */
export function traceFinder(finder: SourceFinder): SourceFinder {
  return {
    locate: (place) => finder.locate(place),
    open: (place) => traceSource(finder.open(place)),
  };
}

/** By which proxies, and servers that know no actor tokens, continue the trace. */
export function traceHeaders({ traceparent, baggage }: RequestIdentity): Record<string, string> {
  return {
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(baggage === undefined ? {} : { baggage }),
  };
}
