/**
 * Goal: variables are coerced, and refused, as graphql-js does it, but no answer is larger for the
 * values being large.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type OperationDefinitionNode, buildSchema, getVariableValues, parse } from 'graphql';
import { variableValues } from './variable-values.ts';

const schema = buildSchema(`
  enum Size { SMALL LARGE }
  input Filter { name: String, count: Int!, size: Size, inner: Filter, all: [Filter!] }
  type Query { of(filter: Filter, filters: [Filter!], size: Size, n: Int, id: ID): Int }
`);
const [operation] = parse(
  `query ($filter: Filter!, $filters: [Filter!], $size: Size = SMALL, $n: Int!, $id: ID) {
    of(filter: $filter, filters: $filters, size: $size, n: $n, id: $id)
  }`,
).definitions as [OperationDefinitionNode];

const words = fc.constantFrom('SMALL', 'LARGE', 'HUGE', 'x "quoted" at "y"');
const leaf = fc.oneof(words, fc.integer({ max: 9, min: -9 }), fc.boolean(), fc.constant(null));
const names = fc.constantFrom('name', 'count', 'size', 'inner', 'all', 'other');
const { any } = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(names, tie('any'), { maxKeys: 4 }),
  ),
}));
const variables = fc.dictionary(
  fc.constantFrom('filter', 'filters', 'size', 'n', 'id', 'unknown'),
  any,
);

test('small values are coerced, and refused with the words, as by graphql-js', () => {
  fc.assert(
    fc.property(variables, (given) => {
      const ours = variableValues(schema, operation, given);
      const theirs = getVariableValues(schema, operation.variableDefinitions ?? [], given);
      expect({ ...(ours.errors ? {} : ours.coerced) }).toEqual({ ...theirs.coerced });
      expect(ours.errors?.map(({ message }) => message)).toEqual(
        theirs.errors?.slice(0, 20).map(({ message }) => message),
      );
    }),
    { numRuns: 500 },
  );
});

describe('of large values a part is shown', () => {
  const text = 'x'.repeat(1_000_000);
  const unknown = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`u${index}`, index]),
  );
  const many = Object.fromEntries(
    Array.from({ length: 9_000 }, (_, index) => [`u${index}`, 'x'.repeat(300)]),
  );
  test.each<[string, Record<string, unknown>]>([
    ['an object with unknown fields', { filter: { count: 1, ...unknown, name: text } }],
    ['an object that is large first', { filter: { name: text, ...unknown } }],
    ['many large fields', { filter: many }],
    ['a long name of a field', { filter: { count: 1, [text]: 1 } }],
    ['a long word for an enum', { filter: { count: 1 }, size: text }],
    ['a long text for a number', { filter: { count: text } }],
    [
      'a list',
      { filter: { count: 1, all: Array.from({ length: 100_000 }, () => 'x'.repeat(30)) } },
    ],
  ])('%s', (_, given) => {
    const { errors = [] } = variableValues(schema, operation, { n: 1, ...given });
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(20);
    for (const { message } of errors) expect(message.length).toBeLessThan(6_000);
  });

  test('what is wrong is still said at the end', () => {
    const given = { n: 1, filter: { count: 1 }, size: text };
    const { errors = [] } = variableValues(schema, operation, given);
    expect(errors[0]?.message).toMatch(/does not exist in "Size" enum\.$/);
  });
});
