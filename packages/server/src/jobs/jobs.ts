/**
 * Recurring background work of a subgraph on BullMQ, whose queue lives in PostgreSQL or, with
 * `REDIS_URL`, in Redis. BullMQ schedules, retries and gives a run to one process; one that says nothing
 * for too long is given to another, which is why a run also holds a lease. Here is just what to run and how
 * often.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  PostgresConnection,
  Queue,
  type QueueOptions,
  Worker,
  createPostgresBackend,
} from 'bullmq';
import { createClient } from 'redis';
import type { DatabaseAddress } from '../db/database-url.ts';
import { type Leases, createLeases, runAlone } from '../db/leases.ts';
import { StartError } from '../process/lifecycle.ts';
import type { Logger } from '../telemetry/logger.ts';
import { spanName } from '../telemetry/tracing/span-names.ts';
import { SpanKind, inSpan } from '../telemetry/tracing/spans.ts';

export interface RecurringJob {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void>;
}

export interface JobsOptions {
  /** One queue a subgraph. */
  readonly queue: string;
  readonly worker: DatabaseAddress;
  readonly redisUrl: string | undefined;
  readonly jobs: readonly RecurringJob[];
  readonly logger: Logger;
}

export interface Jobs {
  close(): Promise<void>;
}

/** PostgreSQL schema of BullMQ's tables; shared by the queues of one database. */
export const jobsSchema = 'bullmq';

const poolSize = 3;
/** Wait before a worker looks again after it could not reach its queue; BullMQ's own is 15 s. */
const runRetryDelay = 1_000;
/** Until the queue is ready at the start, with a Redis that is busy with its own. */
const startTimeoutMs = 10_000;
/** A Redis that says nothing for this long when everything ends is not waited for. */
const goodbyeTimeoutMs = 2_000;
/** Finished runs kept for the operator to look at. */
const keptJobs = 50;

/**
 * Creates or updates BullMQ's tables as the database's owner and lets the role use them. Subgraphs of
 * one database share the tables and prepare them one after the other.
 */
export async function prepareJobs(owner: DatabaseAddress, role: string): Promise<void> {
  const migration = new PostgresConnection({ ...owner, max: 2, migrate: true });
  try {
    await migration.waitUntilReady();
    const client = await migration.pool.connect();
    try {
      await client.query('begin');
      // Grants on the same tables at the same time would fail with "tuple concurrently updated".
      await client.query("select pg_advisory_xact_lock(hashtext('arbiter jobs grants'))");
      await client.query(`
        grant usage on schema ${jobsSchema} to ${role};
        grant select, insert, update, delete, truncate on all tables in schema ${jobsSchema} to ${role};
        grant usage on all sequences in schema ${jobsSchema} to ${role};
      `);
      await client.query('commit');
    } finally {
      client.release();
    }
  } finally {
    await migration.close();
  }
}

/**
 * Starts the worker and registers the schedules; registering again changes nothing. Errors: StartError
 * when Redis should have the queue and does not answer.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { queue: name, jobs, logger } = options;
  const { connection, create, isReachable, close } = backendOf(options);
  const leases = createLeases(options.worker);
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const queue = new Queue(name, { connection }, create);
  const workerOptions = { connection, runRetryDelay };
  const runner = new Worker(
    name,
    (job) => runJob(byName.get(job.name), { ...options, leases }),
    workerOptions,
    create,
  );
  let isClosing = false;
  // Pools close their connections a moment after they say so; a database that stops meanwhile tells
  // them, and nobody need hear of it.
  const report = (error: Error) =>
    isClosing || logger.warn({ err: error, queue: name }, 'job queue in trouble');
  queue.on('error', report);
  runner.on('error', report);
  runner.on('failed', (job, error) => logger.error({ err: error, job: job?.name }, 'job failed'));
  const end = async (isForced: boolean) => {
    isClosing = true;
    await runner.close(isForced);
    await queue.close();
    close();
  };
  const begin = async () => {
    await Promise.all([queue.waitUntilReady(), runner.waitUntilReady()]);
    await Promise.all(jobs.map((job) => schedule(queue, job)));
  };
  try {
    await inTime(begin(), options);
  } catch (error) {
    await end(true).catch(() => undefined);
    throw error;
  }
  // A worker that is not forced would wait for the goodbye of a Redis that is gone, or hangs.
  return { close: async () => end(!(await isReachable())) };
}

/** Errors: StartError when the Redis of the queue says nothing; those of the work. */
async function inTime(work: Promise<void>, { redisUrl }: JobsOptions): Promise<void> {
  if (!redisUrl) return work;
  const silence = Promise.withResolvers<never>();
  const refuse = () =>
    silence.reject(
      new StartError(
        `Redis at ${new URL(redisUrl).host} does not answer, and the queue of jobs is there ` +
          `(waited ${startTimeoutMs / 1_000} s).`,
      ),
    );
  const timer = setTimeout(refuse, startTimeoutMs);
  await Promise.race([work, silence.promise]).finally(() => clearTimeout(timer));
}

/** Renewed while the run goes on; a process that is gone holds the next run up for no longer. */
const leaseMs = 30_000;

/** A trace of its own: nobody has asked for it. */
async function runJob(
  job: RecurringJob | undefined,
  { queue, leases, logger }: JobsOptions & { readonly leases: Leases },
): Promise<void> {
  // A schedule left behind by an older version has no job any more.
  if (!job) return;
  const attributes = { 'messaging.system': 'bullmq', 'messaging.destination.name': queue };
  const name = spanName('jobs', 'run', job.name);
  const lease = { name: `${queue} ${job.name}`, holdMs: leaseMs };
  await inSpan({ name, kind: SpanKind.CONSUMER, parent: null, attributes }, async () => {
    const isRun = await runAlone(leases, lease, () => job.run());
    if (!isRun) logger.info({ job: job.name }, 'another process still runs the job; left to it');
  });
}

async function schedule(queue: Queue, { name, everyMs }: RecurringJob): Promise<void> {
  const opts = { removeOnComplete: keptJobs, removeOnFail: keptJobs };
  await queue.upsertJobScheduler(name, { every: everyMs }, { name, opts });
}

/** Where the queue lives. */
interface Backend {
  readonly connection: QueueOptions['connection'];
  readonly create?: never;
  isReachable(): Promise<boolean>;
  close(): void;
}

function backendOf({ redisUrl, worker }: JobsOptions): Backend {
  if (!redisUrl) {
    return {
      connection: { ...worker, max: poolSize },
      create: createPostgresBackend as never,
      isReachable: async () => true,
      close: () => undefined,
    };
  }
  const client = createClient({ url: redisUrl, name: 'arbiter-jobs' });
  return {
    connection: client,
    isReachable: () => answers(client),
    // BullMQ leaves open what it was given.
    close: () => client.destroy(),
  };
}

async function answers(client: { isReady: boolean; ping(): Promise<unknown> }): Promise<boolean> {
  if (!client.isReady) return false;
  const silence = sleep(goodbyeTimeoutMs, false, { ref: false });
  const answer = client.ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, silence]);
}
