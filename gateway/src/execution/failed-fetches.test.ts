/**
 * What a client is told of fetches that brought nothing: one error at each field that is missing,
 * whatever else the plan needed, and in production no more than the catalogue promises. And how long
 * subgraphs are asked for somebody's sake. A federation of two subgraphs whose answers a test decides.
 */
import { describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { type ExecutionResult, parse } from 'graphql';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { SourceRequest, SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { type ExecutorOptions, createExecutor } from './executor.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const sdl = {
  people: `${link}
    type Person @key(fields: "id") { id: ID! name: String }
    type Query { people: [Person!] person: Person }
    type Mutation { rename(name: String!): Person }`,
  pets: `${link}
    type Person @key(fields: "id") { id: ID! pets: [String!] home: String! }
    type Query { pet: String lastPet: String }`,
};
const services = Object.entries(sdl).map(([name, text]) => ({
  name,
  url: `http://${name}.test`,
  typeDefs: parse(text),
}));
const supergraph = loadSupergraph(composeServices(services).supergraphSdl ?? '');

type Answer = (request: SourceRequest) => ExecutionResult | Promise<ExecutionResult>;

function federation(
  answers: { people?: Answer; pets?: Answer },
  options: Partial<ExecutorOptions> = {},
) {
  const source = (name: 'people' | 'pets'): [string, SubgraphSource] => [
    name,
    {
      name,
      fetch: async (request) => (await answers[name]?.(request)) ?? { data: {} },
      subscribe: async () => ({ errors: [] }),
      rest: async () => ({ status: 404, headers: {}, body: '' }),
      check: async () => undefined,
      close: async () => undefined,
    },
  ];
  const executor = createExecutor({
    supergraph,
    sources: new Map([source('people'), source('pets')]),
    logger: testLogger(),
    ...options,
  });
  return async (query: string, signal?: AbortSignal) => {
    const document = parse(query);
    const result = await executor.execute({ document, identity: testIdentity(), signal });
    return JSON.parse(JSON.stringify(result)) as {
      data?: unknown;
      errors?: { path?: unknown; extensions: Record<string, unknown> }[];
    };
  };
}

const down = () => Promise.reject(unavailable('The pets subgraph cannot be reached now.', 2));
const person = (id: string) => ({ __typename: 'Person', id, name: `name of ${id}` });
const pathsOf = ({ errors }: { errors?: { path?: unknown }[] }) => errors?.map(({ path }) => path);

describe('errors stand at the fields that are missing', () => {
  test('at the root, by the names that the client has given', async () => {
    const ask = federation({ people: () => ({ data: { person: person('1') } }), pets: down });
    const answer = await ask('{ person { name } one: pet lastPet }');
    expect(answer.data).toEqual({ person: { name: 'name of 1' }, one: null, lastPet: null });
    expect(pathsOf(answer)).toEqual([['one'], ['lastPet']]);
    expect(answer.errors?.[1]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: 2 });
  });

  test('in every item of a list, also where null took the item with it', async () => {
    const people = () => ({ data: { people: [person('1'), person('2')] } });
    const ask = federation({ people, pets: down });
    const nullable = await ask('{ people { name mine: pets } }');
    expect(nullable.data).toMatchObject({ people: [{ mine: null }, { mine: null }] });
    expect(pathsOf(nullable)).toEqual([
      ['people', 0, 'mine'],
      ['people', 1, 'mine'],
    ]);
    const strict = await ask('{ people { name home } }');
    expect(strict.data).toEqual({ people: null });
    expect(pathsOf(strict)).toEqual([
      ['people', 0, 'home'],
      ['people', 1, 'home'],
    ]);
  });

  test('not at what only the plan needed', async () => {
    // The fetch of the person brings its key as well, for the pets.
    const ask = federation({ people: () => Promise.reject(unavailable('Gone.', 1)) });
    const answer = await ask('{ person { pets } }');
    expect(answer.data).toEqual({ person: null });
    expect(pathsOf(answer)).toEqual([['person']]);
  });

  test('and what another fetch of the root has left out is told beside it', async () => {
    const ask = federation({ people: () => ({ data: {} }), pets: down });
    const answer = await ask('{ person { name } pet }');
    expect(answer.data).toEqual({ person: null, pet: null });
    expect(answer.errors).toMatchObject([
      { path: ['person'], extensions: { code: 'INTERNAL' } },
      { path: ['pet'], extensions: { code: 'UNAVAILABLE' } },
    ]);
    expect(answer.errors).toHaveLength(2);
  });

  test('a long list names so many and no more', async () => {
    const people = Array.from({ length: 500 }, (_, index) => person(String(index)));
    const ask = federation({ people: () => ({ data: { people } }), pets: down });
    expect((await ask('{ people { pets } }')).errors).toHaveLength(100);
  });
});

