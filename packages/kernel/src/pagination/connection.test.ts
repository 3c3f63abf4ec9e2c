/** Connections made from rows, and their items in another shape. */
import { describe, expect, test } from '@jest/globals';
import { mapConnection, pageSize, toConnection } from './connection.ts';

const cursorOf = (item: number) => `c${item}`;

describe('toConnection', () => {
  test('takes the extra row as the sign of a next page only', () => {
    expect(toConnection([1, 2, 3], { size: 2, cursorOf })).toEqual({
      edges: [
        { cursor: 'c1', node: 1 },
        { cursor: 'c2', node: 2 },
      ],
      nodes: [1, 2],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: 'c1', endCursor: 'c2' },
    });
  });

  test('an empty page has no cursors', () => {
    expect(toConnection([], { size: 2, after: 'c9', cursorOf }).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
  });
});

test('mapConnection keeps cursors and page, and maps each item once', () => {
  const page = toConnection([1, 2, 3], { size: 2, cursorOf });
  const mapped = mapConnection(page, (item) => ({ item }));
  expect(mapped.edges).toEqual([
    { cursor: 'c1', node: { item: 1 } },
    { cursor: 'c2', node: { item: 2 } },
  ]);
  expect(mapped.nodes[0]).toBe(mapped.edges[0]?.node);
  expect(mapped.pageInfo).toBe(page.pageInfo);
});

test.each([0, -1, 201, 1.5, Number.NaN])('a page of %d is refused', (first) => {
  expect(() => pageSize({ first })).toThrow('first must be between 1 and 200');
});
