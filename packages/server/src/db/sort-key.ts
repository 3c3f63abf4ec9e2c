/**
 * Sort keys from cursors, checked against the columns that they are compared with. A cursor is
 * text that anyone can make: one whose parts do not fit its columns is refused like every other
 * cursor that is not of the list, and never reaches the database.
 */
import type { EntityManager, EntityName } from '@mikro-orm/postgresql';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { type CursorKey, decodeCursor } from '@arbiter/kernel/pagination/cursor.ts';

export interface SortKeyOptions<T> {
  readonly list: string;
  /** The properties that the list is sorted by, most significant first. */
  readonly properties: readonly (keyof T & string)[];
  readonly after: string;
}

/** The sort key of the item that the cursor names. Errors: BAD_USER_INPUT naming `after`. */
export function decodeSortKey<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  { list, properties, after }: SortKeyOptions<T>,
): CursorKey[] {
  const keys = decodeCursor(after, { list, keyCount: properties.length });
  const columns = em.getMetadata().get<T>(entity).props;
  const fit = properties.every((property, index) => {
    const { columnTypes = [], nullable } = columns.find(({ name }) => name === property) ?? {};
    const key = keys[index] ?? null;
    return key === null ? nullable === true : fitsColumn(columnTypes[0] ?? '', key);
  });
  if (fit) return keys;
  throw badInput('after', 'after is not a cursor of this list; use one that it returned.');
}

const integerRanges: Readonly<Record<string, bigint>> = {
  smallint: 2n ** 15n,
  int: 2n ** 31n,
  integer: 2n ** 31n,
  bigint: 2n ** 63n,
};

/** Whether PostgreSQL can compare a column of the type (as in DDL) with the key. */
export function fitsColumn(columnType: string, key: Exclude<CursorKey, null>): boolean {
  const [type = ''] = columnType.toLowerCase().split(/[\s(]/);
  const range = integerRanges[type];
  if (range !== undefined) return isIntegerWithin(key, range);
  switch (type) {
    case 'uuid':
      return typeof key === 'string' && isUuid(key);
    case 'double':
    case 'real':
    case 'numeric':
    case 'decimal':
      return typeof key === 'number' || isDecimal(key);
    case 'timestamptz':
    case 'timestamp':
    case 'date':
      return typeof key === 'string' && isInstant(key);
    case 'boolean':
      return typeof key === 'boolean';
    default:
      return typeof key === 'string';
  }
}

/** Integers come as numbers, or, where a number could not hold them, as decimal text. */
function isIntegerWithin(key: CursorKey, range: bigint): boolean {
  const text = typeof key === 'number' ? String(key) : key;
  if (typeof text !== 'string' || !/^-?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return value < range && value >= -range;
}

function isDecimal(key: CursorKey): boolean {
  return typeof key === 'string' && /^-?\d{1,100}(\.\d{1,100})?$/.test(key);
}

/** As toISOString prints the years 0001 to 9999. */
function isInstant(text: string): boolean {
  return /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text));
}
