/** What no mode may do, and what production must have: told before anything is started. */
import { type Mode, isLoopbackHost } from '../config/settings.ts';
import { parseDatabaseUrl } from '../db/database-url.ts';
import { StartError } from './lifecycle.ts';

/** Something without which production would be open, or lose data. */
export interface ProductionNeed {
  readonly isGiven: boolean;
  /** The setting that gives it, and what for. */
  readonly name: string;
}

/** Passwords that the examples of this tree have, for databases that only one machine reaches. */
const examplePasswords: ReadonlySet<string> = new Set(['arbiter']);

export interface ModeSettings {
  readonly ARBITER_MODE: Mode;
  readonly HOST: string;
}

/** Errors: StartError, one line that says everything that is missing, or what to change. */
export function requireSafeSettings(
  { ARBITER_MODE, HOST }: ModeSettings,
  needs: readonly ProductionNeed[],
): void {
  if (ARBITER_MODE === 'production') return requireAll(needs);
  if (isLoopbackHost(HOST)) return;
  throw new StartError(
    `HOST=${HOST}: in development mode everyone who can connect is the local developer, ` +
      'so only loopback is served. Use HOST=127.0.0.1, or ARBITER_MODE=production.',
  );
}

function requireAll(needs: readonly ProductionNeed[]): void {
  const missing = needs.filter(({ isGiven }) => !isGiven).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new StartError(
    `ARBITER_MODE=production needs ${missing.join('; ')}. See docs/guides/production.md.`,
  );
}

/**
 * The need for a database; `name` is its setting. The URL itself must have the password: those of our roles
 * are derived from it, and from one that stands elsewhere (PGPASSWORD, a password file) none would be.
 */
export function databaseNeed(name: string, url: string | undefined): ProductionNeed {
  if (url === undefined)
    return { isGiven: false, name: `${name} (a PostgreSQL that is backed up)` };
  const { password } = parseDatabaseUrl(url);
  if (password === '') return { isGiven: false, name: `${name} with the password in the URL` };
  return {
    isGiven: !examplePasswords.has(password),
    name: `${name} with a password that is not the one of the examples`,
  };
}
