/**
 * One connection under a role of a subgraph, on which many statements are tried, each in a transaction
 * that is rolled back: what they would give or change, and that nothing of it stays.
 */
import pg from 'pg';
import { subgraphDatabase } from '@arbiter/server/db/bootstrap.ts';
import type { TestDatabase } from '@arbiter/testkit/databases.ts';

/** What one statement came to: its rows, or how PostgreSQL refused it. */
export type Attempt =
  | { readonly rows: readonly pg.QueryResultRow[] }
  | { readonly refused: string };

export interface RoleSession extends AsyncDisposable {
  /** Tries the statement with these session variables set; absent ones are not set at all. */
  attempt(sql: string, variables?: Readonly<Record<string, string>>): Promise<Attempt>;
}

export async function openRoleSession(
  database: TestDatabase,
  { schema, role }: { readonly schema: string; readonly role: 'application' | 'worker' },
): Promise<RoleSession> {
  const client = new pg.Client(subgraphDatabase(database.url, schema)[role]);
  await client.connect();
  return {
    async attempt(sql, variables = {}) {
      await client.query('begin');
      try {
        for (const variable of Object.entries(variables)) {
          await client.query('select set_config($1, $2, true)', variable);
        }
        return { rows: (await client.query(sql)).rows };
      } catch (error) {
        if (error instanceof pg.DatabaseError) return { refused: error.message };
        throw error;
      } finally {
        await client.query('rollback');
      }
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}
