/** What clients get of errors that subgraphs answer. */
import { expect, test } from '@jest/globals';
import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { people, peopleFederation } from '../supergraph/people.fixture.ts';

const supergraph = people();
const identity = testIdentity();

const own = new GraphQLError('No such person.', {
  path: ['person'],
  extensions: { code: 'PERSON_UNKNOWN', stacktrace: ['at person.js:1'], hint: 7 },
});
const bare = new GraphQLError('Out of pets.', { path: ['pet'] });

async function ask(isForeign: boolean) {
  const answer = (name: string): ExecutionResult =>
    name === 'people'
      ? { data: { person: null }, errors: [own] }
      : { data: { pet: null }, errors: [bare] };
  const { supergraphs } = peopleFederation(supergraph, answer, isForeign);
  const document = parse('{ person { name } pet }');
  const { errors = [] } = await supergraphs.current().executor.execute({ document, identity });
  return errors.map((error) => error.toJSON());
}

test('with codes that are not ours are faults, whose text is not for clients', async () => {
  const errors = await ask(false);
  expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['INTERNAL', 'INTERNAL']);
  expect(JSON.stringify(errors)).not.toMatch(/No such|Out of/);
});

test('are passed on over a foreign supergraph, but for stack traces', async () => {
  const errors = await ask(true);
  expect(errors).toMatchObject([
    {
      message: 'No such person.',
      path: ['person'],
      extensions: { code: 'PERSON_UNKNOWN', hint: 7, serviceName: 'people' },
    },
    { message: 'Out of pets.', path: ['pet'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
  ]);
  expect(JSON.stringify(errors)).not.toContain('stacktrace');
});

test('are passed on with events, and why a stream ends', async () => {
  const { supergraphs, streams } = peopleFederation(supergraph, undefined, true);
  const document = parse('subscription { grown { name } }');
  const results = await supergraphs.current().executor.subscribe({ document, identity });
  if (!(Symbol.asyncIterator in results)) throw new Error(String(results.errors));
  streams[0]?.stream.push({ data: { grown: null }, errors: [own] }, { errors: [bare] });
  streams[0]?.stream.end();
  const told: unknown[] = [];
  for await (const { errors } of results) told.push(errors?.[0]?.message);
  expect(told).toEqual(['No such person.', 'Out of pets.']);
});

test('what happens on the way to a subgraph is never passed on', async () => {
  const fail = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7'));
  const { supergraphs } = peopleFederation(supergraph, fail, true);
  const document = parse('{ person { name } }');
  const result = await supergraphs.current().executor.execute({ document, identity });
  expect(result.errors).toHaveLength(1);
  expect(JSON.stringify(result)).not.toContain('10.0.0.7');
});
