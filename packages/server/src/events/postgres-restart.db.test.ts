// A PostgreSQL that is stopped and started again under a running subgraph: whoever holds a
// connection gets another one, and no event is lost.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { registry } from '@arbiter/registry/definition.ts';
import { type EventStore, openEventStore, testEvent } from '@arbiter/testkit/event-store.ts';
import { prepareDatabase } from '../db/bootstrap.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/embedded-postgres.ts';
import { migrationsOf } from '../subgraph/start-subgraph.ts';
import { startConsumer } from './consumer.ts';
import { followLog } from './event-log.ts';
import { listenToLogs } from './log-notifications.ts';
import { createMemoryBus } from './memory-bus.ts';
import { startRelay } from './relay.ts';
import { createEffects, effectConsumer, effects } from './testing/effects.ts';
import { until } from './testing/events.ts';

const log = 'things';

let dataDir: string;
let postgres: EmbeddedPostgres;
let store: EventStore;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'arbiter-restart-'));
  await chmod(dataDir, 0o755);
  postgres = await startEmbeddedPostgres({ dataDir });
  const url = postgres.adminUrl;
  await prepareDatabase({ url, schema: 'registry', migrations: migrationsOf(registry) });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  store = await openEventStore({
    url,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    [Symbol.asyncDispose]: () => pool.end(),
  });
  await createEffects(store);
}, 60_000);

afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** As a client would: again until it works. */
async function commitAll(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const events = await store.commit('alpha', [testEvent('a', { log })]).catch(() => null);
    if (events) ids.push(...events.map(({ id }) => id));
    else await sleep(20);
  }
  return ids;
}

test('relay, consumers, followers and transactions go on after PostgreSQL was restarted', async () => {
  const { schema, addresses, logger, database, worker } = store;
  const bus = createMemoryBus();
  await startConsumer(bus, { schema, database, worker, logger }, effectConsumer(schema));
  const relay = startRelay({ schema, worker: addresses.worker, bus, logger });
  const notifications = await listenToLogs(schema, addresses.application, logger);
  const source = store.logSource('alpha', log);
  const followed: string[] = [];
  const done = new AbortController();
  // As a client does: a stream that breaks is resumed after its last cursor.
  const following = (async () => {
    for (let after = '0'; !done.signal.aborted;) {
      try {
        const options = { log, tenantId: 'alpha', source, notifications, after };
        const stream = await followLog(options);
        done.signal.addEventListener('abort', () => void stream.return?.(), { once: true });
        for await (const { value, cursor } of stream) {
          followed.push(value);
          after = cursor;
        }
      } catch {
        await sleep(50);
      }
    }
  })();

  const committed = await commitAll(5);
  await until(() => followed.length === 5);
  for (let round = 0; round < 2; round += 1) {
    await postgres.stop();
    const writing = commitAll(5);
    postgres = await startEmbeddedPostgres({ dataDir });
    expect(postgres.adminUrl).toBe(store.owner.url);
    committed.push(...(await writing));
    await until(() => followed.length === committed.length);
  }
  await relay.drain();
  expect(followed).toEqual(committed);
  expect(await effects(store)).toEqual(committed);
  expect(await store.owner.query(`select last_error from ${schema}.dead_letters`)).toEqual([]);

  done.abort();
  await following;
  await relay.stop();
  await notifications.close();
  await bus.close();
}, 90_000);
