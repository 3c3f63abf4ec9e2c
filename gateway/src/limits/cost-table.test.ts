/** Reading costs from supergraphs as composition writes them. */
import { expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readCostTable } from './cost-table.ts';
import { composeShelves } from './limited-gateway.fixture.ts';

test('weights and sizes stand at their places, whatever the directives are called', () => {
  const table = readCostTable(parse(composeShelves()));
  expect(Object.fromEntries(table.fields)).toEqual({ 'Query.rare': 30, 'Filter.text': 7 });
  const page = { slicingArguments: ['first'], sizedFields: ['nodes'], isSliceRequired: false };
  expect(Object.fromEntries(table.lists)).toEqual({
    'Query.shelves': page,
    'Shelf.below': page,
    'Query.books': { slicingArguments: ['first', 'last'], sizedFields: [], isSliceRequired: true },
    'Query.page': { slicingArguments: ['size'], sizedFields: [], isSliceRequired: true },
    'Query.search': {
      assumedSize: 4,
      slicingArguments: [],
      sizedFields: [],
      isSliceRequired: false,
    },
  });
});

test('directives that are not imported go by the name of their feature', () => {
  const { supergraphSdl, errors } = composeServices([
    {
      name: 'a',
      url: 'http://a.test',
      typeDefs: parse(`
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [])
        type Query {
          a(x: Int @federation__cost(weight: 3)): A @federation__cost(weight: 5)
          b: [A!] @federation__listSize(assumedSize: 7)
        }
        type A @federation__cost(weight: 9) { e: E s: S }
        enum E @federation__cost(weight: 2) { ONE }
        scalar S @federation__cost(weight: 4)
      `),
    },
  ]);
  expect(errors).toBeUndefined();
  const table = readCostTable(parse(supergraphSdl!));
  expect(Object.fromEntries(table.types)).toEqual({ A: 9, E: 2, S: 4 });
  expect(Object.fromEntries(table.fields)).toEqual({ 'Query.a': 5 });
  expect(Object.fromEntries(table.arguments)).toEqual({ 'Query.a.x': 3 });
  expect(table.lists.get('Query.b')).toMatchObject({ assumedSize: 7 });
});

test('a supergraph that says nothing costs as usual', () => {
  const { supergraphSdl } = composeServices([
    { name: 'a', url: 'http://a.test', typeDefs: parse('type Query { a: Int }') },
  ]);
  const { types, fields, lists } = readCostTable(parse(supergraphSdl!));
  expect([types.size, fields.size, lists.size]).toEqual([0, 0, 0]);
});
