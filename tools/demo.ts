/**
 * `npm run demo`: the server that `npm start` starts, on data of its own, which is filled through the
 * SDK; then a few operations worth trying are printed, and it serves until a signal.
 */
import { join } from 'node:path';
import { launch } from '@arbiter/launcher/launch.ts';
import { readLauncherSettings } from '@arbiter/launcher/config.ts';
import { welcome } from '@arbiter/launcher/welcome.ts';
import { runServer } from '@arbiter/server/process/lifecycle.ts';
import { createProgress } from './demo/progress.ts';
import { type Example, queriesFor, subscription } from './demo/showcase.ts';
import { tellStory } from './demo/story.ts';
import { runTool } from './support/tool.ts';

const help = `
Usage: npm run demo

Starts the server of npm start with data of its own in .arbiter/demo (a folder of ARBITER_DATA_DIR),
replays recorded OpenLineage events, plays a tournament, records analyses, and prints what is worth
asking. Takes the settings of npm start (docs/reference/config.md). Started again, it has the same data.
`;

await runTool({
  help,
  async run() {
    await runServer(startDemo);
    return Number(process.exitCode ?? 0);
  },
});

async function startDemo(signal: AbortSignal): Promise<AsyncDisposable> {
  const { env } = process;
  const settings = readLauncherSettings({
    LOG_LEVEL: 'warn',
    ...env,
    ARBITER_DATA_DIR: join(env['ARBITER_DATA_DIR'] || '.arbiter', 'demo'),
  });
  await using resources = new AsyncDisposableStack();
  const server = resources.use(await launch(settings, { signal }));
  const told = await tellStory(server.url, createProgress(process.stderr, signal));
  process.stdout.write(welcome(server));
  process.stdout.write(textOf(queriesFor(told), server.url));
  return resources.move();
}

function textOf(queries: readonly Example[], url: string): string {
  const examples = [...queries, subscription].map(
    ({ title, document }) => `# ${title}\n${document}\n`,
  );
  return `\nWorth trying; paste one into GraphiQL at ${url}/\n\n${examples.join('\n')}\n`;
}
