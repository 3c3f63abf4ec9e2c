/**
 * Numbered migrations of one subgraph, forward and back. They run as the database's owner; the
 * list is given in code (no folder scanning), so that every way of starting sees the same one.
 */
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormConnection } from './orm.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { allTenants } from './tenancy.ts';

/** Where each schema remembers what was applied. */
export const migrationsTable = 'schema_migrations';

/** `name` is the number and the words, e.g. `0002-agents`; it never changes once released. */
export interface SubgraphMigration {
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

export interface SchemaMigrator extends AsyncDisposable {
  /** Applies what is pending, oldest first; returns the names. */
  up(): Promise<string[]>;
  /** Reverts down to, but not including, the named migration; `0` reverts all. */
  down(to: string | 0): Promise<string[]>;
  /** Names not yet applied, oldest first. */
  pending(): Promise<string[]>;
}

/** Row level security binds the owner too: a migration that changes rows must reach all of them. */
const sessionOptions = Object.entries(allTenants)
  .map(([variable, value]) => `-c ${variable}=${value}`)
  .join(' ');

/** Opens a migrator as the owner of the database. Dispose it to close its connections. */
export async function createMigrator(
  url: string,
  schema: string,
  migrations: readonly SubgraphMigration[],
): Promise<SchemaMigrator> {
  const connection = ormConnection(parseDatabaseUrl(url), { poolSize: 2 });
  const orm = await MikroORM.init({
    ...connection,
    driverOptions: { ...connection.driverOptions, options: sessionOptions },
    extensions: [Migrator],
    entities: [],
    discovery: { warnWhenNoEntities: false },
    migrations: {
      tableName: `${schema}.${migrationsTable}`,
      migrationsList: migrations.map(({ name, class: migration }) => ({ name, class: migration })),
      snapshot: false,
      silent: true,
      allOrNothing: true,
    },
  });
  const migrator = orm.migrator;
  const names = (result: readonly { name: string }[]) => result.map(({ name }) => name);
  return {
    up: async () => names(await migrator.up()),
    down: async (to) => names(await migrator.down({ to })),
    pending: async () => names(await migrator.getPending()),
    [Symbol.asyncDispose]: () => orm.close(),
  };
}
