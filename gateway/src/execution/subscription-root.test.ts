/** Which root field a subscription has, once its conditions are decided. */
import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { people, peopleFederation } from '../supergraph/people.fixture.ts';

const supergraph = people();
const identity = testIdentity();

const conditional = parse(`
  subscription ($x: Boolean!, $y: Boolean! = false) {
    ...F @skip(if: $x)
    grown @include(if: $x) { name }
    grown2: grown @include(if: $y) { name }
  }
  fragment F on Subscription { renamed { person { name } } }`);

function begin(variables: Record<string, unknown>, document = conditional) {
  const { supergraphs, streams } = peopleFederation(supergraph);
  const { executor } = supergraphs.current();
  return { streams, executor, begun: executor.subscribe({ document, variables, identity }) };
}

test.each([
  [false, 'renamed'],
  [true, 'grown'],
])('conditions decide which stream is followed: %j', async (x, field) => {
  const { streams, begun } = begin({ x });
  const results = await begun;
  if (!(Symbol.asyncIterator in results)) throw new Error(String(results.errors));
  streams[0]?.stream.push({ data: { renamed: { person: { name: 'x' } }, grown: { name: 'x' } } });
  const { value } = await results.next();
  expect(Object.keys(value?.data ?? {})).toEqual([field]);
  expect(streams[0]?.request.query).not.toMatch(/@|\$/);
});

test.each([
  ['several', { x: true, y: true }, conditional, 'it selects grown, grown2'],
  [
    'none',
    { x: false },
    parse('subscription ($x: Boolean!) { grown @include(if: $x) { name } }'),
    'it selects none',
  ],
  [
    'introspection alone',
    { x: true },
    parse('subscription ($x: Boolean!) { __typename grown @skip(if: $x) { name } }'),
    'it selects __typename',
  ],
])('conditions that leave %s are refused', async (_, variables, document, found) => {
  const { streams, begun } = begin(variables, document);
  const code = 'BAD_USER_INPUT';
  expect(await begun).toMatchObject({
    errors: [{ message: expect.stringContaining(found), extensions: { code } }],
  });
  expect(streams).toEqual([]);
});

test.each(['mutation', 'subscription'])('a schema without it refuses a %s', async (kind) => {
  const reading = people({ subscriptions: null });
  const { executor } = peopleFederation(reading).supergraphs.current();
  const document = parse(`${kind} { grown { name } }`);
  const refusal = { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] };
  expect(await executor.subscribe({ document, identity })).toMatchObject(refusal);
  expect(await executor.execute({ document, identity })).toMatchObject(refusal);
});
