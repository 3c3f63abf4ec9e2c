/** What clients are told of words that an enum does not have. */
import { expect, test } from '@jest/globals';
import { buildSchema, getVariableValues, parse, validate } from 'graphql';
import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import { createLogger } from '../telemetry/logger.ts';
import { presentGraphQLError } from './presenter.ts';

const schema = buildSchema('enum Size { SMALL LARGE } type Query { of(size: Size): Int }');
const logger = createLogger({ level: 'silent', service: 'test' });
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
