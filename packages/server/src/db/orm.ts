/** How MikroORM is set up, the same for every subgraph. */
import { type EntitySchema, MikroORM, type Options } from '@mikro-orm/postgresql';
import type { EventEmitter } from 'node:events';
import { traceQueries } from '../telemetry/tracing/trace-queries.ts';
import { returnBrokenConnections } from './broken-connections.ts';
import type { DatabaseAddress } from './database-url.ts';
import type { CountingPool } from './pool-use.ts';

/** Statements of requests that run longer are cancelled (PostgreSQL error 57014 → TIMEOUT). */
export const statementTimeoutMs = 20_000;

/** A transaction that its request has forgotten must not hold locks or the vacuum horizon. */
const idleInTransactionTimeoutMs = 15_000;

type Pool = EventEmitter & CountingPool;

export interface PoolOptions {
  readonly poolSize: number;
  readonly applicationName?: string;
  /** Gets the pool when it is made. */
  readonly onPool?: ((pool: CountingPool) => void) | undefined;
}

/** MikroORM's connection settings for an address, with the limits that every pool has. */
export function ormConnection(
  { host, port, user, password, database, ssl }: DatabaseAddress,
  { poolSize, applicationName = 'arbiter', onPool }: PoolOptions,
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
      onPoolCreated: (pool: Pool) => {
        watchPool(pool);
        onPool?.(pool);
      },
      ...(ssl === undefined ? {} : { ssl }),
    },
  };
}

/** What every pool of the ORM has: broken connections come back, statements are traced. */
function watchPool(pool: EventEmitter): void {
  returnBrokenConnections(pool);
  traceQueries(pool);
}

export interface OrmOptions extends PoolOptions {
  readonly entities: readonly EntitySchema[];
  readonly applicationName: string;
  /** Sees every SQL statement; the tests count them. */
  readonly onQuery?: ((sql: string) => void) | undefined;
}

/**
 * An ORM whose transactions carry the actor's tenants (see tenancy.ts). It has no global entity
 * manager: every request forks its own.
 */
export function openOrm(address: DatabaseAddress, options: OrmOptions): Promise<MikroORM> {
  const { entities, onQuery } = options;
  return MikroORM.init({
    ...ormConnection(address, options),
    entities: [...entities],
    discovery: { warnWhenNoEntities: false },
    sessionContext: 'transaction',
    allowGlobalContext: false,
    ...(onQuery ? { debug: ['query'], logger: onQuery, colors: false } : {}),
  });
}
