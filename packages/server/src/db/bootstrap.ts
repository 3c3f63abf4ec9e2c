/**
 * Makes a database ready for one subgraph: its schema, its two roles and its migrations, under an
 * advisory lock, so that several processes may start at once. Runs as the owner of the database
 * (`DATABASE_URL`); afterwards the owner's rights are not used again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import pg from 'pg';
import {
  type DatabaseAddress,
  derivePassword,
  parseDatabaseUrl,
  withCredentials,
} from './database-url.ts';
import { applicationRole, workerRole } from './tenancy.ts';
import { type SubgraphMigration, createMigrator, migrationsTable } from './migrate.ts';

/** How the two roles of a subgraph reach its database. */
export interface SubgraphDatabase {
  readonly schema: string;
  readonly application: DatabaseAddress;
  readonly worker: DatabaseAddress;
}

export interface BootstrapOptions {
  /** URL of a user that owns the database (or may create schemas and roles in it). */
  readonly url: string;
  readonly schema: string;
  readonly migrations: readonly SubgraphMigration[];
}

/** What the roles of a database prepared with `url` are; touches nothing. */
export function subgraphDatabase(url: string, schema: string): SubgraphDatabase {
  const owner = parseDatabaseUrl(url);
  const as = (role: string) =>
    withCredentials(owner, { user: role, password: derivePassword(owner, role) });
  return { schema, application: as(applicationRole(schema)), worker: as(workerRole(schema)) };
}

/**
 * Creates what is missing and applies pending migrations; safe to repeat and to race.
 * Errors: those of PostgreSQL, when the user of `url` may not do this.
 */
export async function prepareDatabase(options: BootstrapOptions): Promise<SubgraphDatabase> {
  const { url, schema, migrations } = options;
  const database = subgraphDatabase(url, schema);
  const owner = new pg.Client({
    ...parseDatabaseUrl(url),
    application_name: `arbiter ${schema} setup`,
  });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock(hashtext($1))', [`arbiter bootstrap ${schema}`]);
    await ensureRole(owner, database.application);
    await ensureRole(owner, database.worker);
    await ensureSchema(owner, schema);
    if (!(await isMigrated(owner, schema, migrations))) {
      await using migrator = await createMigrator(url, schema, migrations);
      await migrator.up();
    }
    await withdrawRights(owner, schema);
  } finally {
    await owner.end();
  }
  return database;
}

/**
 * Creates the login role, or gives it its password when that changed. Roles belong to the whole
 * server, so preparations of two databases can collide: the loser sees what the winner made.
 */
async function ensureRole(owner: pg.Client, { user, password }: DatabaseAddress): Promise<void> {
  const mark = createHash('sha256').update(password).digest('hex').slice(0, 16);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { rows } = await owner.query(
        `select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = $1`,
        [user],
      );
      if (rows[0]?.mark === mark) return;
      const verb = rows.length === 0 ? 'create' : 'alter';
      await owner.query(`${verb} role ${user} login password ${pg.escapeLiteral(password)}`);
      await owner.query(`comment on role ${user} is ${pg.escapeLiteral(mark)}`);
      return;
    } catch (error) {
      if (attempt === 5 || !isRoleCollision(error)) throw error;
      await sleep(50 * (attempt + 1));
    }
  }
}

/** duplicate_object, unique_violation, or "tuple concurrently updated". */
function isRoleCollision(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError && ['42710', '23505', 'XX000'].includes(error.code ?? '')
  );
}

/** Asks the migrations table directly: a start with nothing to migrate need not load the ORM. */
async function isMigrated(
  owner: pg.Client,
  schema: string,
  migrations: readonly SubgraphMigration[],
): Promise<boolean> {
  const table = `${schema}.${migrationsTable}`;
  const { rows } = await owner.query<{ exists: boolean }>(
    'select to_regclass($1) is not null as exists',
    [table],
  );
  if (!rows[0]?.exists) return false;
  const applied = await owner.query<{ name: string }>(`select name from ${table}`);
  const names = new Set(applied.rows.map(({ name }) => name));
  return migrations.every(({ name }) => names.has(name));
}

async function ensureSchema(owner: pg.Client, schema: string): Promise<void> {
  const application = applicationRole(schema);
  await owner.query(`
    create schema if not exists ${schema};
    grant usage on schema ${schema} to ${application}, ${workerRole(schema)};
    alter default privileges in schema ${schema}
      grant select, insert, update, delete on tables to ${application};
    alter default privileges in schema ${schema} revoke all on sequences from ${application};
  `);
}

/**
 * What the default rights give too much, and what earlier versions gave: the list of migrations, which
 * decides what runs as the owner at the next start, and sequences, which tell how much all tenants
 * write. Identity columns need no right on theirs.
 */
async function withdrawRights(owner: pg.Client, schema: string): Promise<void> {
  const application = applicationRole(schema);
  await owner.query(`
    do $$ declare given record;
    begin
      for given in
        select oid::regclass as name, case relkind when 'S' then 'sequence' else 'table' end as kind
        from pg_class
        where relnamespace = '${schema}'::regnamespace and (
          relkind = 'S' and has_sequence_privilege('${application}', oid, 'usage, select, update')
          or relname = '${migrationsTable}'
            and has_table_privilege('${application}', oid, 'select, insert, update, delete'))
      loop
        execute format('revoke all on %s %s from ${application}', given.kind, given.name);
      end loop;
    end $$`);
}
