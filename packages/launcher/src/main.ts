/** `npm start`: reads the settings, launches, says where everything is, serves until a signal. */
import { settingsHelp } from '@arbiter/server/config/explain-settings.ts';
import { runServerProgram } from '@arbiter/server/process/server-program.ts';
import { launcherSettings, readLauncherSettings } from './config.ts';
import { welcome } from './welcome.ts';

const usage = `Usage: npm start

Serves the gateway and every subgraph that has no URL in one process, until Ctrl-C or SIGTERM.`;

await runServerProgram({
  args: process.argv.slice(2),
  help: () => settingsHelp(usage, launcherSettings.shape),
  async start(signal) {
    const settings = readLauncherSettings(process.env);
    // Takes most of a second to load: a setting that is wrong is told before, a Ctrl-C heard meanwhile.
    const { launch } = await import('./launch.ts');
    const server = await launch(settings, { signal });
    process.stdout.write(welcome(server));
    return server;
  },
});
