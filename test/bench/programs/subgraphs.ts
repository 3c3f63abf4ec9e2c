/** The four subgraphs of one database in one process, each behind HTTP. Says where, as JSON. */
import { systemClock } from '@arbiter/kernel/clock.ts';
import { startByName } from '@arbiter/launcher/subgraph-definitions.ts';
import { developmentSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { subgraphNames } from '@arbiter/server/config/settings.ts';
import { createMemoryBus } from '@arbiter/server/events/memory-bus.ts';
import { startSubgraphServer } from '@arbiter/server/subgraph/http-server.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { announce, stringArgument } from './program.ts';

const databaseUrl = stringArgument('database');
const key = developmentSigningKey(stringArgument('keys'));
const logger = createLogger({ level: 'warn', service: 'bench' });
const bus = createMemoryBus();
const metrics = createMetrics();
let statements = 0;

const servers = await Promise.all(
  subgraphNames.map(async (name) => {
    const onQuery = () => void (statements += 1);
    const subgraph = await startByName[name]({ databaseUrl, bus, logger, onQuery });
    const server = await startSubgraphServer({
      subgraph,
      keys: [key],
      clock: systemClock,
      logger,
      metrics,
      host: '127.0.0.1',
      port: 0,
    });
    return [name, `${server.url}/graphql`] as const;
  }),
);
announce({ urls: Object.fromEntries(servers) }, () => ({ statements }));
