/**
 * As constellation.ts, but the gateway reaches the four subgraphs over HTTP and WebSocket, as between
 * machines. A subgraph's server can be taken away and brought back at the same address.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { readLauncherSettings } from '@arbiter/launcher/config.ts';
import { launch } from '@arbiter/launcher/launch.ts';
import { startByName } from '@arbiter/launcher/subgraph-definitions.ts';
import { developmentSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { type SubgraphName, subgraphNames } from '@arbiter/server/config/settings.ts';
import { createMemoryBus } from '@arbiter/server/events/memory-bus.ts';
import { type SubgraphServer, startSubgraphServer } from '@arbiter/server/subgraph/http-server.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { createTestDatabase } from '@arbiter/testkit/databases.ts';
import { type Constellation, temporaryDirectory } from './constellation.ts';

export interface RemoteConstellation extends Constellation {
  /** GraphQL endpoints of the subgraphs. */
  readonly endpoints: ReadonlyMap<SubgraphName, string>;
  /** The key that the subgraphs ask for, as ARBITER_SIGNING_KEY takes it. */
  readonly signingKey: string;
  /** Closes the subgraph's server with all its connections; the subgraph itself lives on. */
  takeAway(name: SubgraphName): Promise<void>;
  /** Serves the subgraph again at the address that it had. */
  bringBack(name: SubgraphName): Promise<void>;
}

/** `env`: settings of the gateway. */
export async function startRemoteConstellation(
  env: Readonly<Record<string, string>> = {},
): Promise<RemoteConstellation> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await createTestDatabase());
  const dataDir = await temporaryDirectory();
  starting.defer(() => rm(dataDir, { recursive: true, force: true }));
  const logger = testLogger();
  const statements: string[] = [];
  const bus = createMemoryBus();
  const subgraphs = await Promise.all(
    subgraphNames.map(async (name) => {
      const onQuery = (sql: string) => void statements.push(sql);
      const subgraph = await startByName[name]({ databaseUrl: database.url, bus, logger, onQuery });
      return starting.use(subgraph);
    }),
  );
  const key = developmentSigningKey(dataDir);
  const servers = new Map<SubgraphName, SubgraphServer>();
  const serve = async (subgraph: Subgraph, port: number) => {
    const options = { subgraph, keys: [key], clock: systemClock, logger, metrics: createMetrics() };
    servers.set(subgraph.name, await startSubgraphServer({ ...options, host: '127.0.0.1', port }));
  };
  for (const subgraph of subgraphs) await serve(subgraph, 0);
  starting.defer(async () => {
    for (const server of servers.values()) await server[Symbol.asyncDispose]();
  });
  const endpoints = new Map([...servers].map(([name, { url }]) => [name, `${url}/graphql`]));
  const urls = [...endpoints].map(([name, url]) => [`${name.toUpperCase()}_URL`, url]);
  const settings = readLauncherSettings({
    PORT: '0',
    ARBITER_DATA_DIR: dataDir,
    ...Object.fromEntries(urls),
    ...env,
  });
  const server = starting.use(await launch(settings, { logger }));
  for (const subgraph of subgraphs) subgraph.beginPublishing();
  const ports = new Map([...servers].map(([name, { url }]) => [name, Number(new URL(url).port)]));
  const resources = starting.move();
  return {
    url: server.url,
    server,
    database,
    statements,
    endpoints,
    signingKey: readFileSync(join(dataDir, 'signing.key'), 'utf8'),
    async settle() {
      for (let round = 0; round < 2; round += 1) {
        await Promise.all(subgraphs.map((subgraph) => subgraph.drainEvents()));
      }
    },
    async takeAway(name) {
      await servers.get(name)?.[Symbol.asyncDispose]();
      servers.delete(name);
    },
    async bringBack(name) {
      const subgraph = subgraphs.find((each) => each.name === name);
      if (subgraph) await serve(subgraph, ports.get(name) ?? 0);
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
