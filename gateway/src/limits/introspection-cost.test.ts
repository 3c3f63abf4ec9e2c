/** How much of the schema one operation may ask for. */
import { expect, test } from '@jest/globals';
import { getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { createDemandControl } from './demand-control.ts';
import { composeShelves } from './limited-gateway.fixture.ts';
import { defaultOperationLimits } from './operation-limits.ts';
import { repeat } from './send-operation.fixture.ts';

const supergraph = loadSupergraph(composeShelves());

/** Why it is not run; undefined when it is. */
function refusal(query: string, variables = {}) {
  const demand = createDemandControl(supergraph, { ...defaultOperationLimits, cost: 50 });
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('No operation.');
  return demand.excessOf({ document, operation, variables })?.originalError;
}

const all = getIntrospectionQuery().slice(getIntrospectionQuery().indexOf('{'));
const types = '__schema { types { fields { type { ofType { fields { name args { name } } } } } } }';

test.each([
  ['what tools ask for', getIntrospectionQuery()],
  ['all that tools can ask for', getIntrospectionQuery({ inputValueDeprecation: true })],
  [
    'some types',
    '{ a: __type(name: "Shelf") { fields { name } } b: __type(name: "Book") { name } }',
  ],
  ['the name of each object', '{ __typename shelf { __typename books { __typename } } }'],
  [
    'what is left out',
    `query { a: ${types} ${repeat(60, (i) => `x${i}: ${types.replace('{', '@skip(if: true) {')}`)} }`,
  ],
])('%s may be asked for', (_, query) => {
  expect(refusal(query)).toBeUndefined();
});

test.each([
  ['the schema sixty times', `{ ${repeat(60, (i) => `a${i}: ${types}`)} }`],
  [
    'its types sixty times',
    `{ __schema { ${repeat(60, (i) => `a${i}: types { fields { type { fields { name } } } }`)} } }`,
  ],
  [
    'a type a hundred times',
    `{ ${repeat(100, (i) => `a${i}: __type(name: "Query") { fields { type { fields { args { name } } } } }`)} }`,
  ],
  [
    'two hundred values of each field',
    `{ __schema { types { fields { type { fields { ${repeat(200, (i) => `a${i}: description`)} } } } } } }`,
  ],
  [
    'a hundred values of the fields of each type',
    `{ __schema { types { fields { ${repeat(100, (i) => `a${i}: name`)} } } } }`,
  ],
  [
    'fragments that triple',
    `query { ${all.slice(1, all.lastIndexOf('}', all.indexOf('fragment')))} b: __schema { types { ...f0 } } }
     ${all.slice(all.indexOf('fragment'))}
     ${repeat(20, (i) => `fragment f${i} on __Type { ofType { ...f${i + 1} } a: ofType { ...f${i + 1} } b: ofType { ...f${i + 1} } }`)}
     fragment f20 on __Type { name }`,
  ],
  [
    'as much by a variable',
    `query ($no: Boolean) { ${repeat(60, (i) => `a${i}: ${types.replace('{', '@skip(if: $no) {')}`)} }`,
  ],
])('%s is too much', (_, query) => {
  expect(refusal(query)).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'query' } });
});
