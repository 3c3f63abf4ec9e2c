/**
 * The two pools of connections that requests use. A request holds a connection of the first one for
 * the length of its reads; what it may need meanwhile comes from the second, of which nobody holds one
 * while waiting for another. With one pool, as many requests as it has connections would wait for each
 * other, and everybody else for them.
 */
import type { EntitySchema } from '@mikro-orm/postgresql';
import type { SubgraphName } from '../config/settings.ts';
import { type Database, createDatabase } from '../db/database.ts';
import type { DatabaseAddress } from '../db/database-url.ts';
import { openOrm } from '../db/orm.ts';
import type { CountingPool } from '../db/pool-use.ts';

/** Requests that read at once; each holds a connection for the length of its reads. */
export const applicationPoolSize = 12;
/** For a few short statements of each: the head of a log, a page of it for all followers, one record. */
const besidePoolSize = 4;

export interface DatabasesOptions {
  readonly name: SubgraphName;
  readonly entities: readonly EntitySchema[];
  readonly address: DatabaseAddress;
  /** Close the pools. */
  readonly resources: AsyncDisposableStack;
  readonly onPool: (pool: CountingPool) => void;
  readonly onQuery?: ((sql: string) => void) | undefined;
}

export interface Databases {
  readonly database: Database;
  /** For short work beside the reads of a request, which may be under way. */
  readonly beside: Database;
}

/** Both act for the same role; they connect when they are first used. */
export async function openDatabases(options: DatabasesOptions): Promise<Databases> {
  const applicationName = `arbiter ${options.name}`;
  return {
    database: await open(options, { poolSize: applicationPoolSize, applicationName }),
    beside: await open(options, {
      poolSize: besidePoolSize,
      applicationName: `${applicationName} beside`,
    }),
  };
}

async function open(
  { address, entities, resources, onPool, onQuery }: DatabasesOptions,
  pool: { readonly poolSize: number; readonly applicationName: string },
): Promise<Database> {
  const orm = await openOrm(address, { entities, ...pool, onPool, onQuery });
  resources.defer(() => orm.close());
  return createDatabase(orm);
}
