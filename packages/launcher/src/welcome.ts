/** What a server that serves says to whoever started it. */
import type { RunningServer } from './launch.ts';

export function welcome({
  url,
  timing,
  routes,
}: Pick<RunningServer, 'url' | 'timing' | 'routes'>): string {
  const socket = url.replace(/^http/, 'ws');
  const has = (path: string) => routes.some((route) => route.path === path);
  const graphiql = has('/') ? `\n  GraphiQL      ${url}/` : '';
  const metrics = has('/metrics') ? `  ${url}/metrics` : '';
  return `
Arbiter is ready (${timing})

  GraphQL       ${url}/graphql         queries and mutations; ${socket}/graphql for subscriptions
  Event stream  ${url}/graphql/stream  subscriptions as server-sent events${graphiql}
  OpenLineage   ${url}/api/v1/lineage  one event; /api/v1/lineage/batch for many
  Operations    ${url}/health  ${url}/ready${metrics}

Stop with Ctrl+C.
`;
}
