/**
 * One reading of PostgreSQL URLs for the two libraries that connect: `pg` (bootstrap, relay,
 * notifications) and MikroORM. Unix sockets are written as `postgres://user:pw@/db?host=/dir`.
 */
import { createHmac } from 'node:crypto';
import { parse } from 'pg-connection-string';
import type { ConnectionOptions as TlsOptions } from 'node:tls';

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: boolean | TlsOptions;
}

/** The parts of a PostgreSQL URL, with PostgreSQL's defaults for those that are absent. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const parsed = parse(url);
  const address = {
    host: parsed.host || '127.0.0.1',
    port: Number(parsed.port || 5432),
    user: parsed.user || 'postgres',
    password: parsed.password ?? '',
    database: parsed.database || parsed.user || 'postgres',
  };
  return parsed.ssl === undefined || parsed.ssl === false
    ? address
    : { ...address, ssl: parsed.ssl as boolean | TlsOptions };
}

/** The same server and options seen by another user, or another database of it. */
export function withCredentials(
  address: DatabaseAddress,
  change: Partial<Pick<DatabaseAddress, 'user' | 'password' | 'database'>>,
): DatabaseAddress {
  return { ...address, ...change };
}

/**
 * The password of a role that Arbiter creates, derived from the owner's (HMAC-SHA-256), so that
 * every process that knows the database URL knows it, and it is stored nowhere.
 */
export function derivePassword(owner: DatabaseAddress, role: string): string {
  return createHmac('sha256', `arbiter role ${owner.user}:${owner.password}`)
    .update(role)
    .digest('base64url');
}
