/** A subgraph in this process: its executor is called directly, with documents it already knows. */
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import type { SubgraphSource } from './subgraph-source.ts';

export function localSource(subgraph: Subgraph): SubgraphSource {
  const routes = new Map(subgraph.routes.map((route) => [route.path, route]));
  return {
    name: subgraph.name,
    isLocal: true,
    fetch: (request) => subgraph.execute(request),
    subscribe: (request) => subgraph.subscribe(request),
    async rest(path, request) {
      const route = routes.get(path);
      if (!route) throw unavailable(`The ${subgraph.name} subgraph does not serve ${path}.`, 30);
      return route.handle(request);
    },
    check: () => subgraph.check(),
    // Its owner is whoever started it.
    close: async () => undefined,
  };
}
