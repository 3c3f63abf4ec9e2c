/**
 * What the executor promises beyond equal answers: whom it asks, how often, and what the client sees
 * of failures. A small federation of two subgraphs whose answers each test decides.
 */
import { describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { type ExecutionResult, parse } from 'graphql';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { SourceRequest, SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { createExecutor } from './executor.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const sdl = {
  people: `${link}
    enum Mood { GOOD BAD }
    type Person @key(fields: "id") { id: ID! name: String mood: Mood age: Int email: String! }
    type Query { people: [Person!] person: Person }
    type Mutation { rename(name: String!): Person }
    type Subscription { renamed(after: String): Renaming }
    type Renaming { cursor: String! person: Person! }`,
  pets: `${link}
    type Person @key(fields: "id") { id: ID! pets: [Pet!]! }
    type Pet { name: String! }
    type Query { pet: Pet }`,
};
const supergraph = loadSupergraph(
  composeServices(
    Object.entries(sdl).map(([name, text]) => ({
      name,
      url: `http://${name}.test`,
      typeDefs: parse(text),
    })),
  ).supergraphSdl ?? '',
);

type Answer = (request: SourceRequest) => ExecutionResult | Promise<ExecutionResult>;

/** An executor whose subgraphs answer as told; `asked` collects what each was asked. */
function federation(answers: { people?: Answer; pets?: Answer; events?: ExecutionResult[] }) {
  const asked: { name: string; request: SourceRequest }[] = [];
  const source = (name: 'people' | 'pets'): SubgraphSource => ({
    name,
    async fetch(request) {
      asked.push({ name, request });
      return (await answers[name]?.(request)) ?? { data: {} };
    },
    async subscribe(request) {
      asked.push({ name, request });
      const events = answers.events ?? [];
      return (async function* () {
        yield* events;
      })();
    },
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  });
  const executor = createExecutor({
    supergraph,
    sources: new Map([
      ['people', source('people')],
      ['pets', source('pets')],
    ]),
    logger: testLogger(),
  });
  const ask = async (query: string, variables = {}) => {
    const result = await executor.execute({
      document: parse(query),
      variables,
      identity: testIdentity(),
    });
    return JSON.parse(JSON.stringify(result)) as {
      data?: unknown;
      errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
    };
  };
  return { executor, ask, asked };
}

const ada = { __typename: 'Person', id: '1', name: 'Ada' };

describe('entities', () => {
  test('equal ones are asked about once and all get the answer', async () => {
    const { ask, asked } = federation({
      people: () => ({ data: { people: [{ ...ada }, { ...ada, id: '2' }, { ...ada }] } }),
      pets: ({ variables }) => ({
        data: {
          _entities: (variables['representations'] as { id: string }[]).map(({ id }) => ({
            pets: [{ name: `pet of ${id}` }],
          })),
        },
      }),
    });
    const { data } = await ask('{ people { pets { name } } }');
    const pets = (id: string) => ({ pets: [{ name: `pet of ${id}` }] });
    expect(data).toEqual({ people: [pets('1'), pets('2'), pets('1')] });
    expect(asked[1]?.request.variables['representations']).toHaveLength(2);
  });

  test('a failing subgraph leaves the rest of the answer, with an error at its fields', async () => {
    const { ask } = federation({
      people: () => ({ data: { people: [{ ...ada }], person: { ...ada } } }),
      pets: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7')),
    });
    const { data, errors } = await ask('{ people { name pets { name } } person { name } }');
    expect(data).toEqual({ people: null, person: { name: 'Ada' } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: ['people', 0, 'pets'],
      extensions: { code: 'INTERNAL' },
    });
    expect(JSON.stringify(errors)).not.toContain('10.0.0.7');
  });

  test('one that its subgraph does not know is null, which is nobody’s fault', async () => {
    const { ask } = federation({
      people: () => ({ data: { person: { ...ada }, people: [{ ...ada }] } }),
      pets: ({ variables }) => ({
        data: { _entities: (variables['representations'] as object[]).map(() => null) },
      }),
    });
    expect(await ask('{ person { name pets { name } } }')).toEqual({ data: { person: null } });
    // Where it may not be null, the subgraph that refers to it breaks its word.
    const { data, errors } = await ask('{ people { pets { name } } }');
    expect(data).toEqual({ people: null });
    expect(errors).toMatchObject([{ path: ['people', 0], extensions: { code: 'INTERNAL' } }]);
  });

  test('errors of entities are placed where the entity stands', async () => {
    const { ask } = federation({
      people: () => ({ data: { people: [{ ...ada }, { ...ada, id: '2' }] } }),
      pets: () => ({
        data: { _entities: [{ pets: [] }, null] },
        errors: [
          {
            message: 'no pets',
            path: ['_entities', 1, 'pets'],
            extensions: { code: 'NOT_FOUND' },
          } as never,
        ],
      }),
    });
    const { errors } = await ask('{ people { pets { name } } }');
    expect(errors).toMatchObject([
      { message: 'no pets', path: ['people', 1, 'pets'], extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});

describe('values that the schema does not allow', () => {
  test.each([
    ['mood', 'ANGRY', null],
    ['mood', 3, null],
    ['age', '7', null],
    ['age', 2 ** 31, null],
    ['age', 1.5, null],
    ['name', 5, null],
    ['name', { first: 'Ada' }, null],
  ])('%s: %j becomes null, with an error', async (field, value, shown) => {
    const { ask } = federation({
      people: () => ({ data: { person: { ...ada, [field]: value } } }),
    });
    const { data, errors } = await ask(`{ person { ${field} } }`);
    expect(data).toEqual({ person: { [field]: shown } });
    expect(errors).toMatchObject([{ path: ['person', field], extensions: { code: 'INTERNAL' } }]);
  });

  test('a null that is forbidden takes its parent with it and is reported once', async () => {
    const { ask } = federation({ people: () => ({ data: { people: [{ ...ada, email: null }] } }) });
    const { data, errors } = await ask('{ people { name email } }');
    expect(data).toEqual({ people: null });
    expect(errors).toMatchObject([{ path: ['people', 0, 'email'] }]);
  });

  test('a list that is none, and an object that is none', async () => {
    const { ask } = federation({ people: () => ({ data: { people: 'all', person: 'Ada' } }) });
    const { data, errors } = await ask('{ people { name } person { name } }');
    expect(data).toEqual({ people: null, person: null });
    expect(errors).toHaveLength(2);
  });
});

describe('fields that a plan does not bring', () => {
  test('a subgraph that leaves out a field is not taken for one that answers null', async () => {
    const { ask } = federation({ people: () => ({ data: { person: { ...ada } } }) });
    const { data, errors } = await ask('{ person { name age } }');
    expect(data).toEqual({ person: { name: 'Ada', age: null } });
    expect(errors).toMatchObject([{ path: ['person', 'age'], extensions: { code: 'INTERNAL' } }]);
  });

  test('errors stand under the client’s name for the field', async () => {
    const { ask } = federation({
      people: ({ query }) => {
        const alias = /([\w]+):name/.exec(query)?.[1] ?? '';
        return {
          data: { person: { ...ada, [alias]: null } },
          errors: [{ message: 'secret', path: ['person', alias] } as never],
        };
      },
    });
    const { data, errors } = await ask('{ person { email: name } }');
    expect(data).toEqual({ person: { email: null } });
    expect(errors).toMatchObject([{ path: ['person', 'email'] }]);
  });

  test('a subgraph that fails is told at the client’s names for its fields', async () => {
    const { ask } = federation({ people: () => Promise.reject(new Error('down')) });
    const { data, errors } = await ask('{ pet: person { name } name: people { name } }');
    expect(data).toEqual({ pet: null, name: null });
    expect(errors?.map(({ path }) => path)).toEqual([['pet'], ['name']]);
  });

  test('a failure is told once, not again for each field that it cost', async () => {
    const { ask } = federation({
      people: () => ({ data: null, errors: [{ message: 'down', path: ['people'] } as never] }),
    });
    const { data, errors } = await ask('{ people { name } person { name } }');
    expect(data).toEqual({ people: null, person: null });
    expect(errors).toMatchObject([{ path: ['people'] }]);
  });
});

describe('documents', () => {
  test('__proto__ is a name like any other', async () => {
    const { ask } = federation({
      // As a subgraph does, it answers under the names that it was asked for.
      people: ({ query }) => {
        const alias = /([\w]+):name/.exec(query)?.[1];
        const answer = `{"person": {"__typename": "Person", "id": "1", "${alias}": "Ada"}}`;
        return { data: JSON.parse(answer) as Record<string, unknown> };
      },
    });
    const { data, errors } = await ask('{ person { __proto__: name } }');
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe('{"person":{"__proto__":"Ada"}}');
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  test('introspection is answered without any subgraph', async () => {
    const { ask, asked } = federation({});
    const { data } = await ask(
      '{ __schema { queryType { name } } t: __type(name: "Pet") { name } __typename }',
    );
    expect(data).toEqual({
      __schema: { queryType: { name: 'Query' } },
      t: { name: 'Pet' },
      __typename: 'Query',
    });
    expect(asked).toEqual([]);
  });

  test('introspection and data in one operation, also through a fragment', async () => {
    const { ask } = federation({ people: () => ({ data: { person: { ...ada } } }) });
    const { data } = await ask(
      '{ ...F person { name } } fragment F on Query { __type(name: "Pet") { name } }',
    );
    expect(data).toEqual({ __type: { name: 'Pet' }, person: { name: 'Ada' } });
  });

  test('skipping everything gives an empty answer', async () => {
    const { ask, asked } = federation({});
    const { data } = await ask('query ($no: Boolean!) { person @include(if: $no) { name } }', {
      no: false,
    });
    expect(data).toEqual({});
    expect(asked).toEqual([]);
  });

  test('a wrong variable is refused before any subgraph is asked', async () => {
    const { ask, asked } = federation({});
    const { data, errors } = await ask(
      'mutation ($name: String!) { rename(name: $name) { name } }',
      { name: 5 },
    );
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'name' } }]);
    expect(asked).toEqual([]);
  });

  test('a document is planned once and conditions choose among its plans', async () => {
    const { executor, asked } = federation({ people: () => ({ data: { person: { ...ada } } }) });
    const document = parse('query ($yes: Boolean!) { person { id name @include(if: $yes) } }');
    for (const yes of [true, false, true]) {
      await executor.execute({ document, variables: { yes }, identity: testIdentity() });
    }
    const [first, second, third] = asked.map(({ request }) => request.query);
    expect(first).toContain('name');
    expect(second).not.toContain('name');
    expect(third).toBe(first);
  });
});

describe('subscriptions', () => {
  test('fields of other subgraphs are filled in for each event', async () => {
    const event = (id: string) => ({
      data: {
        renamed: { person: { __typename: 'Person', id, name: `n${id}` }, arbiterCursor: `c${id}` },
      },
    });
    const { executor } = federation({
      events: [event('1'), event('2')],
      pets: ({ variables }) => ({
        data: {
          _entities: (variables['representations'] as { id: string }[]).map(({ id }) => ({
            pets: [{ name: id }],
          })),
        },
      }),
    });
    const results = await executor.subscribe({
      document: parse('subscription { renamed { person { name pets { name } } } }'),
      identity: testIdentity(),
    });
    const seen: unknown[] = [];
    for await (const result of results as AsyncIterable<ExecutionResult>)
      seen.push(JSON.parse(JSON.stringify(result)));
    const renamed = (id: string) => ({
      data: { renamed: { person: { name: `n${id}`, pets: [{ name: id }] } } },
    });
    expect(seen).toEqual([renamed('1'), renamed('2')]);
  });

  test('the subgraph is asked for the cursor, which the client does not see', async () => {
    const { executor, asked } = federation({
      events: [{ data: { renamed: { person: { name: 'x' }, arbiterCursor: 'c' } } }],
    });
    const results = await executor.subscribe({
      document: parse('subscription { renamed { person { name } } }'),
      identity: testIdentity(),
    });
    for await (const result of results as AsyncIterable<ExecutionResult>) {
      expect(JSON.stringify(result)).not.toContain('arbiterCursor');
    }
    expect(asked[0]?.request.query).toContain('arbiterCursor:cursor');
  });

  test('a result without data ends the stream with its errors', async () => {
    const { executor } = federation({
      events: [
        {
          errors: [
            { message: 'gap', extensions: { code: 'SUBSCRIPTION_GAP', cursor: 'c9' } } as never,
          ],
        },
      ],
    });
    const results = await executor.subscribe({
      document: parse('subscription { renamed { person { name } } }'),
      identity: testIdentity(),
    });
    for await (const result of results as AsyncIterable<ExecutionResult>) {
      expect(result.data).toBeUndefined();
      expect(result.errors?.[0]?.extensions).toMatchObject({
        code: 'SUBSCRIPTION_GAP',
        cursor: 'c9',
      });
    }
  });
});
