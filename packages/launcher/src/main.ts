/** `npm start`: reads the settings, launches, says where everything is, serves until a signal. */
import { runServer } from '@arbiter/server/process/lifecycle.ts';
import { readLauncherSettings } from './config.ts';
import { launch } from './launch.ts';

await runServer(async (signal) => {
  const server = await launch(readLauncherSettings(process.env), { signal });
  process.stdout.write(welcome(server.url, server.timing));
  return server;
});

function welcome(url: string, timing: string): string {
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
