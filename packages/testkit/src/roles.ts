/**
 * Raw SQL under a subgraph's own roles, as someone would type it who has their passwords: for tests
 * of what row level security and grants allow, whatever the application's code does.
 */
import pg from 'pg';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { subgraphDatabase } from '@arbiter/server/db/bootstrap.ts';
import { sessionVariables } from '@arbiter/server/db/tenancy.ts';
import type { TestDatabase } from './databases.ts';

export interface RoleOptions {
  readonly schema: string;
  readonly role?: 'application' | 'worker';
  /** Whose tenants the session states; none are stated when absent. */
  readonly actor?: Actor;
}

/** Runs one statement in a transaction of its own and commits it. Errors: those of PostgreSQL. */
export async function queryAs<T extends pg.QueryResultRow>(
  database: TestDatabase,
  { schema, role = 'application', actor }: RoleOptions,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(subgraphDatabase(database.url, schema)[role]);
  await client.connect();
  try {
    await client.query('begin');
    for (const variable of Object.entries(actor ? sessionVariables(actor) : {})) {
      await client.query('select set_config($1, $2, true)', variable);
    }
    const { rows } = await client.query<T>(sql, [...values]);
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
}
