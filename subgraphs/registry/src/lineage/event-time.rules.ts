/**
 * The times of lineage events: RFC 3339 as the schemas ask for, and the same without an offset, which
 * real producers send and which is taken as UTC. Kept to the microsecond, because events of one run
 * may follow each other within a millisecond and PostgreSQL keeps as much.
 */

export interface EventTime {
  /** As sent. */
  readonly text: string;
  /** The instant, cut to the millisecond. */
  readonly at: Date;
  /** The instant in microseconds since 1970-01-01T00:00:00Z, cut; may be negative. */
  readonly micros: bigint;
  /** False when the text had no offset and UTC was assumed. */
  readonly hasOffset: boolean;
}

/**
 * Reads a date-time (years 0000 to 9999); null when the text is none. A leap second (23:59:60 UTC)
 * is the first second of the next minute, as in PostgreSQL. Offsets may lack the colon or the minutes.
 * Source: RFC 3339, section 5.6 and, for leap seconds, 5.7.
 */
export function parseEventTime(text: string): EventTime | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone, sign] = match;
  const [zoneHours, zoneMinutes] = [Number(match[10] ?? 0), Number(match[11] ?? 0)];
  const date = dateOf(Number(year), Number(month), Number(day));
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  const offsetMinutes = (sign === '-' ? -1 : 1) * (zoneHours * 60 + zoneMinutes);
  if (date === null || zoneHours > 23 || zoneMinutes > 59) return null;
  if (!isTimeOfDay(time, offsetMinutes)) return null;
  const seconds = (time.hour * 60 + time.minute - offsetMinutes) * 60 + time.second;
  const fractionMicros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const micros =
    (BigInt(date.getTime()) + BigInt(seconds) * 1_000n) * 1_000n + BigInt(fractionMicros);
  const at = new Date(date.getTime() + seconds * 1_000 + Math.floor(fractionMicros / 1_000));
  return { text, at, micros, hasOffset: zone !== undefined };
}

/**
 * The instant as it is shown and searched: in the years 1 to 9999, UTC, which every client can read.
 * The grammar reaches a year further on either side; such a time becomes the nearest.
 */
export function shownTime(at: Date): Date {
  return new Date(Math.min(Math.max(at.getTime(), EARLIEST_SHOWN), LATEST_SHOWN));
}

const EARLIEST_SHOWN = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST_SHOWN = Date.parse('9999-12-31T23:59:59.999Z');

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|([+-])(\d\d)(?::?(\d\d))?)?$/;

/** Midnight UTC of a day of the calendar; null when the month or the day does not exist. */
function dateOf(year: number, month: number, day: number): Date | null {
  const date = new Date(0);
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function isTimeOfDay({ hour, minute, second }: TimeOfDay, offsetMinutes: number): boolean {
  if (hour > 23 || minute > 59 || second > 60) return false;
  if (second < 60) return true;
  const minuteOfDay = (hour * 60 + minute - offsetMinutes + 2 * 1_440) % 1_440;
  return minuteOfDay === 1_439;
}
