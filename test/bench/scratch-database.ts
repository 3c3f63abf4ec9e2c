/** The PostgreSQL of one benchmark: empty, with files of its own, and gone with it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@arbiter/server/db/embedded/embedded-postgres.ts';

/** Of all servers that are measured in turns: each keeps its pools while it waits. */
const maxConnections = 1_000;

export interface ScratchDatabase {
  readonly url: string;
  /** Also a place for the programs' own files. */
  readonly dataDir: string;
}

export async function startScratchDatabase(
  resources: AsyncDisposableStack,
): Promise<ScratchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arbiter-bench-'));
  resources.defer(() => rm(dataDir, { recursive: true, force: true }));
  // PostgreSQL may run as another user than whoever measures.
  await chmod(dataDir, 0o755);
  const settings = { max_connections: maxConnections };
  const { adminUrl: url } = resources.use(await startEmbeddedPostgres({ dataDir, settings }));
  return { url, dataDir };
}
