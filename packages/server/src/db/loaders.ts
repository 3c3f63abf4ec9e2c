/**
 * The three ways a field loads rows for many parents at once, each one statement however many
 * parents there are: one row by id, all rows of a parent, one page a parent.
 */
import type { EntityManager, EntityName, FilterQuery, QueryOrderMap } from '@mikro-orm/postgresql';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { encodeCursor } from '@arbiter/kernel/pagination/cursor.ts';
import {
  type Connection,
  type PageArgs,
  pageSize,
  toConnection,
} from '@arbiter/kernel/pagination/connection.ts';
import { type Loader, batched, loadMany, loadOne, perArguments } from '../graphql/loader.ts';
import type { ReadScope } from '../subgraph/context.ts';
import { type Row, rowColumns, selectRows } from './rows.ts';
import { decodeSortKey } from './sort-key.ts';

/**
 * The row with the id, or null when there is none that matches `where`; an id that is no UUID has
 * no row and never reaches the database.
 */
export function loadById<T extends { id: string }>(
  { em }: ReadScope,
  entity: EntityName<T>,
  where: FilterQuery<T> = {},
): Loader<Row<T> | null> {
  return loadOne<Row<T>>(
    async (ids) => {
      const known = ids.filter(isUuid);
      if (known.length === 0) return [];
      return selectRows(await em(), entity, { $and: [{ id: { $in: known } }, where] } as never);
    },
    (row) => (row as unknown as { id: string }).id,
  );
}

/** All rows whose `parent` property is the key; only for relations that are small by nature. */
export function loadChildren<T extends object>(
  { em }: ReadScope,
  entity: EntityName<T>,
  { parent, orderBy }: { parent: keyof T & string; orderBy: QueryOrderMap<T> },
): Loader<readonly Row<T>[]> {
  return loadMany<Row<T>>(
    async (keys) =>
      selectRows(await em(), entity, { [parent]: { $in: [...keys] } } as never, { orderBy }),
    (row) => String(row[parent as unknown as keyof Row<T>]),
  );
}

export interface ChildPageOptions<T> {
  /** Names the list inside its cursors. */
  readonly list: string;
  /**
   * Column of the parent's id, as stored, and its type, so that its index is used. Several where a
   * row has parents in different roles, never the same parent in two of them.
   */
  readonly parentColumn: string | readonly string[];
  readonly parentType?: 'uuid' | 'text';
  /** Further SQL on the columns of `child`; a constant, never made of input. */
  readonly condition?: string;
  /** Unique column that orders the list, as stored, and its property. */
  readonly orderColumn: string;
  readonly orderProperty: keyof T & string;
  readonly direction: 'asc' | 'desc';
}

/**
 * One page of each parent's list, by a lateral join: the index on (parent, order) is read just as
 * far as the page goes, for each parent. Errors: BAD_USER_INPUT naming `first` or `after`.
 */
export function loadChildPages<T extends object>(
  { em }: ReadScope,
  entity: EntityName<T>,
  options: ChildPageOptions<T>,
): (args: PageArgs) => Loader<Connection<Row<T>>> {
  return perArguments((args: PageArgs) =>
    batched(async (parents) => selectChildPages(await em(), entity, { ...options, parents, args })),
  );
}

async function selectChildPages<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  options: ChildPageOptions<T> & { parents: readonly string[]; args: PageArgs },
): Promise<Connection<Row<T>>[]> {
  const { list, parents, args, orderProperty, parentColumn } = options;
  const size = pageSize(args);
  const properties = [orderProperty];
  const [after = null] =
    args.after == null ? [] : decodeSortKey(em, entity, { list, properties, after: args.after });
  const columns = [parentColumn].flat();
  const sought = columns.flatMap(() => [...(after === null ? [] : [after]), size + 1]);
  const rows = await em.execute<Record<string, unknown>[]>(
    childPagesSql(em, entity, { ...options, columns, seeks: after !== null }),
    [JSON.stringify(parents), ...sought, size + 1],
  );
  const byParent = Map.groupBy(rows, ({ parent_key: key }) => String(key));
  const cursorOf = (row: Row<T>) =>
    encodeCursor(list, [row[orderProperty as unknown as keyof Row<T>] as string | number]);
  return parents.map((parent) => {
    const mapped = (byParent.get(parent) ?? []).map((row) => mapRow(em, entity, row));
    return toConnection(mapped, { size, after: args.after, cursorOf });
  });
}

interface ChildPagesQuery<T> extends ChildPageOptions<T> {
  readonly columns: readonly string[];
  readonly seeks: boolean;
}

function childPagesSql<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  { columns, parentType = 'uuid', condition, orderColumn, direction, seeks }: ChildPagesQuery<T>,
): string {
  const { schema, tableName } = em.getMetadata().get(entity);
  const comparison = direction === 'asc' ? '>' : '<';
  const selected = rowColumns(em, entity).map((column) => `child."${column}"`);
  // Each role is read in order from its own index; what they find is merged.
  const pageOf = (column: string) => `(
      select ${selected.join(', ')} from ${schema}.${tableName} child
      where child.${column} = parents.key::${parentType}
      ${condition ? `and ${condition}` : ''}
      ${seeks ? `and child.${orderColumn} ${comparison} ?` : ''}
      order by child.${orderColumn} ${direction} limit ?)`;
  return `
    select parents.key as parent_key, page.*
    from json_array_elements_text(?::json) as parents(key)
    cross join lateral (
      select * from (${columns.map(pageOf).join(' union all ')}) as found
      order by found.${orderColumn} ${direction} limit ?
    ) page
    order by page.${orderColumn} ${direction}`;
}

function mapRow<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  row: Record<string, unknown>,
): Row<T> {
  return em.getDriver().mapResult(row as never, em.getMetadata().get(entity)) as unknown as Row<T>;
}
