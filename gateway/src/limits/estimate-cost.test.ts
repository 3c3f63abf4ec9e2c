/** What operations are estimated to cost, and that finding out takes time in proportion to the text. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getOperationAST, parse } from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { actualCost } from './actual-cost.ts';
import { type CostModel, type Values, compileEstimate } from './estimate-cost.ts';
import { composeShelves } from './limited-gateway.fixture.ts';
import { measureDocument } from './measure-document.ts';

const { apiSchema: schema, costs: table } = loadSupergraph(composeShelves());
const model: CostModel = { schema, table, maxListSize: 1_000 };

function read(query: string) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('No operation.');
  return { document, operation };
}

function estimate(query: string, variables: Values = {}): number {
  const { document, operation } = read(query);
  const compiled = compileEstimate(model, document, operation);
  return typeof compiled === 'number' ? compiled : compiled(variables);
}

describe('an operation costs', () => {
  test.each([
    ['nothing for values', '{ tags }', 0],
    ['one for an object', '{ shelf { id } }', 1],
    ['each object on the way', '{ shelf { parent { parent { id } } } }', 3],
    ['ten for a list of which nothing is known', '{ shelf { books { id } } }', 1 + 10],
    ['the assumed size of a list', '{ search { id } }', 4],
    ['its page by the default of the argument', '{ shelves { nodes { id } } }', 1 + 20],
    ['its page by the argument', '{ shelves(first: 3) { nodes { id } } }', 1 + 3],
    ['nothing for a page of which no item is asked', '{ shelves(first: 100) { total } }', 1],
    [
      'what is in the items of a page',
      '{ shelves(first: 3) { nodes { parent { id } } } }',
      1 + 3 * 2,
    ],
    ['no less for a page of negative size', '{ shelves(first: -5) { nodes { id } } }', 1],
    ['what is said of a field', '{ rare { id } }', 30],
    [
      'what is said of inputs',
      '{ search(filter: { text: "a", all: [{ text: "b" }] }) { id } }',
      4 + 14,
    ],
    ['ten for a mutation', 'mutation { addBook(title: "a") { id } }', 10 + 1],
    [
      'ten for each mutation, under whatever names',
      'mutation { a: addBook(title: "a") { id } b: addBook(title: "a") { id } ...m } fragment m on Mutation { removeBook(id: 1) { id } }',
      3 * (10 + 1),
    ],
    ['nothing for introspection', '{ __schema { types { fields { name } } } }', 0],
    [
      'nothing for what is left out',
      '{ shelf @skip(if: true) { id } rare @include(if: false) { id } }',
      0,
    ],
    [
      'its fragments',
      '{ shelf { ...s } } fragment s on Shelf { parent { id } ... { books { id } } }',
      12,
    ],
    [
      'a fragment as often as it is spread',
      '{ shelf { ...s ...s } } fragment s on Shelf { parent { id } }',
      3,
    ],
    [
      'the sized field inside a fragment',
      '{ shelves(first: 3) { ...p } } fragment p on ShelfPage { nodes { id } }',
      4,
    ],
    ['the larger of two slices', '{ books(first: 3) { id } }', 3],
  ])('%s', (_, query, cost) => {
    expect(estimate(query)).toBe(cost);
  });

  test('what its variables say', () => {
    const query = `query ($n: Int, $f: Filter, $no: Boolean!) {
      shelves(first: $n) { nodes { id } } search(filter: $f) { id } rare @skip(if: $no) { id }
    }`;
    expect(estimate(query, { n: 2, f: { text: 'a' }, no: true })).toBe(1 + 2 + 4 + 7);
    expect(estimate(query, { no: false })).toBe(1 + 20 + 4 + 30);
  });
});

test('what no variable changes is known once compiled', () => {
  const { document, operation } = read('query ($id: ID) { shelf(id: "1") { books { id } } }');
  expect(compileEstimate(model, document, operation)).toBe(11);
});

test.each([
  ['{ books { id } }', 'first'],
  ['{ books(first: 1, last: 1) { id } }', 'first'],
])('a slice that must be said is: %s', (query, field) => {
  expect(() => estimate(query)).toThrow(AppError);
  expect(() => estimate(query)).toThrow(expect.objectContaining({ details: { field } }));
});

describe('fragments made to double', () => {
  const chain = (length: number, leaf: string) =>
    Array.from({ length }, (_, i) => `fragment f${i} on Shelf { ...f${i + 1} ...f${i + 1} }`).join(
      ' ',
    ) + ` fragment f${length} on Shelf { ${leaf} }`;

  // Written out it would be 2 to the power of 900 fields.
  test.each(['parent { id }', 'parent @skip(if: $no) { id }'])('cost no time: %s', (leaf) => {
    const query = `query ($no: Boolean = false) { shelf { ...f0 } } ${chain(900, leaf)}`;
    expect(estimate(query, { no: false })).toBeGreaterThan(1e200);
    expect(measureDocument(parse(query))[0]).toMatchObject({ depth: leaf === '' ? 1 : 3 });
  });

  test('cost no time when all that is in them is free, either', () => {
    expect(estimate(`{ shelf { ...f0 } } ${chain(900, 'id')}`)).toBe(1);
  });
});

/** Random selections of shelves, some through fragments. */
const selection: fc.Arbitrary<string> = fc.letrec<{ shelf: string }>((tie) => ({
  shelf: fc.oneof(
    { maxDepth: 4 },
    fc.constant('id'),
    fc.constant('books { title shelf { id } }'),
    fc.constant('...leaf'),
    tie('shelf').map((inner) => `parent { ${inner} }`),
    tie('shelf').map((inner) => `... on Shelf { ${inner} }`),
    fc.tuple(tie('shelf'), tie('shelf')).map((two) => two.join(' ')),
  ),
})).shelf;

interface Shelf {
  id: string;
  parent: Shelf;
  books: object[];
}

test('an answer never costs more than was estimated, when its lists are as long as assumed', () => {
  const shelf = { id: '0' } as Shelf;
  shelf.parent = shelf;
  shelf.books = Array.from({ length: 10 }, () => ({ title: 't', shelf }));
  fc.assert(
    fc.property(selection, fc.integer({ min: 0, max: 20 }), (inner, first) => {
      const query = `query ($n: Int) { shelves(first: $n) { nodes { ${inner} } } }
        fragment leaf on Shelf { id books { title } }`;
      const { document, operation } = read(query);
      const variables = { n: first };
      const data = { shelves: { nodes: Array.from({ length: first }, () => shelf) } };
      const actual = actualCost(model, { document, operation, variables }, data);
      expect(actual).toBeLessThanOrEqual(estimate(query, variables));
      expect(actual).toBeGreaterThanOrEqual(1 + first);
    }),
  );
});

test('an answer of mutations has cost ten for each, also for those without a result', () => {
  const query = `mutation {
    a: addBook(title: "a") { id } b: addBook(title: "a") { id } a: addBook(title: "a") { title }
  }`;
  const data = { a: { id: '1', title: 'a' }, b: null };
  expect(actualCost(model, { ...read(query), variables: {} }, data)).toBe(10 + 1 + 10);
});

test('depth, aliases and directives of fragments are those of the text written out', () => {
  fc.assert(
    fc.property(selection, (inner) => {
      const leaf = 'a: id books { b: title @skip(if: false) }';
      const [spread] = measureDocument(
        parse(`{ shelf { ${inner} } } fragment leaf on Shelf { ${leaf} }`),
      );
      const [written] = measureDocument(
        parse(`{ shelf { ${inner.replaceAll('...leaf', leaf)} } }`),
      );
      expect(spread).toEqual(written);
    }),
  );
});
