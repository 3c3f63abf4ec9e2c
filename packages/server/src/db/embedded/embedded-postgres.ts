/**
 * The private PostgreSQL that serves when no DATABASE_URL is set. How the parts hang together:
 * `place` finds where the files go and who runs them, `data-dir-lock` admits one server, `orphan`
 * clears away what a crash left, `cluster` makes the files, `endpoint` picks the socket; then
 * `server-process` has `supervisor` (a process of its own, reached through `supervisor-client`)
 * become PostgreSQL's parent, which stops it when this process ends, even by kill -9.
 */
import { totalmem } from 'node:os';
import { locateBinaries } from './binaries.ts';
import { ensureCluster, ensurePassword } from './cluster.ts';
import { acquireDataDirLock } from './data-dir-lock.ts';
import { superuserUrl } from './endpoint.ts';
import { stopOrphan } from './orphan.ts';
import { choosePlace, type Place } from './place.ts';
import { type PostgresSettings, postgresSettings } from './postgres-settings.ts';
import { type EmbeddedPostgresLogger, startServerProcess } from './server-process.ts';

export interface EmbeddedPostgresOptions {
  /** The directory below which everything lies, in `postgres/`; made when missing. */
  readonly dataDir: string;
  readonly logger?: EmbeddedPostgresLogger;
  /** Server settings, as in postgresql.conf, over the built-in ones. */
  readonly settings?: PostgresSettings;
  /**
   * false, for tests that want speed: a crash of the machine may destroy the data, and PostgreSQL
   * killed with all its processes loses its last commits.
   */
  readonly durable?: boolean;
  /** Where root keeps what its system user cannot reach in dataDir. */
  readonly systemDir?: string;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** URL of the superuser `arbiter` in the database `arbiter`. It holds the password. */
  readonly adminUrl: string;
  /** The directory of the Unix socket, or 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  /** The directory where the data really is. */
  readonly location: string;
  /** Milliseconds; `initMs` only when the database was made just now. */
  readonly phases: { readonly initMs?: number; readonly startMs: number };
  /** Shuts PostgreSQL down properly and gives the directory free; a repeated call waits as well. */
  stop(): Promise<void>;
}

const SILENT: EmbeddedPostgresLogger = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * Starts the database of a data directory, making it first when it is not there yet. Throws
 * DataDirInUseError when another process has it, else plain Errors whose text says what to do.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataDir, logger = SILENT, durable = true, systemDir = '/var/lib/arbiter' } = options;
  const begin = performance.now();
  await using cleanup = new AsyncDisposableStack();
  const place = await choosePlace({ dataDir, systemDir, binaries: await locateBinaries() });
  reportMove(place, logger);
  cleanup.use(acquireDataDirLock(place.home));
  if (await stopOrphan(place)) {
    logger.warn(
      { location: place.home },
      'stopped a PostgreSQL that an earlier crash left running',
    );
  }
  const password = await ensurePassword(place);
  const initMs = await ensureCluster(place, { password, durable });
  const settings = postgresSettings({
    totalMemoryBytes: totalmem(),
    durable,
    overrides: options.settings,
  });
  const { endpoint, stop } = await startServerProcess(place, settings, logger);
  cleanup.defer(stop);
  const phases = timePhases(begin, initMs);
  return {
    adminUrl: superuserUrl(endpoint, password),
    host: endpoint.host,
    port: endpoint.port,
    location: place.home,
    phases,
    ...stoppable(cleanup.move()),
  };
}

function reportMove({ base, home }: Place, logger: EmbeddedPostgresLogger): void {
  if (home === base) return;
  logger.info(
    { location: home, instead: base },
    'the database is kept outside the data directory: root may not run PostgreSQL, ' +
      'and the system user who does cannot enter there',
  );
}

function timePhases(begin: number, initMs: number | null): EmbeddedPostgres['phases'] {
  const totalMs = Math.round(performance.now() - begin);
  return initMs === null ? { startMs: totalMs } : { initMs, startMs: totalMs - initMs };
}

function stoppable(
  owned: AsyncDisposableStack,
): Pick<EmbeddedPostgres, 'stop' | typeof Symbol.asyncDispose> {
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= owned.disposeAsync());
  return { stop, [Symbol.asyncDispose]: stop };
}
