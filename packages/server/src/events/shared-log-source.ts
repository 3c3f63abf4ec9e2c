/**
 * One reading of an event log for all who follow it. Followers of one tenant's log mostly stand at
 * its end and are woken together; the newest entries are therefore kept, and a growth of the log is
 * read once, however many follow. Who replays older entries shares a page with whoever asks for the
 * same one at the time.
 *
 * Entries are never changed, so what is kept can only be too short. Whether it is, rings tell: a
 * notification follows every growth, and what was read after the last ring lacks nothing that a
 * follower could have been woken for.
 */
import type { LogEntry, LogSource } from './event-log.ts';
import type { LogNotifications } from './log-notifications.ts';

export interface SharedLogRequest<T> {
  /** One name is always one kind of entries. */
  readonly log: string;
  readonly tenantId: string;
  /** How this log of this tenant is really read. */
  readonly open: () => LogSource<T>;
}

/** Entries kept a log: two pages, so that followers that are a page behind are served too. */
const maxKeptEntries = 400;
/**
 * Logs of a tenant whose newest entries are kept, over all tenants; who was not asked for longest
 * makes room. A log may belong to a single object, so there can be any number of them.
 */
const maxKeptLogs = 200;

/** Sources over one shared reading for each log. They may be made and dropped at any rate. */
export function shareLogSources(
  notifications: LogNotifications,
): <T>(request: SharedLogRequest<T>) => LogSource<T> {
  const logs = new Map<string, SharedLog<unknown>>();
  const sharedBy = <T>(request: SharedLogRequest<T>): SharedLog<T> => {
    const key = `${request.log} ${request.tenantId}`;
    const shared = (logs.get(key) as SharedLog<T>) ?? createSharedLog(request, notifications);
    // A Map keeps the order of insertion, so the first key is the one not asked for longest.
    logs.delete(key);
    logs.set(key, shared);
    const [oldest] = logs.keys();
    if (logs.size > maxKeptLogs && oldest !== undefined) {
      logs.get(oldest)?.close();
      logs.delete(oldest);
    }
    return shared;
  };
  return (request) => ({
    head: () => sharedBy(request).head(),
    read: (after, limit) => sharedBy(request).read(after, limit),
  });
}

interface SharedLog<T> extends LogSource<T> {
  close(): void;
}

/** A stretch of the log: everything after `start` up to and including `end`. */
interface Stretch<T> {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly LogEntry<T>[];
  /** Rings heard before it was read, when it reached the log's end; -1 when more may follow. */
  readonly completeAt: number;
}

function createSharedLog<T>(
  { log, tenantId, open }: SharedLogRequest<T>,
  notifications: LogNotifications,
): SharedLog<T> {
  const source = open();
  const reading = new Map<string, Promise<Stretch<T>>>();
  let rings = 0;
  let tail: Stretch<T> | undefined;
  // Listening begins before the first read, so that no growth is missed.
  const unfollow = notifications.follow(log, tenantId, () => void (rings += 1));

  const load = async (after: number, limit: number): Promise<Stretch<T>> => {
    const heard = rings;
    const entries = await source.read(after, limit);
    const end = entries.at(-1)?.position ?? after;
    const completeAt = entries.length < limit ? heard : -1;
    const page = { start: after, end, entries, completeAt };
    tail = joinTail(tail, page);
    return page;
  };
  const loadShared = (after: number, limit: number): Promise<Stretch<T>> => {
    const key = `${after} ${limit}`;
    const known = reading.get(key);
    if (known) return known;
    const page = load(after, limit).finally(() => reading.delete(key));
    reading.set(key, page);
    return page;
  };
  return {
    head: runAfterCalls(() => source.head()),
    async read(after, limit) {
      const asked = rings;
      for (;;) {
        const isKept = tail !== undefined && after >= tail.start && after <= tail.end;
        const kept = isKept && tail ? tail : await loadShared(after, limit);
        const entries = entriesAfter(kept, after, limit);
        if (entries.length === limit || kept.completeAt >= asked) return entries;
        // Too short or too old: read on from where it ends. A page that was being read when this
        // call came may be too old as well, and then the loop reads again.
        if (isKept) await loadShared(kept.end, limit);
      }
    },
    close: unfollow,
  };
}

function entriesAfter<T>({ entries }: Stretch<T>, after: number, limit: number) {
  const first = entries.findIndex(({ position }) => position > after);
  return first < 0 ? [] : entries.slice(first, first + limit);
}

/** The tail with a page that was read: longer, fresher, replaced or as it was. */
function joinTail<T>(tail: Stretch<T> | undefined, page: Stretch<T>): Stretch<T> {
  const touches = tail !== undefined && page.start >= tail.start && page.start <= tail.end;
  // A replay of old entries; or of two readings at the same time the one that looked first.
  if (tail && page.end < tail.end) return tail;
  if (!touches) return trim(page);
  const earlier = tail.entries.filter(({ position }) => position <= page.start);
  return trim({
    start: tail.start,
    end: page.end,
    entries: [...earlier, ...page.entries],
    completeAt:
      page.end === tail.end ? Math.max(tail.completeAt, page.completeAt) : page.completeAt,
  });
}

function trim<T>(stretch: Stretch<T>): Stretch<T> {
  const dropped = stretch.entries.length - maxKeptEntries;
  const last = stretch.entries[dropped - 1];
  if (!last) return stretch;
  return { ...stretch, start: last.position, entries: stretch.entries.slice(dropped) };
}

/**
 * Calls share a run that begins after all of them. A run that is under way is not joined: it may
 * have looked before the caller knew what it knows.
 */
function runAfterCalls<T>(run: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      const running = run();
      last = running.catch(() => undefined);
      return running;
    });
    return next;
  };
}
