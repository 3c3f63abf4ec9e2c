/**
 * Opaque cursors. A cursor names its list and the sort key of one item, so that a cursor of another
 * list is recognised and refused instead of being misread. Base64url of a JSON array; clients treat
 * it as a word, it carries nothing secret.
 */
import { badInput } from '../errors/app-error.ts';

export type CursorKey = string | number | boolean | null;

/** Cursors longer than this were not made by us; nothing is decoded from them. */
const maxCursorLength = 2_000;

/** `list` names the list (and its order); `keys` is the item's sort key, most significant first. */
export function encodeCursor(list: string, keys: readonly CursorKey[]): string {
  return Buffer.from(JSON.stringify([list, ...keys])).toString('base64url');
}

/**
 * The sort key inside a cursor of the named list, of exactly `keyCount` parts.
 * Errors: BAD_USER_INPUT naming `field` for anything else, cursors of other lists included.
 */
export function decodeCursor(
  cursor: string,
  { list, keyCount, field = 'after' }: { list: string; keyCount: number; field?: string },
): CursorKey[] {
  const parts = parseCursor(cursor);
  if (!parts || parts[0] !== list || parts.length !== keyCount + 1) {
    throw badInput(field, `${field} is not a cursor of this list; use one that it returned.`);
  }
  return parts.slice(1);
}

function parseCursor(cursor: string): CursorKey[] | null {
  if (cursor.length > maxCursorLength || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every(isCursorKey) ? parts : null;
  } catch {
    return null;
  }
}

function isCursorKey(value: unknown): value is CursorKey {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}
