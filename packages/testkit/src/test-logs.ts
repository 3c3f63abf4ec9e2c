/**
 * What everything under test logs, and the secrets that tests use, kept for the length of a run: at its end
 * the ones are looked for in the others (see test/support/secrets-in-logs.ts). Outside of a run nothing is
 * kept.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, createLogger } from '@arbiter/server/telemetry/logger.ts';

/** Set by the run's global setup: the folder for what is kept. */
export const testLogsVariable = 'TEST_LOGS';

/** Files of lines end so, files of secrets so. */
export const [linesSuffix, secretsSuffix] = ['.log', '.secrets'] as const;

/** A logger that says everything there is to say, to nobody but the run. */
export function testLogger(service = 'test'): Logger {
  return createLogger({ level: 'debug', service }, { write: keepOutput });
}

/** Keeps what was written to a log, or said by a process. */
export function keepOutput(text: string): void {
  keep(linesSuffix, text.endsWith('\n') ? text : `${text}\n`);
}

/** Says that this text is in no log, and returns it. `kind` is how a report calls it. */
export function keepSecret(kind: string, secret: string): string {
  keep(secretsSuffix, `${JSON.stringify({ kind, secret })}\n`);
  return secret;
}

/** Settings that hold secrets. */
const secretSetting = /(_KEY|_KEYS|_SECRET|_PASSWORD)$/;

/** The same for the settings of a process. */
export function keepSecretSettings(env: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(env)) {
    if (value && secretSetting.test(name) && !name.includes('PUBLIC')) keepSecret(name, value);
  }
}

function keep(suffix: string, text: string): void {
  const folder = process.env[testLogsVariable];
  if (folder) appendFileSync(join(folder, `${process.pid}${suffix}`), text);
}
