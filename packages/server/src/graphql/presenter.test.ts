/** What clients are told of words that an enum does not have. */
import { expect, test } from '@jest/globals';
import { buildSchema, getVariableValues, parse, validate } from 'graphql';
import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { presentGraphQLError, withoutSuggestion } from './presenter.ts';

const schema = buildSchema('enum Size { SMALL LARGE } type Query { of(size: Size): Int }');
const logger = testLogger();
const present = (error: GraphQLError) =>
  presentGraphQLError(error, { requestId: 'r', logger, schema });

test.each(['HUGE', 'small', 1, true])('the variable %j is answered with the words', (size) => {
  const document = parse('query ($size: Size) { of(size: $size) }');
  const [operation] = document.definitions as OperationDefinitionNode[];
  const { errors } = getVariableValues(schema, operation!.variableDefinitions!, { size });
  expect(present(errors![0]!).extensions).toEqual({
    code: 'BAD_USER_INPUT',
    field: 'size',
    allowed: ['SMALL', 'LARGE'],
    requestId: 'r',
  });
});

test.each(['HUGE', '"SMALL"'])('the word %s in a document is answered with the words', (word) => {
  const errors = validate(schema, parse(`{ of(size: ${word}) }`));
  expect(present(errors[0]!).extensions).toMatchObject({ allowed: ['SMALL', 'LARGE'] });
});

test('other errors name no words', () => {
  const errors = validate(schema, parse('{ nothing }'));
  expect(present(errors[0]!).extensions).not.toHaveProperty('allowed');
});

test('of a message the words that the client may have meant can be left out', () => {
  const paints = buildSchema(`
    enum Colour { RED GREEN }
    input Filter { colour: Colour }
    type Query { thing(filter: Filter, colour: Colour): Query  other: Int }
  `);
  const documents = [
    ['{ thinge { other } }', 'Cannot query field "thinge" on type "Query".'],
    ['{ thing(filtre: {}) { other } }', 'Unknown argument "filtre" on field "Query.thing".'],
    ['query ($c: Color) { thing(colour: $c) { other } }', 'Unknown type "Color".'],
    ['{ thing(colour: GREN) { other } }', 'Value "GREN" does not exist in "Colour" enum.'],
    [
      '{ thing(filter: { color: RED }) { other } }',
      'Field "color" is not defined by type "Filter".',
    ],
  ] as const;
  for (const [document, short] of documents) {
    const [error] = validate(paints, parse(document));
    expect(error?.message).toContain('Did you mean');
    expect(withoutSuggestion(error?.message ?? '')).toBe(short);
  }
  expect(withoutSuggestion('Nothing of the kind.')).toBe('Nothing of the kind.');
});
