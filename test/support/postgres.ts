/** The private PostgreSQL server of a test run: real, but not durable, in a temporary directory. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@arbiter/server/db/embedded/embedded-postgres.ts';

let running: { readonly postgres: EmbeddedPostgres; readonly dataDir: string } | undefined;

/** Starts the server and returns the URL of its owner. */
export async function startTestPostgres(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arbiter-test-'));
  // PostgreSQL refuses root, so as root another user has to get in here.
  await chmod(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  running = { postgres, dataDir };
  return postgres.adminUrl;
}

export async function stopTestPostgres(): Promise<void> {
  await running?.postgres.stop();
  if (running) await rm(running.dataDir, { recursive: true, force: true });
}
