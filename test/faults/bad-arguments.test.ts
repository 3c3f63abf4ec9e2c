/**
 * Goal: whatever value an argument has, of any field there is, it is stored or refused by name, and
 * nothing of a refused one is kept or told. Method: one real server; every argument of the API in
 * turn, with the rest as small as it may be.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type GraphQLObjectType, buildSchema } from 'graphql';
import { maxArgumentDepth } from '@arbiter/server/graphql/input-guard.ts';
import { projectRoot } from '../support/arbiter-process.ts';
import { type ArgumentCase, walkArguments } from '../support/argument-walk.ts';
import { type BesiegedServer, type Refusal, startBesieged } from '../support/besieged-server.ts';
import { askGraphql, postGraphql } from '../support/http.ts';

jest.setTimeout(120_000);

const schema = buildSchema(readFileSync(`${projectRoot}/schema/api.graphql`, 'utf8'));
const queries = walkArguments(schema.getQueryType() as GraphQLObjectType);
const cases = [...queries, ...walkArguments(schema.getMutationType() as GraphQLObjectType)];
const casesOf = (...types: string[]) => cases.filter(({ type }) => types.includes(type));

const running = new AsyncDisposableStack();
let server: BesiegedServer;
let before: Readonly<Record<string, number>>;
beforeAll(async () => {
  server = running.use(await startBesieged());
  before = await server.countRows();
});
afterAll(() => running.disposeAsync());

/** What is said to each case whose leaf has this value, by field and path. */
async function giveEach(
  some: readonly ArgumentCase[],
  value: unknown,
): Promise<Record<string, Refusal>> {
  const answers: Record<string, Refusal> = {};
  for (const { document, field, path, variables } of some) {
    answers[`${field} ${path}`] = await server.operate(document, variables(value));
  }
  return answers;
}

