/**
 * Following an event log: first what was missed since a cursor, then what happens, with no gap and
 * no duplicate between the two. Positions of a log of one tenant have no gaps and become visible in
 * order, so "everything after position n" is an exact question; replay and live are the same read.
 */
import { AppError, badInput } from '@arbiter/kernel/errors/app-error.ts';
import { decodeCursor, encodeCursor } from '@arbiter/kernel/pagination/cursor.ts';
import { type BusPresence, alwaysThere, busAway } from './bus-presence.ts';
import type { LogNotifications } from './log-notifications.ts';

/** An entry of a log. `position` counts from 1 within the tenant's log. */
export interface LogEntry<T> {
  readonly position: number;
  readonly value: T;
}

/** How one log of one tenant is read; both run in the tenant's session. */
export interface LogSource<T> {
  /** The position of the newest entry, 0 when there is none. */
  head(): Promise<number>;
  /** At most `limit` entries after the position, in order. */
  read(after: number, limit: number): Promise<readonly LogEntry<T>[]>;
}

export interface FollowOptions<T> {
  /** Names the log in its cursors. */
  readonly log: string;
  readonly tenantId: string;
  readonly source: LogSource<T>;
  readonly notifications: LogNotifications;
  /** While it is away nothing is followed; without it nothing depends on a bus. */
  readonly bus?: BusPresence;
  /** `undefined`: only what happens from now on; `"0"`: from the start; else a cursor. */
  readonly after: string | null | undefined;
  /** Entries that do not match are passed over. */
  readonly matches?: (value: T) => boolean;
}

/** A delivery: the entry and the cursor that continues after it. */
export interface Delivery<T> {
  readonly cursor: string;
  readonly value: T;
}

/** Entries read at once; bounds the memory of a replay. */
const pageSize = 200;

/** The cursor that continues after a position of the named log. */
export function cursorOfPosition(log: string, position: number): string {
  return encodeCursor(log, [position]);
}

/**
 * Deliveries until the consumer stops. Where following begins is settled when this resolves: what
 * is committed later is delivered, however late the first `next()` comes. Errors: BAD_USER_INPUT
 * naming `after` for a cursor that is not of this log; SUBSCRIPTION_GAP when the cursor lies beyond
 * the log's end (the log was restored from an older copy), with the cursor of the present end;
 * UNAVAILABLE while the bus is away, also in the middle, with the cursor that continues.
 */
export async function followLog<T>(
  options: FollowOptions<T>,
): Promise<AsyncIterableIterator<Delivery<T>, void>> {
  const alarm = createAlarm();
  // Listening begins before the first read, so that nothing falls between the two.
  const unfollow = listen(options, alarm.ring);
  const position = await startPosition(options).catch((error: unknown) => {
    unfollow();
    throw error;
  });
  const deliveries = readOn(options, { position, alarm, unfollow });
  const iterator: AsyncIterableIterator<Delivery<T>, void> = {
    next: () => deliveries.next(),
    return() {
      // A generator that waits cannot be ended from outside; it is woken to find that it is over.
      alarm.cancel();
      unfollow();
      return deliveries.return();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

function listen<T>(
  { notifications, log, tenantId, bus = alwaysThere }: FollowOptions<T>,
  ring: () => void,
): () => void {
  const stops = [notifications.follow(log, tenantId, ring), bus.onAway(ring)];
  return () => stops.forEach((stop) => stop());
}

async function* readOn<T>(
  { log, source, bus = alwaysThere, matches = () => true }: FollowOptions<T>,
  start: { position: number; alarm: Alarm; unfollow: () => void },
): AsyncGenerator<Delivery<T>, void> {
  const { alarm, unfollow } = start;
  let { position } = start;
  try {
    while (!alarm.cancelled()) {
      alarm.reset();
      if (bus.isAway()) throw busAway(cursorOfPosition(log, position));
      const entries = await source.read(position, pageSize);
      for (const entry of entries) {
        position = entry.position;
        if (matches(entry.value))
          yield { cursor: cursorOfPosition(log, position), value: entry.value };
      }
      if (entries.length < pageSize) await alarm.wait();
    }
  } finally {
    unfollow();
  }
}

interface Alarm {
  readonly ring: () => void;
  /** Forgets past rings. */
  reset(): void;
  /** Resolves at the first ring since the last reset, or when cancelled. */
  wait(): Promise<void>;
  cancel(): void;
  cancelled(): boolean;
}

function createAlarm(): Alarm {
  let rung = Promise.withResolvers<void>();
  let over = false;
  return {
    ring: () => rung.resolve(),
    reset() {
      if (!over) rung = Promise.withResolvers();
    },
    wait: () => rung.promise,
    cancel() {
      over = true;
      rung.resolve();
    },
    cancelled: () => over,
  };
}

async function startPosition<T>({
  log,
  after,
  source,
  bus = alwaysThere,
}: FollowOptions<T>): Promise<number> {
  if (bus.isAway()) throw busAway(after ?? undefined);
  if (after === '0') return 0;
  const head = await source.head();
  if (after == null) return head;
  const [position] = decodeCursor(after, { list: log, keyCount: 1 });
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || position < 0) {
    throw badInput('after', 'after is not a cursor of this log; use one that it delivered.');
  }
  if (position <= head) return position;
  throw new AppError('SUBSCRIPTION_GAP', 'The cursor lies beyond the end of the log.', {
    cursor: cursorOfPosition(log, head),
  });
}
