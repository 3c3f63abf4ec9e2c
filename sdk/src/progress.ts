/** How far a subscription has come: where it continues, and whether and when it does. */
import { takesCursor } from './document.ts';
import { ArbiterError } from './error.ts';
import type { Reconnect, Settings } from './options.ts';
import { waitBeforeRepeat } from './retry.ts';

type Data = Readonly<Record<string, unknown>>;

export interface Progress {
  /** The variables by which the subscription continues after the last event. */
  variables(): Data;
  readonly connected: () => void;
  /** Notes the event's cursor; false for an event that was delivered before. */
  isNew(data: Data): boolean;
  /** How to go on after an error, or null when it cannot, or need not be tried. */
  brokeOff(error: unknown): Reconnect | null;
}

/** Cursors remembered to recognise an event that comes again after a reconnect. */
const rememberedCursors = 256;
/** A connection that held for so long was a good one, even if nothing happened meanwhile. */
const goodConnectionMs = 60_000;

/** A subscription that has not begun yet: the query, what it was given, and who opens it. */
export function createProgress(query: string, given: Data, settings: Settings): Progress {
  const delivered = new Set<string>();
  let cursor = typeof given['after'] === 'string' ? given['after'] : null;
  let canContinue = takesCursor(query);
  let connectedAtMs: number | null = null;
  let policy = settings.retry;
  let attempt = 0;
  return {
    variables: () => (canContinue && cursor !== null ? { ...given, after: cursor } : given),
    connected() {
      connectedAtMs = Date.now();
      policy = settings.reconnect;
    },
    isNew(data) {
      attempt = 0;
      const found = cursorOf(data);
      if (found === null) canContinue = false;
      else cursor = found;
      return found === null || remember(delivered, found);
    },
    brokeOff(error) {
      const wasConnected = policy === settings.reconnect;
      cursor ??= placeIn(error);
      if (!(error instanceof ArbiterError) || (wasConnected && !canContinue)) return null;
      if (connectedAtMs !== null && Date.now() - connectedAtMs > goodConnectionMs) attempt = 0;
      connectedAtMs = null;
      attempt += 1;
      const waitMs = waitBeforeRepeat(withoutGap(error, cursor), attempt, policy);
      return waitMs === null ? null : { error, attempt, waitMs, cursor };
    },
  };
}

/** A server that ends a stream for now says where it stood, also when no event has come yet. */
function placeIn(error: unknown): string | null {
  const isForNow = error instanceof ArbiterError && error.code === 'UNAVAILABLE';
  return (isForNow && error.cursor) || null;
}

/**
 * A server that could not keep more for us says where to continue. When that is where we are,
 * nothing is lost, and it is no more than a break; else the caller has to know.
 */
function withoutGap(error: ArbiterError, cursor: string | null): ArbiterError {
  const isLossless =
    error.code === 'SUBSCRIPTION_GAP' && cursor !== null && error.cursor === cursor;
  return isLossless ? new ArbiterError('NETWORK', error.message, { cause: error }) : error;
}

/** False when it was known. */
function remember(delivered: Set<string>, cursor: string): boolean {
  if (delivered.has(cursor)) return false;
  delivered.add(cursor);
  const [oldest = cursor] = delivered;
  if (delivered.size > rememberedCursors) delivered.delete(oldest);
  return true;
}

/** The `cursor` of the one root field. */
function cursorOf(data: Data): string | null {
  const [delivery] = Object.values(data);
  const cursor = (delivery as { cursor?: unknown } | null | undefined)?.cursor;
  return typeof cursor === 'string' ? cursor : null;
}
