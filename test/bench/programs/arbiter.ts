/** Our gateway: over the given subgraphs, or with all four in its own process. */
import { readLauncherSettings } from '@arbiter/launcher/config.ts';
import { launch } from '@arbiter/launcher/launch.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { announce, stringArgument } from './program.ts';

const urls = JSON.parse(stringArgument('urls')) as Record<string, string>;
const remote = Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_URL`, url]);
let statements = 0;

const server = await launch(
  readLauncherSettings({
    PORT: '0',
    ARBITER_DATA_DIR: stringArgument('data'),
    DATABASE_URL: stringArgument('database'),
    ...Object.fromEntries(remote),
  }),
  {
    logger: createLogger({ level: 'warn', service: 'bench' }),
    onQuery: () => void (statements += 1),
  },
);
announce({ url: server.url }, () => ({ statements }));
