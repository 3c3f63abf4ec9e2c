/** `npm start`: reads the settings, launches, says where everything is, serves until a signal. */
import { runServer } from '@arbiter/server/process/lifecycle.ts';
import { readLauncherSettings } from './config.ts';
import { welcome } from './welcome.ts';

await runServer(async (signal) => {
  const settings = readLauncherSettings(process.env);
  // Takes most of a second to load: a setting that is wrong is told before, a Ctrl-C heard meanwhile.
  const { launch } = await import('./launch.ts');
  const server = await launch(settings, { signal });
  process.stdout.write(welcome(server));
  return server;
});
