/**
 * The order of lineage events, which has to come from the events themselves: they arrive in any
 * order, more than once, and two of them may carry the same time.
 */
import type { EventTime } from './event-time.rules.ts';
import type { RunEventType } from './event-facts.rules.ts';

/**
 * A text that sorts, by code unit (`COLLATE "C"`), as events follow each other: by event time to the
 * microsecond; at the same time by what they report, START, RUNNING, OTHER or nothing, COMPLETE,
 * ABORT, FAIL, so that news of an end is not hidden by news of a beginning, nor a failure by a
 * success; then by identity, which only makes the order total. Equal for equal events only.
 */
export type EventStamp = string;

/** The stamp of an event; `identity` is the hash of its canonical form. */
export function stampOf(event: {
  readonly eventTime: EventTime;
  readonly eventType: RunEventType | null;
  readonly identity: string;
}): EventStamp {
  // Shifted so that the earliest time the grammar allows (year 0, offset +23:59) is not negative.
  const micros = String(event.eventTime.micros + YEAR_ZERO_MICROS).padStart(18, '0');
  return `${micros}.${RANKS[event.eventType ?? 'OTHER']}.${event.identity}`;
}

/** The stamp of the n-th thing that one event says, which follows what the event says before it. */
export function stampWithin(stamp: EventStamp, n: number): EventStamp {
  return `${stamp}.${String(n).padStart(8, '0')}`;
}

const YEAR_ZERO_MICROS = 62_200_000_000_000_000n;

const RANKS: Readonly<Record<RunEventType, number>> = {
  START: 0,
  RUNNING: 1,
  OTHER: 2,
  COMPLETE: 3,
  ABORT: 4,
  FAIL: 5,
};

/** The one that follows the other. */
export function later<T extends { readonly stamp: EventStamp }>(a: T, b: T): T {
  return b.stamp > a.stamp ? b : a;
}

/** The one that the other follows. */
export function earlier<T extends { readonly stamp: EventStamp }>(a: T, b: T): T {
  return b.stamp < a.stamp ? b : a;
}

/** `pick` where both are present, else the one that is. */
export function pickPresent<T>(pick: (a: T, b: T) => T, a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b;
  return pick(a, b);
}
