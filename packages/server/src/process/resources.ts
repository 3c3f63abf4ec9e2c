/**
 * What every server process needs before its own parts: the data directory, a database, the bus and
 * the signing key, from the same settings, whether the process runs everything or one subgraph.
 */
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import type { SigningKey } from '../auth/signing-key.ts';
import { developmentSigningKey, parseSigningKey } from '../auth/signing-key.ts';
import { type commonSettings, isLoopbackHost } from '../config/settings.ts';
import { type DataDirLock, acquireDataDirLock } from '../db/embedded/data-dir-lock.ts';
import { startEmbeddedPostgres } from '../db/embedded/embedded-postgres.ts';
import type { Bus } from '../events/bus.ts';
import { openBus } from '../events/open-bus.ts';
import type { Logger } from '../telemetry/logger.ts';
import { traceBus } from '../telemetry/tracing/trace-bus.ts';
import { StartError } from './lifecycle.ts';
import { reachDatabase } from './reach-database.ts';

export type CommonSettings = z.infer<z.ZodObject<typeof commonSettings>>;

/**
 * Refuses what no mode may do. Errors: StartError or ConfigError, one line that says what to change.
 */
export function requireSafeSettings(
  settings: Pick<CommonSettings, 'ARBITER_MODE' | 'HOST' | 'ARBITER_SIGNING_KEY'>,
): void {
  if (settings.ARBITER_MODE === 'production') {
    throw new StartError(
      'ARBITER_MODE=production: this version cannot authenticate users yet, so it serves the ' +
        'development mode only. Unset ARBITER_MODE.',
    );
  }
  if (!isLoopbackHost(settings.HOST)) {
    throw new StartError(
      `HOST=${settings.HOST}: in development mode everyone who can connect is the local developer, ` +
        'so only loopback is served. Use HOST=127.0.0.1.',
    );
  }
  // Read again where it is needed, if it is; a malformed one should be told in any case.
  if (settings.ARBITER_SIGNING_KEY) parseSigningKey(settings.ARBITER_SIGNING_KEY);
}

/**
 * Takes the data directory for this process until disposed; see data-dir-lock.ts. Errors:
 * DataDirInUseError; StartError when it cannot be written.
 */
export function holdDataDir(
  settings: CommonSettings,
  subdirectory = '',
): { path: string; lock: DataDirLock } {
  const path = resolve(join(settings.ARBITER_DATA_DIR, subdirectory));
  try {
    return { path, lock: acquireDataDirLock(path) };
  } catch (error) {
    throw asStartError(error);
  }
}

export interface DatabaseOptions {
  readonly logger: Logger;
  readonly resources: AsyncDisposableStack;
  /** Ends the waiting for a given database. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The given database, waited for when it is not up yet, or the private one of the data directory,
 * started here. Errors: StartError, DataDirInUseError.
 */
export async function openServerDatabase(
  url: string | undefined,
  dataDir: string,
  { logger, resources, signal }: DatabaseOptions,
): Promise<string> {
  if (url) {
    await reachDatabase(url, { signal, onWait: (line) => process.stderr.write(`${line}\n`) });
    return url;
  }
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, logger });
    resources.defer(() => postgres.stop());
    return postgres.adminUrl;
  } catch (error) {
    throw asStartError(error);
  }
}

/** The bus of the settings. Errors: StartError when its server cannot be reached. */
export async function openServerBus(
  { REDIS_URL, NATS_URL }: Pick<CommonSettings, 'REDIS_URL' | 'NATS_URL'>,
  { logger, resources }: Pick<DatabaseOptions, 'logger' | 'resources'>,
): Promise<Bus> {
  try {
    const bus = await openBus({ redisUrl: REDIS_URL, natsUrl: NATS_URL, logger });
    resources.defer(() => bus.close());
    return traceBus(bus);
  } catch (error) {
    throw asStartError(error);
  }
}

/** What these parts throw as plain Errors is written for the operator; anything else is a fault. */
function asStartError(error: unknown): unknown {
  const isPlain = error instanceof Error && error.name === 'Error' && !('code' in error);
  return isPlain ? new StartError(error.message, { cause: error }) : error;
}

/** The key of ARBITER_SIGNING_KEY, or in development the one in the shared data directory. */
export function openSigningKey({
  ARBITER_SIGNING_KEY,
  ARBITER_DATA_DIR,
}: CommonSettings): SigningKey {
  if (ARBITER_SIGNING_KEY) return parseSigningKey(ARBITER_SIGNING_KEY);
  return developmentSigningKey(resolve(ARBITER_DATA_DIR));
}
