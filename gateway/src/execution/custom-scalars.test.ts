/**
 * Values of custom scalars are one thing each, however much they look like objects: of two fetches that
 * bring one the later is believed, and neither is mixed with the other. The same for lists of values.
 */
import { expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { createExecutor } from './executor.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar JSON
  type Thing @key(fields: "id") { id: ID! settings: JSON tags: [String] below: Below }
  type Below { settings: JSON kept: String }
  type Query { thing: Thing }
`);
const { supergraphSdl } = composeServices([{ name: 'things', typeDefs }]);
const supergraph = loadSupergraph(supergraphSdl ?? '');

/** At the root at first; what the same subgraph says of the entity a moment later. */
const before = { settings: { x: 1, y: { a: 1 } }, tags: ['one', 'two'] };
const after = { settings: { y: { b: 2 } }, tags: ['three'] };
const thing = { __typename: 'Thing', id: '1', ...before, below: { settings: [1, 2], kept: 'k' } };
const later = { __typename: 'Thing', id: '1', ...after, below: { settings: [3] } };

const source: SubgraphSource = {
  name: 'things',
  fetch: async ({ query }) =>
    structuredClone({ data: query.includes('_entities') ? { _entities: [later] } : { thing } }),
  subscribe: async () => ({ errors: [] }),
  rest: async () => ({ status: 404, headers: {}, body: '' }),
  check: async () => undefined,
  close: async () => undefined,
};

test('a value that comes twice is the later one, not both', async () => {
  const executor = createExecutor({
    supergraph,
    sources: new Map([['things', source]]),
    logger: testLogger(),
  });
  const fields = 'settings tags below { settings }';
  const answer = await executor.executeInParts({
    document: parse(`{ thing { ${fields} ... @defer { ${fields} } } }`),
    identity: testIdentity(),
  });
  if (!('initialResult' in answer)) throw new Error('The answer came in one.');
  expect(answer.initialResult.data).toEqual({ thing: { ...before, below: { settings: [1, 2] } } });
  const parts = [];
  for await (const { incremental } of answer.subsequentResults) parts.push(...incremental);
  expect(parts.map(({ data }) => data)).toEqual([{ ...after, below: { settings: [3] } }]);
});
