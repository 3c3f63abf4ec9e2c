/**
 * `@defer` over HTTP as clients meet it: the bytes, what comes first, what belongs together, what
 * goes wrong, and who leaves early.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type HeldFederation, startHeldFederation } from '../support/held-federation.ts';
import { openEventStream, openSocketStream } from '../support/streams.ts';
import { until } from '../support/until.ts';

const parts = 'multipart/mixed;deferSpec=20220824, application/json';
/** How long a test waits for one part. */
const partTimeoutMs = 10_000;

let world: HeldFederation;
beforeEach(async () => {
  world = await startHeldFederation();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

interface Part {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
  readonly hasNext?: boolean;
  readonly incremental?: readonly Record<string, unknown>[];
}

/** Sends an operation and reads the response part by part. */
async function ask(query: string, { variables = {}, accept = parts } = {}) {
  const outgoing = request(`${world.url}/graphql`, {
    method: 'POST',
    // A connection of its own, which the server does not keep for another request.
    agent: false,
    headers: { 'content-type': 'application/json', accept },
  });
  outgoing.on('error', () => undefined);
  outgoing.end(JSON.stringify({ query, variables }));
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  response.on('error', () => undefined);
  const boundary = '\r\n---';
  let text = '';
  let read = 0;
  let isOver = false;
  response.on('data', (chunk: string) => (text += chunk));
  response.on('close', () => (isOver = true));
  return {
    response,
    leave: () => outgoing.destroy(),
    all: async () => {
      await until('the end', () => isOver, partTimeoutMs);
      return text;
    },
    async next(): Promise<Part> {
      const end = await until(
        'a part',
        () => {
          const found = text.indexOf(boundary, text.indexOf('{', read));
          return text.includes('{', read) && found !== -1 ? found : null;
        },
        partTimeoutMs,
      );
      const body = text.slice(text.indexOf('{', read), end);
      read = end + boundary.length;
      return JSON.parse(body) as Part;
    },
  };
}

async function allParts(query: string, variables = {}): Promise<Part[]> {
  const { next } = await ask(query, { variables });
  const found = [await next()];
  while (found.at(-1)?.hasNext) found.push(await next());
  return found;
}

const deferredMotto = '{ person(id: "bob") { name ... @defer(label: "later") { motto } } }';

describe('form', () => {
  test('the bytes', async () => {
    const { response, all } = await ask(deferredMotto);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(
      'multipart/mixed; boundary="-"; deferSpec=20220824',
    );
    const head = 'content-type: application/json; charset=utf-8\r\n\r\n';
    expect(await all()).toBe(
      `\r\n---\r\n${head}{"data":{"person":{"name":"Bob"}},"hasNext":true}\r\n---\r\n${head}` +
        '{"hasNext":false,"incremental":[{"data":{"motto":"On."},"path":["person"],"label":"later"}]}' +
        '\r\n-----\r\n',
    );
  });

  test.each([
    ['Apollo Client', 'multipart/mixed;deferSpec=20220824,application/json;q=0.9'],
    [
      'urql',
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    ],
  ])('is given to %s', async (_client, accept) => {
    const { response, next } = await ask(deferredMotto, { accept });
    expect(response.headers['content-type']).toMatch(/^multipart\/mixed; boundary="-"/);
    expect(await next()).toMatchObject({ hasNext: true });
  });

  test.each([
    'application/json',
    '*/*',
    'application/graphql-response+json',
    'multipart/mixed;subscriptionSpec=1.0, application/json',
    'multipart/mixed;deferSpec=20220824;q=0, application/json',
    'multipart/mixed;incrementalSpec=v0.1, application/json',
  ])('is not given to a client of %s', async (accept) => {
    const { response, all } = await ask(deferredMotto, { accept });
    expect(response.headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
    expect(JSON.parse(await all())).toEqual({ data: { person: { name: 'Bob', motto: 'On.' } } });
  });

  test.each([
    ['WebSocket', openSocketStream],
    ['event stream', openEventStream],
  ])('nor over %s', async (_protocol, openStream) => {
    const stream = openStream(world.url, deferredMotto);
    expect(await stream.next()).toEqual({ data: { person: { name: 'Bob', motto: 'On.' } } });
    await stream.close();
  });

  test('is in the schema that clients see', async () => {
    const { all } = await ask('{ __schema { directives { name locations description } } }');
    const { data } = JSON.parse(await all()) as { data: { __schema: { directives: object[] } } };
    expect(data.__schema.directives).toContainEqual({
      name: 'defer',
      locations: ['FRAGMENT_SPREAD', 'INLINE_FRAGMENT'],
      description: expect.stringContaining('multipart/mixed'),
    });
  });

  test('nor when the object that it belongs to is not there', async () => {
    const { all } = await ask('{ person(id: "eve") { name ... @defer { motto } } }');
    expect(JSON.parse(await all())).toEqual({ data: { person: null } });
  });
});

describe('what comes when', () => {
  test('the first part does not wait for what is deferred', async () => {
    world.hold('works');
    const { next } = await ask(deferredMotto);
    expect(await next()).toEqual({ data: { person: { name: 'Bob' } }, hasNext: true });
    world.release('works');
    expect(await next()).toMatchObject({ hasNext: false });
  });

  test('each deferred part comes when it is there, not in the order of the document', async () => {
    world.hold('works');
    const { next } = await ask(
      '{ person(id: "bob") { id ... @defer(label: "slow") { motto } ... @defer(label: "quick") { name } } }',
    );
    expect(await next()).toMatchObject({ hasNext: true });
    expect(await next()).toEqual({
      incremental: [{ data: { name: 'Bob' }, path: ['person'], label: 'quick' }],
      hasNext: true,
    });
    world.release('works');
    expect(await next()).toEqual({
      incremental: [{ data: { motto: 'On.' }, path: ['person'], label: 'slow' }],
      hasNext: false,
    });
  });

  test('a deferred fetch begins as soon as what it needs is there', async () => {
    world.hold('scores');
    const query = `{ person(id: "ada") { name works { title score } ... @defer { motto } } }`;
    const response = ask(query);
    // Works and, for the deferred part, the motto: while the first part still waits for the scores.
    await until('both', () => world.asked('works') === 2 && world.asked('scores') === 1);
    world.release('scores');
    expect(await (await response).next()).toMatchObject({ hasNext: true });
  });

  test('what is deferred inside what is deferred comes after it', async () => {
    world.hold('scores');
    const { next } = await ask(`{
      person(id: "ada") {
        name
        ... @defer(label: "works") { works { title ... @defer(label: "scores") { score } } }
      }
    }`);
    expect(await next()).toEqual({ data: { person: { name: 'Ada' } }, hasNext: true });
    expect(await next()).toEqual({
      incremental: [
        {
          data: { works: [{ title: 'Notes' }, { title: null }] },
          path: ['person'],
          label: 'works',
        },
      ],
      hasNext: true,
    });
    world.release('scores');
    expect(await next()).toEqual({
      incremental: [
        { data: { score: 5 }, path: ['person', 'works', 0], label: 'scores' },
        { data: { score: 3 }, path: ['person', 'works', 1], label: 'scores' },
      ],
      hasNext: false,
    });
  });
});

describe('conditions and fragments', () => {
  const conditional =
    'query ($late: Boolean!) { person(id: "bob") { name ... @defer(if: $late) { motto } } }';

  test('`if` with a variable', async () => {
    expect(await allParts(conditional, { late: true })).toHaveLength(2);
    const { response, all } = await ask(conditional, { variables: { late: false } });
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(await all())).toEqual({ data: { person: { name: 'Bob', motto: 'On.' } } });
  });

  test('@skip goes before @defer', async () => {
    const { all } = await ask(
      '{ person(id: "bob") { name ... @defer @skip(if: true) { motto } } }',
    );
    expect(JSON.parse(await all())).toEqual({ data: { person: { name: 'Bob' } } });
  });

  test('one fragment in two places is two parts', async () => {
    const [first, ...rest] = await allParts(`
      { a: person(id: "ada") { ...Motto } b: person(id: "bob") { ...Motto } }
      fragment Motto on Person { name ... @defer(label: "motto") { motto } }
    `);
    expect(first).toMatchObject({ data: { a: { name: 'Ada' }, b: { name: 'Bob' } } });
    const incremental = rest.flatMap((part) => part.incremental ?? []);
    expect(incremental).toHaveLength(2);
    expect(incremental).toEqual(
      expect.arrayContaining([
        { data: { motto: null }, path: ['a'], label: 'motto' },
        { data: { motto: 'On.' }, path: ['b'], label: 'motto' },
      ]),
    );
  });

  test('everything deferred leaves empty objects', async () => {
    const [first, last] = await allParts('{ people { ... @defer { name } } }');
    expect(first).toEqual({ data: { people: [{}, {}] }, hasNext: true });
    expect(last).toEqual({
      incremental: [
        { data: { name: 'Ada' }, path: ['people', 0] },
        { data: { name: 'Bob' }, path: ['people', 1] },
      ],
      hasNext: false,
    });
  });

  test('the root of a query can be deferred', async () => {
    expect(await allParts('{ __typename ... @defer { people { name } } }')).toEqual([
      { data: { __typename: 'Query' }, hasNext: true },
      {
        incremental: [{ data: { people: [{ name: 'Ada' }, { name: 'Bob' }] }, path: [] }],
        hasNext: false,
      },
    ]);
  });

  test('of a mutation what it gives back, and it runs once', async () => {
    const [first, last] = await allParts(
      'mutation { rename(id: "bob", name: "Rob") { name ... @defer { motto } } }',
    );
    expect(first).toEqual({ data: { rename: { name: 'Rob' } }, hasNext: true });
    expect(last?.incremental).toEqual([{ data: { motto: 'On.' }, path: ['rename'] }]);
    expect(world.asked('people')).toBe(1);
  });

  test('more fragments than one answer may have parts are answered in one', async () => {
    const many = Array.from({ length: 26 }, (_, i) => `... @defer(label: "${i}") { motto }`);
    const { response, all } = await ask(`{ person(id: "bob") { name ${many.join(' ')} } }`);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(await all())).toEqual({ data: { person: { name: 'Bob', motto: 'On.' } } });
  });

  test.each([
    [
      'a label twice',
      '{ person(id: "a") { ... @defer(label: "x") { id } ... @defer(label: "x") { name } } }',
    ],
    [
      'a label in a variable',
      'query ($x: String) { person(id: "a") { ... @defer(label: $x) { id } } }',
    ],
    ['the root of a mutation', 'mutation { ... @defer { rename(id: "a", name: "b") { id } } }'],
  ])('refused: %s', async (_what, query) => {
    const { response, all } = await ask(query);
    expect(response.statusCode).toBe(200);
    const { errors } = JSON.parse(await all()) as { errors: object[] };
    expect(errors[0]).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  });

  test('a variable of the wrong type is refused, once', async () => {
    const { response, all } = await ask(conditional, { variables: { late: 'x' } });
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    const { data, errors } = JSON.parse(await all()) as { data?: unknown; errors: object[] };
    expect([data, errors.length]).toEqual([undefined, 1]);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'late' } });
  });
});

