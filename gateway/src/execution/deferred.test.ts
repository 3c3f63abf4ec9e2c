/**
 * What is true of every answer is true of one in parts: names of the client's, faults told once and
 * where something is missing, and an end to waiting. Two subgraphs whose answers a test decides.
 */
import { expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { type ExecutionResult, parse } from 'graphql';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { SourceRequest, SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import type { IncrementalPart } from './deferred.ts';
import { type ExecutorOptions, createExecutor } from './executor.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const sdl = {
  people: `${link}
    type Person @key(fields: "id") { id: ID! name: String }
    type Query { people: [Person!] }`,
  pets: `${link} type Person @key(fields: "id") { id: ID! pets: [String!] home: String }`,
};
const services = Object.entries(sdl).map(([name, text]) => ({ name, typeDefs: parse(text) }));
const supergraph = loadSupergraph(composeServices(services).supergraphSdl ?? '');

/** Under the aliases that the query below asks with. */
const people = [
  { __typename: 'Person', id: '1', called: 'Ada' },
  { __typename: 'Person', id: '2', called: 'Grace' },
];

type PetsAnswer = (request: SourceRequest) => Promise<ExecutionResult>;

async function askInParts(query: string, pets: PetsAnswer, options: Partial<ExecutorOptions> = {}) {
  const source = (name: string, fetch: SubgraphSource['fetch']): [string, SubgraphSource] => [
    name,
    {
      name,
      fetch,
      subscribe: async () => ({ errors: [] }),
      rest: async () => ({ status: 404, headers: {}, body: '' }),
      check: async () => undefined,
      close: async () => undefined,
    },
  ];
  const answerPeople = async () => ({ data: { all: structuredClone(people) } });
  const executor = createExecutor({
    supergraph,
    sources: new Map([source('people', answerPeople), source('pets', pets)]),
    logger: testLogger(),
    ...options,
  });
  const answer = await executor.executeInParts({
    document: parse(query),
    identity: testIdentity(),
  });
  if (!('finished' in answer)) throw new Error('The answer came in one.');
  const later: IncrementalPart[] = [];
  let last;
  for await (const { incremental, hasNext } of answer.subsequentResults) {
    later.push(...incremental);
    last = { hasNext };
  }
  return { first: answer.initialResult, later, last, errors: await answer.finished };
}

const down = () => Promise.reject(unavailable('The pets subgraph cannot be reached now.', 2));

const query = '{ all: people { called: name ... @defer(label: "pets") { animals: pets } } }';

test('a failed fetch is told once at each field of its part that is missing, by its alias', async () => {
  const { first, later, errors } = await askInParts(query, down);
  expect(first).toEqual({
    data: { all: [{ called: 'Ada' }, { called: 'Grace' }] },
    hasNext: true,
  });
  expect(later.map(({ data, path, label }) => ({ data, path, label }))).toEqual([
    { data: { animals: null }, path: ['all', 0], label: 'pets' },
    { data: { animals: null }, path: ['all', 1], label: 'pets' },
  ]);
  expect(later.map((part) => part.errors?.map(({ path }) => path))).toEqual([
    [['all', 0, 'animals']],
    [['all', 1, 'animals']],
  ]);
  expect(errors).toEqual(later.flatMap((part) => part.errors ?? []));
});

test('parts show no more of errors than other answers do', async () => {
  const { errors } = await askInParts(query, down);
  expect(errors.map(({ extensions }) => Object.keys(extensions))).not.toContainEqual(
    expect.arrayContaining(['serviceName']),
  );
  const shown = await askInParts(query, down, { audience: 'development' });
  expect(shown.errors.map(({ extensions }) => extensions['serviceName'])).toEqual(['pets', 'pets']);
});

test('a part that hangs ends with the time of the request', async () => {
  const hanging: PetsAnswer = ({ signal }) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  const { first, later } = await askInParts(query, hanging, { requestTimeoutMs: 100 });
  expect(first.errors).toBeUndefined();
  expect(
    later.flatMap((part) => part.errors ?? []).map(({ extensions }) => extensions['code']),
  ).toEqual(['TIMEOUT', 'TIMEOUT']);
});

test('however close parts are to each other, the last one says that it is the last', async () => {
  const two =
    '{ all: people { called: name ... @defer { animals: pets } ... @defer { at: home } } }';
  // In turns of the event loop's microtasks: more than delivering a part takes.
  for (let turns = 0; turns < 40; turns += 1) {
    const pets: PetsAnswer = async ({ query: asked }) => {
      const isLate = asked.includes('home');
      for (let turn = 0; isLate && turn < turns; turn += 1) await Promise.resolve();
      const entity = isLate ? { at: 'here' } : { animals: [] };
      return { data: { _entities: [entity, { ...entity }] } };
    };
    const { later, last } = await askInParts(two, pets);
    expect([later.length, last]).toEqual([4, { hasNext: false }]);
  }
});