/** That each is BAD_USER_INPUT naming its leaf, or what else of it `fieldOf` says. */
function eachRefused(
  some: readonly ArgumentCase[],
  fieldOf: (path: string) => string = (path) => path,
): Record<string, unknown> {
  const refused = (path: string) =>
    expect.objectContaining({ code: 'BAD_USER_INPUT', field: fieldOf(path) });
  const entries = some.map(({ field, path }) => [`${field} ${path}`, refused(path)]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

test('the walk finds them', () => {
  const found = cases.map(({ field, path }) => `${field} ${path}`);
  expect(found).toContain('createAgent input.name');
  expect(found).toContain('createAgent input.capabilities[0]');
  expect(found).toContain('agents first');
  for (const type of ['String', 'ID', 'JSON', 'DateTime', 'Float', 'Int']) {
    expect(casesOf(type).length).toBeGreaterThan(3);
  }
});

describe('refused by name, whichever argument it is', () => {
  test.each([
    ['NUL', 'a\0b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', '\udfff'],
  ])('text with %s', async (_, text) => {
    const some = casesOf('String', 'ID');
    expect(await giveEach(some, text)).toEqual(eachRefused(some));
  });

  test.each([
    ['text with NUL inside', { note: 'a\0b' }, (path: string) => `${path}.note`],
    ['a key with a lone surrogate', { 'k\ud800': 1 }, (path: string) => path],
    [
      '80 levels',
      nested(80),
      (path: string) => `${path}${'.a'.repeat(maxArgumentDepth - levelsOf(path))}`,
    ],
    ['more than 1 MB', 'x'.repeat(1_000_001), memberOf],
  ])('JSON with %s', async (_, value, fieldOf) => {
    const some = casesOf('JSON');
    expect(await giveEach(some, value)).toEqual(eachRefused(some, fieldOf));
  });

  test.each([
    ...['+275760-09-13T00:00:00.000Z', '10000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ...['2026-02-30T00:00:00Z', 'soon'],
  ])('the time %s', async (time) => {
    const some = casesOf('DateTime');
    expect(await giveEach(some, time)).toEqual(eachRefused(some));
  });

  test('a number that is none: 1e999 in the variables', async () => {
    const marked = '"\u{1f4a3}"';
    const numbers = casesOf('Int', 'Float');
    const objects = casesOf('JSON');
    const send = async ({ document: query, variables }: ArgumentCase, value: unknown) => {
      const body = JSON.stringify({ query, variables: variables(value) });
      return server.post('/graphql', body.replace(marked, '1e999'));
    };
    for (const each of numbers) {
      const refusal = await send(each, JSON.parse(marked));
      expect({ [each.field]: refusal }).toEqual({
        [each.field]: expect.objectContaining({ code: 'BAD_USER_INPUT', field: each.path }),
      });
    }
    for (const each of objects) {
      const refusal = await send(each, { n: [JSON.parse(marked)] });
      expect({ [each.field]: refusal }).toEqual({
        [each.field]: expect.objectContaining({
          code: 'BAD_USER_INPUT',
          field: `${each.path}.n[0]`,
        }),
      });
    }
  });

  test('the cursor of another list', async () => {
    const cursors = await askGraphql<Record<string, { pageInfo: { endCursor: string } }>>(
      server.url,
      `{ agents(first: 1) { pageInfo { endCursor } } auditRecords(first: 1) { pageInfo { endCursor } } }`,
    );
    const cursorOf = (list: string) => cursors[list]?.pageInfo.endCursor;
    const lists = cases.filter(({ path }) => path === 'after');
    const others = lists.filter(({ field }) => field !== 'agents');
    expect(others.length).toBeGreaterThan(5);
    expect(await giveEach(others, cursorOf('agents'))).toEqual(eachRefused(others));
    const agents = lists.filter(({ field }) => field === 'agents');
    expect(await giveEach(agents, cursorOf('auditRecords'))).toEqual(eachRefused(agents));
    expect(await giveEach(lists, 'no cursor at all')).toEqual(eachRefused(lists));
  });
});

describe('refused in the document', () => {
  const agent = (metadata: string) =>
    `mutation { createAgent(input: { name: "x", type: GENERAL_PURPOSE, metadata: ${metadata} }) { agent { id } } }`;
  test.each([
    ['1e999 in JSON', agent('{ n: 1e999 }'), 'BAD_USER_INPUT'],
    ['NUL in JSON', agent('{ n: "\\u0000" }'), 'BAD_USER_INPUT'],
    ['200 levels of JSON', agent('{ a: '.repeat(200) + '1' + ' }'.repeat(200)), 'BAD_USER_INPUT'],
    ['200 lists of JSON', agent('['.repeat(200) + ']'.repeat(200)), 'BAD_USER_INPUT'],
    ['a lone surrogate', agent('{ n: "\\ud800" }'), 'GRAPHQL_PARSE_FAILED'],
    ['NaN for an Int', '{ agents(first: NaN) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['1e999 for an Int', '{ agents(first: 1e999) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['200 levels of fields', `${'{ a '.repeat(200)}${'}'.repeat(200)}`, 'BAD_USER_INPUT'],
    ['100,000 levels of fields', '{a'.repeat(100_000), 'BAD_USER_INPUT'],
    ['100,000 levels of JSON', agent('['.repeat(100_000)), 'BAD_USER_INPUT'],
  ])('%s', async (_, document, code) => {
    expect(await server.operate(document)).toMatchObject({ code });
  });

  test('a word that an enum does not have, telling those that it has', async () => {
    const document =
      'mutation { createAgent(input: { name: "x", type: WIZARD }) { agent { id } } }';
    const { errors } = await postGraphql(server.url, document);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      allowed: ['BACKEND_ENGINEER', 'QA_TEST_GUARDIAN', 'DEVOPS_DEPLOYER', 'GENERAL_PURPOSE'],
    });
  });

  test('200 levels that the schema allows are answered or refused', async () => {
    const levels = 200;
    const type = `${'{ name ofType '.repeat(levels)}{ name }${' }'.repeat(levels)}`;
    const { status } = await server.operate(`{ __schema { types { fields { type ${type} } } } }`);
    expect([200, 400]).toContain(status);
  });
});

describe('afterwards', () => {
  test('nothing is stored, nothing was told that should not be, and it serves', async () => {
    expect(await server.countRows()).toEqual(before);
    expect(server.indiscretions()).toEqual([]);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    expect(server.arbiter.output()).not.toContain('"level":"error"');
  });
});

/** The argument's own member, which has to be put elsewhere when it is too large. */
function memberOf(path: string): string {
  return /^[^.[]+(\.[^.[]+)?/.exec(path)?.[0] ?? path;
}

/** How deep in its argument a path lies. */
function levelsOf(path: string): number {
  return path.match(/[.[]/g)?.length ?? 0;
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}
