/**
 * Identifiers. Every object is known by a UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds,
 * then randomness, so that ids sort by the time of creation and index pages stay dense.
 */
import { randomUUIDv7 } from 'node:crypto';
import { AppError } from './errors/app-error.ts';

/** Returns a new identifier. A parameter wherever ids are made, so that tests can fix them. */
export type IdSource = () => string;

export const newId: IdSource = () => randomUUIDv7();

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
