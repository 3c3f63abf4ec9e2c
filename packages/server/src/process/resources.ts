/**
 * What every server process needs before its own parts: the data directory, a database, the bus and
 * the signing key, from the same settings, whether the process runs everything or one subgraph.
 */
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import type { SigningKey } from '../auth/signing-key.ts';
import { developmentSigningKey, parseSigningKey } from '../auth/signing-key.ts';
import { commonSettings, isLoopbackHost } from '../config/settings.ts';
import { type DataDirLock, acquireDataDirLock } from '../db/embedded/data-dir-lock.ts';
import { startEmbeddedPostgres } from '../db/embedded/embedded-postgres.ts';
import type { Logger } from '../telemetry/logger.ts';
import { StartError } from './lifecycle.ts';

export type CommonSettings = z.infer<z.ZodObject<typeof commonSettings>>;

/**
 * Refuses what no mode may do. Errors: StartError with one line that says what to change.
 */
export function requireSafeSettings(settings: CommonSettings): void {
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
}

/** Takes the data directory for this process until disposed; see data-dir-lock.ts. */
export function holdDataDir(
  settings: CommonSettings,
  subdirectory = '',
): { path: string; lock: DataDirLock } {
  const path = resolve(join(settings.ARBITER_DATA_DIR, subdirectory));
  return { path, lock: acquireDataDirLock(path) };
}

/** The given database, or the private one of the data directory, started here. */
export async function openServerDatabase(
  url: string | undefined,
  dataDir: string,
  { logger, resources }: { logger: Logger; resources: AsyncDisposableStack },
): Promise<string> {
  if (url) return url;
  const postgres = await startEmbeddedPostgres({ dataDir, logger });
  resources.defer(() => postgres.stop());
  return postgres.adminUrl;
}

/** The key of ARBITER_SIGNING_KEY, or in development the one in the shared data directory. */
export function openSigningKey({
  ARBITER_SIGNING_KEY,
  ARBITER_DATA_DIR,
}: CommonSettings): SigningKey {
  if (ARBITER_SIGNING_KEY) return parseSigningKey(ARBITER_SIGNING_KEY);
  return developmentSigningKey(resolve(ARBITER_DATA_DIR));
}
