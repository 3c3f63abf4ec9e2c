/**
 * A process with the relay and one consumer of a subgraph, as a test of crashes kills them. It says
 * `ready` on stdout when it has begun.
 */
import pg from 'pg';
import { subgraphDatabase } from '../../db/bootstrap.ts';
import { createDatabase } from '../../db/database.ts';
import { openOrm } from '../../db/orm.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { startConsumer } from '../consumer.ts';
import { openBus } from '../open-bus.ts';
import { startRelay } from '../relay.ts';
import { effectConsumer } from './effects.ts';

const { DATABASE_URL = '', SCHEMA = '', BUS_URL = '' } = process.env;
const logger = testLogger();
const { application, worker } = subgraphDatabase(DATABASE_URL, SCHEMA);
const orm = await openOrm(application, { entities: [], poolSize: 8, applicationName: 'crashing' });
const bus = await openBus({
  natsUrl: BUS_URL.startsWith('nats') ? BUS_URL : undefined,
  redisUrl: BUS_URL.startsWith('redis') ? BUS_URL : undefined,
  leaseMs: 1_000,
  logger,
});
const environment = {
  schema: SCHEMA,
  database: createDatabase(orm),
  worker: new pg.Pool(worker),
  logger,
};
await startConsumer(bus, environment, effectConsumer(SCHEMA));
startRelay({ schema: SCHEMA, worker, bus, logger });
process.stdout.write('ready\n');
