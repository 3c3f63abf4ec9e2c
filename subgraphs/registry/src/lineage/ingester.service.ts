/**
 * The way of events into the database: events that arrive at the same time are stored together, and
 * each sender hears of its own, in time or not at all.
 */
import { DriverException } from '@mikro-orm/postgresql';
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { toDatabaseRefusal } from '@arbiter/server/db/database-fault.ts';
import { createGroupCommit } from '@arbiter/server/db/group-commit.ts';
import { type Logger, requestLogger } from '@arbiter/server/telemetry/logger.ts';
import {
  type IngestDeps,
  type PostedEvent,
  type StoredEvent,
  storeEvents,
} from './ingest.service.ts';

/** Why an event was not stored. */
export interface NotStored {
  readonly kind: 'not-stored';
  readonly error: AppError;
}

export type Outcome = ({ readonly kind: 'stored' } & StoredEvent) | NotStored;

/**
 * Stores an event that is authorized; never rejects. UNAVAILABLE or TIMEOUT when it was not stored
 * by the time the signal was aborted: it may be stored all the same, and can be sent again.
 */
export type Ingester = (posted: PostedEvent, signal: AbortSignal) => Promise<Outcome>;

/** Events of one transaction; their rows are locked for as long as it takes. */
const maxBatch = 200;
/** Bytes of them; a larger event is stored alone. */
const maxBatchBytes = 2_000_000;
/** Tenants written at once; most connections of the pool stay with requests. */
const maxConcurrent = 4;

/** The way in of one process; what it refuses for reasons that senders cannot see is logged. */
export function createIngester(deps: IngestDeps, logger: Logger): Ingester {
  const store = createGroupCommit<PostedEvent, StoredEvent>({
    commit: (tenantId, posted) => storeEvents(deps, tenantId, posted),
    isItemFault,
    maxBatch,
    maxBatchWeight: maxBatchBytes,
    weightOf: ({ accepted }) => accepted.rawBody.length,
    maxConcurrent,
  });
  return async (posted, signal) => {
    try {
      const stored = await store(posted.identity.actor.tenantId, posted, signal);
      return { kind: 'stored', ...stored };
    } catch (error) {
      const log = () => requestLogger(logger, posted.identity);
      return { kind: 'not-stored', error: toRefusal(error, signal, log) };
    }
  };
}

/** Values that cannot be written: SQLSTATE 22 data, 23 constraint, 54 limits. */
function isItemFault(error: unknown): boolean {
  return error instanceof DriverException && /^(22|23|54)/.test(String(error.code));
}

function toRefusal(error: unknown, signal: AbortSignal, log: () => Logger): AppError {
  if (signal.aborted && error === signal.reason) {
    return unavailable('This was not stored in time; send it again.', 1);
  }
  // Others write the same rows all the time: a later attempt finds a gap, so senders shall come back.
  if (error instanceof AppError && error.code === 'CONFLICT') {
    return unavailable('Too many events of the same run at once; send it again.', 1, error);
  }
  log().error({ err: error }, 'a lineage event was not stored');
  const known = error instanceof Error ? toDatabaseRefusal(error) : null;
  return known ?? new AppError('INTERNAL', 'The event could not be stored.', { cause: error });
}
