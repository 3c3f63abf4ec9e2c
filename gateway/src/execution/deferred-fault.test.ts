/** What becomes of a deferred part whose shaping has a fault: the rest and the process live on. */
import { expect, test } from '@jest/globals';
import { type GraphQLError, GraphQLObjectType, GraphQLString, buildSchema } from 'graphql';
import { type DeferredExecution, executeInParts } from './deferred.ts';

const schema = buildSchema('type Query { a: String }');
const rootType = new GraphQLObjectType({ name: 'Query', fields: { a: { type: GraphQLString } } });

test('it is null, with an error, and the answer ends', async () => {
  const fragment = { id: '0', label: 'late', steps: [], children: [] };
  const execution = {
    schema,
    operation: {
      parts: { first: undefined, deferred: [] },
      fragments: [fragment],
      rootType,
      shaperOf: () => () => {
        throw new Error('A fault.');
      },
    },
    run: {
      data: {},
      errors: [],
      failures: [],
      unknown: new WeakSet(),
      excused: new WeakMap(),
      signal: new AbortController().signal,
    },
    introspect: () => null,
    shape: () => ({ data: { a: 'first' }, errors: [] }),
    present: ({ errors }: { errors: GraphQLError[] }) => errors,
    onFinished: () => undefined,
  } as unknown as DeferredExecution;
  const outcome = await executeInParts(execution);
  if (!('initialResult' in outcome)) throw new Error('Nothing is deferred.');
  expect(outcome.initialResult).toEqual({ data: { a: 'first' }, hasNext: true });
  const parts: unknown[] = [];
  for await (const result of outcome.subsequentResults) parts.push(result);
  expect(JSON.parse(JSON.stringify(parts))).toMatchObject([
    { incremental: [{ data: null, path: [], errors: [{ message: 'A fault.' }] }], hasNext: false },
  ]);
  expect(await outcome.finished).toMatchObject([{ message: 'A fault.' }]);
});
