/**
 * How far the relay is behind: the age of the oldest event that still waits for one of its steps.
 * An age, not a count, as it is read by an index however long the backlog has become.
 */
import type pg from 'pg';

/** Seconds since the oldest event that waits was written; 0 when none does. */
export interface EventLag {
  /** For subscribers of event logs. */
  readonly numbering: number;
  /** For consumers on the bus. Grows for ever in a process that has no bus. */
  readonly publishing: number;
}

/** Reads the outbox of the schema as its worker. */
export async function readEventLag(worker: pg.Pool, schema: string): Promise<EventLag> {
  const age = (mark: string) =>
    `coalesce((select greatest(0, extract(epoch from now() - created_at))
       from ${schema}.outbox where ${mark} is null order by ordinal limit 1), 0)::float8`;
  const { rows } = await worker.query<EventLag>(
    `select ${age('numbered_at')} as numbering, ${age('published_at')} as publishing`,
  );
  return rows[0] ?? { numbering: 0, publishing: 0 };
}
