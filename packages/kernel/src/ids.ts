/**
 * Identifiers. Every object is known by a UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds,
 * a counter within the millisecond, then randomness, so that ids of one process sort in the order in
 * which they were made and index pages stay dense.
 */
import { randomFillSync } from 'node:crypto';
import { AppError } from './errors/app-error.ts';

/** Returns a new identifier. A parameter wherever ids are made, so that tests can fix them. */
export type IdSource = () => string;

/** The counter of RFC 9562, section 6.2, method 1: the 12 bits after the version. */
const counterLimit = 0x1000;
/** It starts in the lower half, so that a millisecond has room for at least 2,048 ids. */
const counterStart = 0x0800;
/** Random bytes are drawn for this many ids at once. */
const idsPerDraw = 256;
const bytesPerId = 10;

/** Makes ids of one process: each sorts after the one before, also when the clock stands or goes back. */
export const newId: IdSource = createIdSource(Date.now);

/** An id source over a clock in milliseconds since 1970; a parameter for tests. */
export function createIdSource(nowMs: () => number): IdSource {
  const pool = Buffer.alloc(idsPerDraw * bytesPerId);
  let drawn = pool.length;
  let ms = 0;
  let counter = 0;
  return () => {
    if (drawn === pool.length) {
      randomFillSync(pool);
      drawn = 0;
    }
    const random = pool.subarray(drawn, (drawn += bytesPerId));
    const now = nowMs();
    if (now > ms) {
      ms = now;
      counter = random.readUInt16BE(8) % counterStart;
    } else {
      counter += 1;
      if (counter === counterLimit) {
        ms += 1;
        counter = 0;
      }
    }
    return format(ms, counter, random);
  };
}

function format(ms: number, counter: number, random: Buffer): string {
  const time = ms.toString(16).padStart(12, '0');
  const version = (0x7000 + counter).toString(16);
  const variant = (0x8000 | (random.readUInt16BE(0) & 0x3fff)).toString(16);
  const node = random.toString('hex', 2, 8);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the 8-4-4-4-12 hexadecimal form of any UUID version. */
export function isUuid(value: string): boolean {
  return uuidPattern.test(value);
}

/**
 * The id in lower case, or NOT_FOUND: an id that cannot exist is answered like one that does not,
 * so that the two cannot be told apart and the database never sees malformed ids.
 */
export function requireUuid(value: string, what: string, field = 'id'): string {
  if (!isUuid(value)) throw new AppError('NOT_FOUND', `No such ${what}.`, { field });
  return value.toLowerCase();
}