describe('what goes wrong', () => {
  test('a subgraph that is away leaves its fields null, with an error in that part', async () => {
    world.takeAway('works');
    const [first, last] = await allParts(deferredMotto);
    expect(first).toEqual({ data: { person: { name: 'Bob' } }, hasNext: true });
    expect(last?.incremental).toEqual([
      {
        data: { motto: null },
        path: ['person'],
        label: 'later',
        errors: [expect.objectContaining({ path: ['person', 'motto'] })],
      },
    ]);
  });

  test('a null that the schema forbids reaches no further than the part it is in', async () => {
    const [first, ...rest] = await allParts(
      '{ people { name works { title ... @defer { score } } } }',
    );
    expect(first).toMatchObject({ data: { people: [{ name: 'Ada' }, { name: 'Bob' }] } });
    const song = rest.flatMap((part) => part.incremental ?? []).find(({ data }) => data === null);
    expect(song).toEqual({
      data: null,
      path: ['people', 1, 'works', 0],
      errors: [expect.objectContaining({ path: ['people', 1, 'works', 0, 'score'] })],
    });
    // It is told once, at the object that it is about.
    expect(JSON.stringify(rest).match(/"errors"/g)).toHaveLength(1);
  });

  test('what the first part has lost has no parts of its own', async () => {
    const { all } = await ask('{ person(id: "bob") { works { score ... @defer { title } } } }');
    expect(JSON.parse(await all())).toMatchObject({ data: { person: null }, errors: [{}] });
  });

  test('a client that leaves stops what has not begun', async () => {
    const query =
      '{ person(id: "ada") { name ... @defer { works { title ... @defer { score } } } } }';
    const served: ServerResponse[] = [];
    const remember = (message: unknown) => {
      served.push((message as { response: ServerResponse }).response);
    };
    subscribe('http.server.request.start', remember);
    world.hold('works');
    const { next, leave } = await ask(query);
    await next();
    unsubscribe('http.server.request.start', remember);
    leave();
    await until('the server to notice', () => served[0]?.destroyed);
    world.release('works');
    await (await ask('{ person(id: "ada") { works { id } } }')).all();
    expect(world.asked('scores')).toBe(0);
    // The same for a client that stays.
    expect((await allParts(query)).at(-1)?.hasNext).toBe(false);
    expect(world.asked('scores')).toBe(1);
  });

  test('a supergraph that is replaced lets the parts come as they were planned', async () => {
    world.hold('works');
    const { next } = await ask(
      '{ person(id: "ada") { name ... @defer { works { title ... @defer { score } } } } }',
    );
    await next();
    world.reload();
    world.release('works');
    const parts: Part[] = [];
    do parts.push(await next());
    while (parts.at(-1)?.hasNext);
    const incremental = parts.flatMap((part) => part.incremental ?? []);
    expect(incremental.map(({ data }) => data)).toEqual([
      { works: [{ title: 'Notes' }, { title: null }] },
      { score: 5 },
      { score: 3 },
    ]);
    expect(JSON.stringify(incremental)).not.toContain('errors');
  });

  test('a server that stops lets the parts come first', async () => {
    world.hold('works');
    const { next } = await ask(deferredMotto);
    await next();
    const stopped = world[Symbol.asyncDispose]();
    expect(await next()).toMatchObject({ hasNext: false });
    await stopped;
    world = await startHeldFederation();
  });
});
