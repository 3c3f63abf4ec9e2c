/** Which documents are taken over sockets and event streams. */
import { expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createDocumentStore } from './prepare-request.ts';

const apiSchema = buildSchema('type Query { a: Int } type Subscription { a: Int b: Int }');
const documentOf = createDocumentStore({ apiSchema }, { showsSchema: true });

test.each([
  'subscription { a }',
  'subscription ($x: Boolean!) { a @include(if: $x) b @skip(if: $x) }',
  'subscription ($x: Boolean!) { ...F @include(if: $x) } fragment F on Subscription { a }',
  'query ($x: Boolean!) { a @skip(if: $x) }',
])('%s is valid', (query) => expect(documentOf(query)).toHaveProperty('document'));

test.each([
  ['subscription { a b }', 'GRAPHQL_VALIDATION_FAILED'],
  ['subscription ($x: Boolean!) { a @include(if: $x) nope }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'subscription ($x: Boolean!) { a @include(if: $x) b @skip(if: $y) }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['subscription {', 'GRAPHQL_PARSE_FAILED'],
])('%s is refused', (query, code) => {
  expect(documentOf(query)).toMatchObject({ errors: [{ extensions: { code } }] });
});

test('a text is prepared once', () => {
  expect(documentOf('{ a }')).toBe(documentOf('{ a }'));
});
