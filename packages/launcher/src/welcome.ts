/** What a server that serves says to whoever started it. */
import type { RunningServer } from './launch.ts';

export function welcome({ url, timing }: Pick<RunningServer, 'url' | 'timing'>): string {
  const socket = url.replace(/^http/, 'ws');
  return `
Arbiter is ready (${timing})

  GraphQL       ${url}/graphql         queries and mutations; ${socket}/graphql for subscriptions
  Event stream  ${url}/graphql/stream  subscriptions as server-sent events
  GraphiQL      ${url}/
  OpenLineage   ${url}/api/v1/lineage  one event; /api/v1/lineage/batch for many
  Operations    ${url}/health  ${url}/ready  ${url}/metrics

Stop with Ctrl+C.
`;
}
