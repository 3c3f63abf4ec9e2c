/**
 * The whole of Arbiter in this process, on a database of its own and a free port: what journeys go
 * through. `settle` waits until every event that has happened has had its effects.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLauncherSettings } from '@arbiter/launcher/config.ts';
import { type RunningServer, launch } from '@arbiter/launcher/launch.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { type TestDatabase, createTestDatabase } from '@arbiter/testkit/databases.ts';

export interface Constellation extends AsyncDisposable {
  readonly url: string;
  readonly server: RunningServer;
  readonly database: TestDatabase;
  /** SQL statements of requests since the start, or since the list was last emptied. */
  readonly statements: string[];
  settle(): Promise<void>;
}

/** Events of events: what a consumer causes may itself be an event. */
const settleRounds = 2;

export async function startConstellation(env: Record<string, string> = {}): Promise<Constellation> {
  const database = await createTestDatabase();
  const dataDir = await temporaryDirectory();
  const statements: string[] = [];
  const settings = readLauncherSettings({
    PORT: '0',
    DATABASE_URL: database.url,
    ARBITER_DATA_DIR: dataDir,
    ...env,
  });
  const logger = testLogger();
  const server = await launch(settings, { logger, onQuery: (sql) => statements.push(sql) });
  return {
    url: server.url,
    server,
    database,
    statements,
    async settle() {
      for (let round = 0; round < settleRounds; round += 1) {
        await Promise.all(server.subgraphs.map((subgraph) => subgraph.drainEvents()));
      }
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A directory that the system user of PostgreSQL can enter too. */
export async function temporaryDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'arbiter-test-'));
  await chmod(path, 0o755);
  return path;
}
