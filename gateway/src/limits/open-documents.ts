/** The documents that a gateway knows by their hashes, as its settings have them. */
import { resolve } from 'node:path';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { StartError } from '@arbiter/server/process/lifecycle.ts';
import { type PersistedDocuments, createPersistedDocuments } from './persisted-documents.ts';
import { createMemoryDocuments, createSharedDocuments } from './seen-documents.ts';
import { readTrustedDocuments } from './trusted-documents.ts';

export interface DocumentSettings {
  readonly TRUSTED_DOCUMENTS?: string | undefined;
  readonly TRUSTED_DOCUMENTS_ONLY: 'true' | 'false';
  readonly REDIS_URL?: string | undefined;
}

/** Errors: StartError for a manifest that is not there or no manifest. */
export async function openDocuments(
  { TRUSTED_DOCUMENTS: path, TRUSTED_DOCUMENTS_ONLY, REDIS_URL }: DocumentSettings,
  { logger, resources }: { readonly logger: Logger; readonly resources: AsyncDisposableStack },
): Promise<PersistedDocuments> {
  const isOnly = TRUSTED_DOCUMENTS_ONLY === 'true';
  if (isOnly && path === undefined) {
    throw new StartError('TRUSTED_DOCUMENTS_ONLY is true: set TRUSTED_DOCUMENTS to the manifest.');
  }
  const trusted =
    path === undefined ? undefined : await readTrustedDocuments(resolve(path), { isOnly });
  const seen = REDIS_URL ? createSharedDocuments(REDIS_URL, logger) : createMemoryDocuments();
  return createPersistedDocuments({ seen: resources.use(seen), trusted });
}
