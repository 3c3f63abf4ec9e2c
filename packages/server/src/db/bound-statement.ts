/**
 * Statements whose values travel beside their text, as PostgreSQL's protocol has it. The ORM writes
 * values into the text; for values of many kilobytes that, and reading them back out of it, costs
 * more than the statement. For all others `execute` of the entity manager is as good.
 */
import type { Transaction } from './database.ts';

/**
 * Runs one statement with `$1`, `$2` … for the values, in the transaction, and returns its rows.
 * Errors: those of `execute`.
 */
export async function executeBound<Row extends object>(
  tx: Transaction,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const started = performance.now();
  // What the query builder would make of a raw statement; the driver needs no more of it.
  const compiled = { sql, parameters: values, query: { kind: 'RawNode' }, queryId: {} };
  try {
    const { rows } = await tx.getKysely().executeQuery<Row>(compiled as never);
    return rows;
  } catch (error) {
    throw error instanceof Error ? tx.getDriver().convertException(error) : error;
  } finally {
    const took = Math.round(performance.now() - started);
    tx.config.getLogger().logQuery({ level: 'info', query: sql, took });
  }
}
