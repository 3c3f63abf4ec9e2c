/**
 * Relay connections (GraphQL Cursor Connections Specification) over keyset pages: `first` items
 * after a cursor, never an offset, so that a page costs the same however deep it lies.
 */
import { badInput } from '../errors/app-error.ts';

export const defaultPageSize = 20;
/** Bounds the work and the answer of one list field. */
export const maxPageSize = 200;

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The page size asked for. Errors: BAD_USER_INPUT naming `first` when outside 1 to 200. */
export function pageSize({ first }: PageArgs): number {
  const size = first ?? defaultPageSize;
  if (!Number.isInteger(size) || size < 1 || size > maxPageSize) {
    throw badInput('first', `first must be between 1 and ${maxPageSize}.`, {
      allowed: [`1 to ${maxPageSize}`],
    });
  }
  return size;
}

/**
 * Makes a connection from the rows of one page. `rows` holds one row more than `size` when there is
 * a next page; the extra row is only a sign and is not returned.
 */
export function toConnection<T>(
  rows: readonly T[],
  {
    size,
    after,
    cursorOf,
  }: { size: number; after?: string | null | undefined; cursorOf: (row: T) => string },
): Connection<T> {
  const nodes = rows.slice(0, size);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > size,
      // Forward paging only: whoever holds a cursor has seen what precedes it.
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The same page with each item in another shape; edges and nodes share the new items. */
export function mapConnection<T, U>(
  { edges, pageInfo }: Connection<T>,
  map: (item: T) => U,
): Connection<U> {
  const mapped = edges.map(({ cursor, node }) => ({ cursor, node: map(node) }));
  return { edges: mapped, nodes: mapped.map(({ node }) => node), pageInfo };
}