describe('what an error shows', () => {
  const extensions = { code: 'FORBIDDEN', field: 'id', sql: 'select 1', stack: ['at x'] };
  const refuse = () => ({ errors: [{ message: 'No.', path: ['pet'], extensions }], data: null });
  const pets = refuse as unknown as Answer;

  test('in production what the catalogue promises', async () => {
    const { errors } = await federation({ pets })('{ pet }');
    expect(errors?.[0]?.extensions).toEqual({
      code: 'FORBIDDEN',
      field: 'id',
      requestId: expect.any(String),
    });
    const failed = await federation({ pets: down })('{ pet }');
    expect(Object.keys(failed.errors?.[0]?.extensions ?? {}).toSorted()).toEqual([
      'code',
      'requestId',
      'retryAfter',
    ]);
  });

  test('in development also the subgraph that it is from', async () => {
    for (const answer of [pets, down]) {
      const { errors } = await federation({ pets: answer }, { audience: 'development' })('{ pet }');
      expect(errors?.[0]?.extensions['serviceName']).toBe('pets');
    }
  });
});

describe('how long subgraphs are asked', () => {
  /** Answers when it is told that nobody waits any more. */
  const patient: Answer = ({ signal }) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

  test('as long as the client is there', async () => {
    const controller = new AbortController();
    const answer = federation({ pets: patient })('{ pet }', controller.signal);
    controller.abort();
    expect((await answer).data).toEqual({ pet: null });
  });

  test("not at all when it has gone before; that is nobody's fault", async () => {
    let isAsked = false;
    const pets: Answer = () => {
      isAsked = true;
      return { data: { pet: 'cat' } };
    };
    const { data, errors } = await federation({ pets })('{ pet }', AbortSignal.abort());
    expect([data, isAsked]).toEqual([{ pet: null }, false]);
    expect(errors).toMatchObject([{ path: ['pet'], extensions: { code: 'UNAVAILABLE' } }]);
  });

  test('a mutation goes on without its client', async () => {
    const controller = new AbortController();
    let isAborted: boolean | undefined;
    const people: Answer = ({ signal }) => {
      controller.abort();
      isAborted = signal?.aborted;
      return { data: { rename: person('1') } };
    };
    const { data } = await federation({ people })(
      'mutation { rename(name: "x") { name } }',
      controller.signal,
    );
    expect([data, isAborted]).toEqual([{ rename: { name: 'name of 1' } }, false]);
  });

  test('until the time of the request is up', async () => {
    const ask = federation({ pets: patient }, { requestTimeoutMs: 20 });
    const { data, errors } = await ask('{ pet }');
    expect(data).toEqual({ pet: null });
    expect(errors).toMatchObject([{ path: ['pet'], extensions: { code: 'TIMEOUT' } }]);
  });

  test('again only where that has no effect', async () => {
    const asked: unknown[] = [];
    const answer: Answer = ({ mayRepeat }) => {
      asked.push(mayRepeat);
      return { data: { rename: person('1'), person: person('1'), _entities: [{ pets: [] }] } };
    };
    const ask = federation({ people: answer, pets: answer });
    await ask('mutation { rename(name: "x") { name pets } }');
    await ask('{ person { name pets } }');
    // The mutation itself, the pets of who was renamed, a query, its pets.
    expect(asked).toEqual([false, true, true, true]);
  });
});
