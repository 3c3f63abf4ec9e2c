/**
 * `npm run gateway` over a supergraph of other people: two small GraphQL servers that know nothing of
 * Arbiter. The real process, without a database, a bus or a key.
 */
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type ServingArbiter, spawnArbiter } from '../support/arbiter-process.ts';
import {
  type ForeignFederation,
  gatewayCommand,
  startForeignFederation,
  startForeignGateway,
} from '../support/foreign-federation.ts';
import { askGraphql, postGraphql } from '../support/http.ts';
import { ownLines } from '../support/npm-output.ts';
import { openEventStream, openSocketStream } from '../support/streams.ts';
import { until } from '../support/until.ts';

jest.setTimeout(60_000);

let world: ForeignFederation;
let gateway: ServingArbiter;
const resources = new AsyncDisposableStack();
beforeAll(async () => {
  world = resources.use(await startForeignFederation());
  gateway = resources.use(await startForeignGateway(world.file));
});
afterAll(() => resources.disposeAsync());

describe('a foreign supergraph', () => {
  test('answers a query over both subgraphs, which are told nothing of Arbiter', async () => {
    expect(await askGraphql(gateway.url, '{ books { title reviews { stars } } }')).toEqual({
      books: [
        { title: 'Emma', reviews: [{ stars: 1 }] },
        { title: 'Ulysses', reviews: [{ stars: 2 }] },
        { title: 'Dracula', reviews: [{ stars: 3 }] },
      ],
    });
    const headers = [...world.shelves[0].requests, ...world.reviews.requests];
    expect(headers.length).toBeGreaterThan(1);
    expect(JSON.stringify(headers)).not.toMatch(/arbiter/i);
  });

  test('answers a mutation and introspection, and refuses what its schema does not have', async () => {
    expect(await askGraphql(gateway.url, 'mutation { addBook(title: "Faust") { title } }')).toEqual(
      {
        addBook: { title: 'Faust' },
      },
    );
    const { __schema: schema } = await askGraphql<{ __schema: { types: { name: string }[] } }>(
      gateway.url,
      '{ __schema { types { name } } }',
    );
    expect(schema.types.map(({ name }) => name)).toContain('Loan');
    const { errors } = await postGraphql(gateway.url, '{ workflows { nodes { id } } }');
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('is ready when it serves, and has no endpoints of Arbiter’s records', async () => {
    const statusOf = async (path: string) => (await fetch(`${gateway.url}${path}`)).status;
    const ready = await fetch(`${gateway.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', services: {} }]);
    expect(await statusOf('/health')).toBe(200);
    expect(await statusOf('/metrics')).toBe(200);
    expect(await statusOf('/')).toBe(200);
    expect(await statusOf('/api/v1/lineage')).toBe(404);
  });

  test.each([
    ['WebSocket', openSocketStream],
    ['event stream', openEventStream],
  ])('delivers events, with fields of the other subgraph, over a %s', async (_, open) => {
    const query = `subscription ($on: Boolean!) {
      lent @include(if: $on) { number book { title reviews { stars } } }
    }`;
    const before = world.shelves[0].subscriptions();
    const stream = open(gateway.url, query, { on: true });
    const next = stream.next();
    await until('it is subscribed', () => world.shelves[0].subscriptions() > before);
    const number = world.lend();
    const { data } = await next;
    expect(data?.['lent']).toMatchObject({
      number,
      book: { title: expect.any(String), reviews: [{ stars: expect.any(Number) }] },
    });
    await stream.close();
    // The subgraph is told at once, not with the next event.
    await until('it is left', () => world.shelves[0].subscriptions() === before);
  });

  test('a subgraph that is away takes only its own fields along', async () => {
    await using other = await startForeignFederation();
    await using over = await startForeignGateway(other.file);
    await other.reviews[Symbol.asyncDispose]();
    const { data, errors } = await postGraphql(
      over.url,
      '{ books { title } bestReview { stars } }',
    );
    expect(data).toMatchObject({ books: [{ title: 'Emma' }, {}, {}], bestReview: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    expect((await fetch(`${over.url}/ready`)).status).toBe(200);
  });
});

describe('what cannot be started', () => {
  const refusalOf = async (env: Readonly<Record<string, string>>, ...args: string[]) => {
    await using process = spawnArbiter({ command: [...gatewayCommand, ...args], env });
    const { code, stderr } = await process.ended;
    return { code, lines: ownLines(stderr) };
  };

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no file is named', {}, /^SUPERGRAPH_FILE: must be the path of a composed supergraph/],
    [
      'there is no file',
      { SUPERGRAPH_FILE: '/nowhere.graphql' },
      /^The supergraph \/nowhere.*ENOENT/,
    ],
    ['a folder is named', { SUPERGRAPH_FILE: '/' }, /^The supergraph \/ cannot be read \(EISDIR\)/],
    ['the port is none', { SUPERGRAPH_FILE: '/', PORT: 'x' }, /^PORT: must be a whole number/],
    [
      'others could connect',
      { SUPERGRAPH_FILE: '/', HOST: '0.0.0.0' },
      /^HOST=0\.0\.0\.0: .*loopback/,
    ],
    [
      'the key is none',
      { SUPERGRAPH_FILE: '/', ARBITER_SIGNING_KEY: 'x' },
      /^ARBITER_SIGNING_KEY: /,
    ],
  ])('%s: one line, and exit 1', async (_, env, line) => {
    expect(await refusalOf(env)).toEqual({ code: 1, lines: [expect.stringMatching(line)] });
  });

  test.each<[string, (sdl: string) => string, RegExp]>([
    ['is empty', () => '', /^The supergraph \/.* is empty\. Put a composed supergraph there\.$/],
    [
      'is half written',
      (sdl) => sdl.slice(0, sdl.lastIndexOf('{') + 1),
      /is broken, or not written to its end/,
    ],
    ['is a plain schema', () => 'type Query { a: Int }', /cannot be served: .*Federation 2/],
    ['uses @context', composeWithContext, /uses @context, which this gateway does not support/],
    [
      'has a subgraph without an address',
      (sdl) => sdl.replace(/(name: "reviews", url: )"[^"]+"/, '$1""'),
      /says of the subgraph reviews that it is at "".*routing_url/,
    ],
  ])('a file that %s: one line, and exit 1', async (_, change, line) => {
    await using other = await startForeignFederation();
    await writeFile(other.file, change(other.compose()));
    expect(await refusalOf({ SUPERGRAPH_FILE: other.file })).toEqual({
      code: 1,
      lines: [expect.stringMatching(line)],
    });
  });

  test('--help explains the settings; other arguments are refused', async () => {
    await using process = spawnArbiter({ command: [...gatewayCommand, '--help'] });
    const { code, stdout } = await process.ended;
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/npm run gateway[^]*SUPERGRAPH_FILE/),
    ]);
    expect(await refusalOf({}, 'supergraph.graphql')).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/no such argument/)],
    });
  });
});

/** What Apollo's composition makes of subgraphs that hand a value down to a field. */
function composeWithContext(): string {
  const link = (imports: string) =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: [${imports}])`;
  const users = `${link('"@key", "@context", "@fromContext"')}
    type Query { user: User }
    type User @key(fields: "id") @context(name: "user") { id: ID! locale: String cart: Cart! }
    type Cart @key(fields: "id") {
      id: ID!
      total(locale: String @fromContext(field: "$user { locale }")): String
    }`;
  const carts = `${link('"@key"')} type Cart @key(fields: "id") { id: ID! }`;
  const { supergraphSdl, errors } = composeServices(
    Object.entries({ users, carts }).map(([name, sdl]) => ({
      name,
      url: `http://127.0.0.1:9/${name}`,
      typeDefs: parse(sdl),
    })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}
