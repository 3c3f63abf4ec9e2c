/**
 * The relay moves a subgraph's committed events onward: one loop numbers them in their event logs,
 * another publishes them on the bus, so that a slow or missing bus never holds up subscribers. Both
 * mark rows instead of remembering a position: an event whose transaction commits late is picked up
 * when it appears, and nothing depends on transaction ids. A crash between any two steps repeats a
 * step; consumers recognise repeats by event id.
 */
import type pg from 'pg';
import type { DatabaseAddress } from '../db/database-url.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Bus } from './bus.ts';
import type { DomainEvent } from './domain-event.ts';
import { type LeaderLoop, startLeaderLoop } from './leader-loop.ts';
import { notifyChannel } from './log-notifications.ts';

export interface RelayOptions {
  readonly schema: string;
  /** The worker role's address; each loop keeps one connection of its own. */
  readonly worker: DatabaseAddress;
  /** Without a bus, events are numbered for subscribers and stay in the outbox unpublished. */
  readonly bus: Bus | undefined;
  readonly logger: Logger;
}

/** Events handled in one step; bounds the memory of a backlog. */
const batchSize = 500;

/** Starts both loops; waking, draining and stopping go to both. */
export function startRelay({ schema, worker: address, bus, logger }: RelayOptions): LeaderLoop {
  const loop = (task: Task, takeBatch: (client: pg.ClientBase) => Promise<number>) =>
    startLeaderLoop({
      name: `arbiter ${schema} ${task.name}`,
      address,
      logger,
      step: async (client) => (await takeBatch(client)) === batchSize,
      isIdle: (client) => isDone(client, schema, task),
    });
  const loops = [loop(numbering, (client) => numberEvents(client, schema))];
  if (bus) loops.push(loop(publishing, (client) => publishEvents(client, schema, bus)));
  return {
    wake: () => loops.forEach((each) => each.wake()),
    drain: async () => void (await Promise.all(loops.map((each) => each.drain()))),
    stop: async () => void (await Promise.all(loops.map((each) => each.stop()))),
  };
}

/** `mark` is the column of the outbox that says when the task has done an event. */
interface Task {
  readonly name: string;
  readonly mark: string;
}
const numbering: Task = { name: 'numbering', mark: 'numbered_at' };
const publishing: Task = { name: 'publishing', mark: 'published_at' };

async function isDone(client: pg.ClientBase, schema: string, { mark }: Task): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from ${schema}.outbox where ${mark} is null limit 1`,
  );
  return rowCount === 0;
}

/**
 * Gives the next events of each log their positions, per tenant without gaps, and tells the
 * followers of those tenants. Rows are taken in the order of `ordinal`, which for one aggregate is
 * the order of its commits, because its writers exclude each other. They are locked in that order
 * too, as by the publishing, so that the two never wait for each other in a circle. One statement, so
 * a crash leaves all or nothing. Returns how many events it took.
 */
export async function numberEvents(client: pg.ClientBase, schema: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `with fresh as (
       select id, tenant_id, log, ordinal from ${schema}.outbox
       where numbered_at is null order by ordinal limit ${batchSize} for update
     ), marked as (
       update ${schema}.outbox o set numbered_at = now() from fresh where o.id = fresh.id
     ), groups as (
       select tenant_id, log, count(*) as size from fresh where log is not null group by 1, 2
     ), heads as (
       insert into ${schema}.log_heads as h (tenant_id, log, position)
       select tenant_id, log, size from groups order by 1, 2
       on conflict (tenant_id, log) do update set position = h.position + excluded.position
       returning tenant_id, log, position
     ), positions as (
       insert into ${schema}.log_positions (tenant_id, log, position, event_id)
       select f.tenant_id, f.log,
         heads.position - groups.size
           + row_number() over (partition by f.tenant_id, f.log order by f.ordinal),
         f.id
       from fresh f join groups using (tenant_id, log) join heads using (tenant_id, log)
     ), told as (
       select pg_notify($1, log || ' ' || tenant_id) from heads
     )
     select (select count(*) from fresh) as count, (select count(*) from told) as told`,
    [notifyChannel(schema)],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Publishes the oldest unpublished events, then marks them. Returns how many it took. */
export async function publishEvents(
  client: pg.ClientBase,
  schema: string,
  bus: Bus,
): Promise<number> {
  const { rows } = await client.query<{ id: string; envelope: DomainEvent }>(
    `select id, envelope from ${schema}.outbox
     where published_at is null order by ordinal limit ${batchSize}`,
  );
  if (rows.length === 0) return 0;
  await bus.publish(rows.map(({ envelope }) => envelope));
  await client.query(
    `with done as (
       select id from ${schema}.outbox where id = any($1) order by ordinal for update
     )
     update ${schema}.outbox o set published_at = now() from done where o.id = done.id`,
    [rows.map(({ id }) => id)],
  );
  return rows.length;
}
