/** `npm start`: reads the settings, launches, says where everything is, serves until a signal. */
import { runServer } from '@arbiter/server/process/lifecycle.ts';
import { readLauncherSettings } from './config.ts';

await runServer(async (signal) => {
  const settings = readLauncherSettings(process.env);
  // Takes most of a second to load: a setting that is wrong is told before, a Ctrl-C heard meanwhile.
  const { launch } = await import('./launch.ts');
  const server = await launch(settings, { signal });
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
