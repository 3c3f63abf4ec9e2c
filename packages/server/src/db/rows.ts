/**
 * Reads that return plain rows. Managed entities track changes and cost about four times as much
 * to load; reads need neither, so they select rows shaped by the entity's metadata, and only
 * commands load entities. Properties declared `lazy()` are left out of every row: they are large,
 * and a read of their own loads them where they are asked for.
 */
import type {
  EntityManager,
  EntityName,
  FilterQuery,
  QBFilterQuery,
  QueryOrderMap,
} from '@mikro-orm/postgresql';
import { type CursorKey, encodeCursor } from '@arbiter/kernel/pagination/cursor.ts';
import {
  type Connection,
  type PageArgs,
  pageSize,
  toConnection,
} from '@arbiter/kernel/pagination/connection.ts';
import { decodeSortKey } from './sort-key.ts';

/** The stored properties of an entity, without its methods and ORM markers. */
export type Row<T> = {
  readonly [
    K in keyof T as T[K] extends (...args: never[]) => unknown
      ? never
      : K extends string
        ? K
        : never
  ]: T[K];
};

export interface SelectOptions<T> {
  readonly orderBy?: QueryOrderMap<T>;
  readonly limit?: number;
}

/** All rows of the entity that match, within the actor's tenants. Always bounded by `where` or `limit`. */
export async function selectRows<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  where: FilterQuery<T>,
  { orderBy, limit }: SelectOptions<T> = {},
): Promise<Row<T>[]> {
  const query = em
    .createQueryBuilder(entity)
    .select(rowProperties(em, entity).map(({ name }) => name))
    .where(where as QBFilterQuery<T>);
  if (orderBy) query.orderBy(orderBy);
  if (limit !== undefined) query.limit(limit);
  return query.execute<Row<T>[]>();
}

/** The columns of a row as stored, for reads that are written as SQL. */
export function rowColumns<T extends object>(em: EntityManager, entity: EntityName<T>): string[] {
  return rowProperties(em, entity).flatMap(({ fieldNames }) => fieldNames);
}

function rowProperties<T extends object>(em: EntityManager, entity: EntityName<T>) {
  return em
    .getMetadata()
    .get<T>(entity)
    .props.filter(({ lazy, persist }) => !lazy && persist !== false);
}

/** The row, or null when there is none within the actor's tenants. */
export async function selectRow<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  where: FilterQuery<T>,
): Promise<Row<T> | null> {
  const rows = await selectRows(em, entity, where, { limit: 1 });
  return rows[0] ?? null;
}

export interface KeysetOptions<T> {
  /** Names the list inside its cursors; a cursor of another list is refused. */
  readonly list: string;
  readonly where: FilterQuery<T>;
  readonly args: PageArgs;
  /** Sort key, most significant first; it must be unique as a whole. Default: newest id first. */
  readonly order?: readonly KeysetColumn<T>[];
}

export interface KeysetColumn<T> {
  readonly property: keyof T & string;
  readonly direction: 'asc' | 'desc';
}

/**
 * One page of a list by keyset: the rows after the cursor's sort key.
 * Errors: BAD_USER_INPUT naming `first` or `after`.
 */
export async function selectPage<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  { list, where, args, order = newestFirst<T>() }: KeysetOptions<T>,
): Promise<Connection<Row<T>>> {
  const size = pageSize(args);
  const properties = order.map(({ property }) => property);
  const after =
    args.after == null ? null : decodeSortKey(em, entity, { list, properties, after: args.after });
  const seek = after ? rowsAfter(order, after) : {};
  const rows = await selectRows(em, entity, { $and: [where, seek] } as FilterQuery<T>, {
    orderBy: Object.fromEntries(
      order.map(({ property, direction }) => [property, direction]),
    ) as QueryOrderMap<T>,
    limit: size + 1,
  });
  const cursorOf = (row: Row<T>) =>
    encodeCursor(
      list,
      properties.map((property) => keyOf(row, property)),
    );
  return toConnection(rows, { size, after: args.after, cursorOf });
}

function newestFirst<T>(): KeysetColumn<T>[] {
  return [{ property: 'id' as keyof T & string, direction: 'desc' }];
}

function keyOf<T>(row: Row<T>, property: keyof T & string): CursorKey {
  const value: unknown = row[property as unknown as keyof Row<T>];
  return value instanceof Date ? value.toISOString() : (value as CursorKey);
}

/** (a, b) after (x, y), written out: a > x, or a = x and b > y; columns may differ in direction. */
function rowsAfter<T>(
  order: readonly KeysetColumn<T>[],
  after: readonly CursorKey[],
): FilterQuery<T> {
  const branches = order.map(({ property, direction }, index) => ({
    ...Object.fromEntries(order.slice(0, index).map((column, i) => [column.property, after[i]])),
    [property]: { [direction === 'asc' ? '$gt' : '$lt']: after[index] },
  }));
  return { $or: branches } as FilterQuery<T>;
}
