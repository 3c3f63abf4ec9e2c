import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { faultsOfLiterals } from './literals.ts';

function fieldsOf(document: string): unknown[] {
  return faultsOfLiterals(parse(document)).map(({ originalError }) => originalError);
}

test.each([
  ['{ a(first: 1e999) }', 'first'],
  ['{ a(first: -1e999) }', 'first'],
  [`{ a(first: 1${'0'.repeat(400)}) }`, 'first'],
  ['{ a { b(input: { x: 1, list: [0, { n: 1e400 }] }) } }', 'input.list[1].n'],
  ['query ($n: Float = 1e999) { a(first: $n) }', 'n'],
  ['fragment F on A { b(grid: [[1], [2, 1e999]]) } { a { ...F } }', 'grid[1][1]'],
])('%s', (document, field) => {
  expect(fieldsOf(document)).toMatchObject([{ code: 'BAD_USER_INPUT', details: { field } }]);
});

test('numbers that doubles have, and texts, are let through', () => {
  expect(fieldsOf('{ a(n: 1e308, m: -12345678901234567890, s: "1e999") }')).toEqual([]);
});

test('of thousands the first are told', () => {
  const faults = fieldsOf(`{ a(grid: [${'1e999 '.repeat(4_000)}]) }`);
  expect(faults).toHaveLength(20);
  expect(faults.at(-1)).toMatchObject({ details: { field: 'grid[19]' } });
});
