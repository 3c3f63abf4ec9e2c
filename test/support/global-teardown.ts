/** After all tests: stops what the global setup has started, and fails when a secret was logged. */
import { rm } from 'node:fs/promises';
import { testLogsVariable } from '@arbiter/testkit/test-logs.ts';
import { stopTestPostgres } from './postgres.ts';
import { findLoggedSecrets } from './secrets-in-logs.ts';

export default async function globalTeardown(): Promise<void> {
  await stopTestPostgres();
  const folder = process.env[testLogsVariable];
  if (!folder) return;
  try {
    const found = await findLoggedSecrets(folder);
    if (found.length === 0) return;
    const places = new Set(
      found.map(({ kind, message }) => `${kind} in ${JSON.stringify(message)}`),
    );
    throw new Error(`Secrets were logged:\n${[...places].join('\n')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
