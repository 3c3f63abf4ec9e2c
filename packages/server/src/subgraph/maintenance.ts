/** The recurring clean-up that every subgraph needs; it touches infrastructure tables only. */
import type pg from 'pg';
import { idempotencyKeyLifetimeMs } from '../db/idempotency.ts';
import type { RecurringJob } from '../jobs/jobs.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Published events are kept this long, so that a bus that lost its data can be filled again. */
export const outboxRetentionMs = 7 * dayMs;

/** Longer than any bus may redeliver; a repeat after this would count as new. */
export const inboxRetentionMs = 30 * dayMs;

/** Rows deleted by one statement, so that no lock is held for long. */
const pruneBatchSize = 5_000;

/** Pruning of one subgraph's schema by its worker role. */
export function maintenanceJobs(schema: string, worker: pg.Pool): RecurringJob[] {
  const prune = (table: string, condition: string, olderThanMs: number) => () =>
    pruneTable(worker, { table: `${schema}.${table}`, condition, olderThanMs });
  return [
    {
      name: 'prune-outbox',
      everyMs: hourMs,
      run: prune('outbox', 'numbered_at is not null and published_at', outboxRetentionMs),
    },
    { name: 'prune-inbox', everyMs: dayMs, run: prune('inbox', 'processed_at', inboxRetentionMs) },
    {
      name: 'prune-idempotency-keys',
      everyMs: hourMs,
      run: prune('idempotency_keys', 'created_at', idempotencyKeyLifetimeMs),
    },
  ];
}

/** Deletes in batches what is older by the named time column (given with any further condition). */
async function pruneTable(
  worker: pg.Pool,
  { table, condition, olderThanMs }: { table: string; condition: string; olderThanMs: number },
): Promise<void> {
  for (;;) {
    const { rowCount } = await worker.query(
      `delete from ${table} where ctid = any (array(
         select ctid from ${table}
         where ${condition} < now() - $1 * interval '1 millisecond' limit ${pruneBatchSize}))`,
      [olderThanMs],
    );
    if ((rowCount ?? 0) < pruneBatchSize) return;
  }
}
