/** What a subgraph does for a caller, as spans that continue the caller's. */
import type { SubgraphName } from '../../config/settings.ts';
import type { Executor } from '../../subgraph/executor.ts';
import type { RestRoute, SubgraphRequest } from '../../subgraph/subgraph.ts';
import { failWithErrors, operationName } from './graphql-span.ts';
import { spanName } from './span-names.ts';
import { workOfOperation, workOfRequest } from './work-attributes.ts';
import { SpanKind, carrying, failWith, inSpan, isTracing } from './spans.ts';

/** The executor with a span for each operation; what happens within belongs to it, events included. */
export function traceExecutor(subgraph: SubgraphName, executor: Executor): Executor {
  const traced = <T extends object>(
    request: SubgraphRequest,
    run: (request: SubgraphRequest) => Promise<T>,
  ): Promise<T> => {
    if (!isTracing()) return run(request);
    const type = operationType(request.query);
    const start = {
      name: spanName(subgraph, type),
      kind: SpanKind.SERVER,
      parent: request.identity.traceparent ?? null,
      attributes: {
        'graphql.operation.type': type,
        'arbiter.subgraph': subgraph,
        ...operationName(request.operationName),
        ...workOfRequest(request.identity),
        ...workOfOperation(type, request.operationName),
      },
    };
    return inSpan(start, async (span) => {
      const result = await run({ ...request, identity: carrying(span, request.identity) });
      failWithErrors(span, result);
      return result;
    });
  };
  return {
    execute: (request) => traced(request, (own) => executor.execute(own)),
    subscribe: (request) => traced(request, (own) => executor.subscribe(own)),
  };
}

/** The routes with a span for each request. */
export function traceRoutes(
  subgraph: SubgraphName,
  routes: readonly RestRoute[],
): readonly RestRoute[] {
  return routes.map((route) => ({
    ...route,
    handle: (request) => {
      const { identity } = request;
      const attributes = {
        'http.request.method': route.method,
        'http.route': route.path,
        'arbiter.subgraph': subgraph,
        ...workOfRequest(identity),
      };
      const parent = identity.traceparent ?? null;
      const start = {
        name: spanName(subgraph, 'serve', `${route.method} ${route.path}`),
        kind: SpanKind.SERVER,
        parent,
        attributes,
      };
      return inSpan(start, async (span) => {
        const answer = await route.handle({ ...request, identity: carrying(span, identity) });
        span.setAttribute('http.response.status_code', answer.status);
        if (answer.status >= 500) failWith(span, String(answer.status));
        return answer;
      });
    },
  }));
}

/** By its first word: planned operations begin with it. */
function operationType(query: string): 'query' | 'mutation' | 'subscription' {
  const [, type] = /^\s*(mutation|subscription)\b/.exec(query) ?? [];
  return type === 'mutation' || type === 'subscription' ? type : 'query';
}
