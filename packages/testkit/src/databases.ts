/**
 * Databases for tests: one PostgreSQL server a run (see test/support/global-setup.ts), in it a
 * template with every migration applied, and for each test file a copy of the template.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Set by the run's global setup: URL of the server's owner, pointing at the template. */
export const templateUrlVariable = 'TEST_TEMPLATE_URL';

export interface TestDatabase extends AsyncDisposable {
  /** URL of the database's owner. */
  readonly url: string;
  /** Runs SQL as the owner, whom row level security does not bind. */
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
}

/** A fresh copy of the migrated template, dropped when disposed. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return copyOf(templateUrl(), databaseName(templateUrl()));
}

/** A database without anything in it, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return copyOf(templateUrl(), 'template0');
}

function templateUrl(): string {
  const url = process.env[templateUrlVariable];
  if (!url) throw new Error('Run the tests with `npm test`: its global setup starts PostgreSQL.');
  return url;
}

async function copyOf(ownerUrl: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(ownerUrl, `create database ${name} template ${template}`);
  const url = withDatabase(ownerUrl, name);
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'test' });
  pool.on('error', () => undefined);
  return {
    url,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    async [Symbol.asyncDispose]() {
      await pool.end();
      await onServer(ownerUrl, `drop database ${name} with (force)`);
    },
  };
}

/** Statements about databases run from the maintenance database, where nobody else is connected. */
export async function onServer(ownerUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(ownerUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export function withDatabase(url: string, database: string): string {
  // A plain replacement: URL would refuse the empty host of a Unix socket.
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`);
}

function databaseName(url: string): string {
  return /^postgres(?:ql)?:\/\/[^/]*\/([^?]*)/.exec(url)?.[1] ?? 'postgres';
}
