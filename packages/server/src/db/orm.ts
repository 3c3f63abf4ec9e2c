/** How MikroORM is set up, the same for every subgraph. */
import { type EntitySchema, MikroORM, type Options } from '@mikro-orm/postgresql';
import { returnBrokenConnections } from './broken-connections.ts';
import type { DatabaseAddress } from './database-url.ts';

/** Statements of requests that run longer are cancelled (PostgreSQL error 57014 → TIMEOUT). */
export const statementTimeoutMs = 20_000;

/** A transaction that its request has forgotten must not hold locks or the vacuum horizon. */
const idleInTransactionTimeoutMs = 15_000;

/** MikroORM's connection settings for an address, with the limits that every pool has. */
export function ormConnection(
  { host, port, user, password, database, ssl }: DatabaseAddress,
  { poolSize, applicationName = 'arbiter' }: { poolSize: number; applicationName?: string },
): Options {
  return {
    host,
    port,
    user,
    password,
    dbName: database,
    pool: { min: 0, max: poolSize, idleTimeoutMillis: 60_000 },
    driverOptions: {
      application_name: applicationName,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      connectionTimeoutMillis: 10_000,
      onPoolCreated: returnBrokenConnections,
      ...(ssl === undefined ? {} : { ssl }),
    },
  };
}

export interface OrmOptions {
  readonly entities: readonly EntitySchema[];
  readonly poolSize: number;
  readonly applicationName: string;
  /** Sees every SQL statement; the tests count them. */
  readonly onQuery?: ((sql: string) => void) | undefined;
}

/**
 * An ORM whose transactions carry the actor's tenants (see tenancy.ts). It has no global entity
 * manager: every request forks its own.
 */
export function openOrm(address: DatabaseAddress, options: OrmOptions): Promise<MikroORM> {
  const { entities, poolSize, applicationName, onQuery } = options;
  return MikroORM.init({
    ...ormConnection(address, { poolSize, applicationName }),
    entities: [...entities],
    discovery: { warnWhenNoEntities: false },
    sessionContext: 'transaction',
    allowGlobalContext: false,
    ...(onQuery ? { debug: ['query'], logger: onQuery, colors: false } : {}),
  });
}
