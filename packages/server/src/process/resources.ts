/**
 * What every server process needs before its own parts: the data directory, a database, the bus and
 * the signing key, from the same settings, whether the process runs everything or one subgraph.
 */
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import {
  type SigningKeys,
  type VerifyKey,
  developmentSigningKey,
  parseSigningKeys,
  parseVerifyKeys,
} from '../auth/signing-key.ts';
import type { commonSettings } from '../config/settings.ts';
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

type KeySettings = Pick<CommonSettings, 'ARBITER_SIGNING_KEY' | 'ARBITER_DATA_DIR'>;

type VerifyKeySettings = KeySettings & { readonly ARBITER_VERIFY_KEYS?: string | undefined };

/** Tells of malformed keys before anything is started. Errors: ConfigError. */
export function checkKeys(settings: Partial<VerifyKeySettings>): void {
  const { ARBITER_SIGNING_KEY, ARBITER_VERIFY_KEYS } = settings;
  if (ARBITER_SIGNING_KEY) parseSigningKeys(ARBITER_SIGNING_KEY);
  if (ARBITER_VERIFY_KEYS) parseVerifyKeys(ARBITER_VERIFY_KEYS);
}

/** The keys of ARBITER_SIGNING_KEY, or in development the one in the shared data directory. */
export function openSigningKeys({
  ARBITER_SIGNING_KEY,
  ARBITER_DATA_DIR,
}: KeySettings): SigningKeys {
  if (ARBITER_SIGNING_KEY) return parseSigningKeys(ARBITER_SIGNING_KEY);
  return [developmentSigningKey(resolve(ARBITER_DATA_DIR))];
}

/** The keys by which a subgraph knows its gateway: public ones alone, where those are given. */
export function openVerifyKeys(settings: VerifyKeySettings): readonly VerifyKey[] {
  const { ARBITER_VERIFY_KEYS } = settings;
  return ARBITER_VERIFY_KEYS ? parseVerifyKeys(ARBITER_VERIFY_KEYS) : openSigningKeys(settings);
}
