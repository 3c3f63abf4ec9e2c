/** What becomes of a composed supergraph when it is loaded. */
import { describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse, print, printSchema } from 'graphql';
import { withArgumentTwins } from './argument-twins.ts';
import { overrideLabelsOf } from './override-labels.ts';
import { resolvableKeysFirst } from './resolvable-keys-first.ts';
import { UnsupportedSupergraphError } from './supergraph-faults.ts';
import { loadSupergraph } from './load-supergraph.ts';

const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${JSON.stringify(imports)})\n`;

function compose(subgraphs: Readonly<Record<string, string>>): string {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.test`,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

const posts = `${link('@key')}
  type Query { posts: [Post] }
  type Post @key(fields: "id") { id: ID! comments(limit: Int): [String] comments__r1: Int }`;
const authors = `${link('@key', '@external', '@requires')}
  type Post @key(fields: "id") {
    id: ID!
    comments(limit: Int): [String] @external
    first: Int @requires(fields: "comments(limit: 1)")
    all: Int @requires(fields: "comments")
    again: Int @requires(fields: "comments(limit: 1)")
  }`;

describe('features', () => {
  test('@context and @fromContext are refused with the reason', () => {
    const sdl = compose({
      a: `${link('@key', '@context', '@fromContext')}
        type Query { user: User }
        type User @key(fields: "id") @context(name: "user") { id: ID! locale: String child: Child }
        type Child @key(fields: "id") {
          id: ID!
          greeting(locale: String @fromContext(field: "$user { locale }")): String
        }`,
    });
    expect(() => loadSupergraph(sdl)).toThrow(UnsupportedSupergraphError);
    expect(() => loadSupergraph(sdl)).toThrow(/uses @context, which this gateway does not support/);
  });

  test('those about access and caches are loaded, and those about access are named', () => {
    const { apiSchema, accessRules } = loadSupergraph(
      compose({
        a: `${link('@key', '@authenticated', '@requiresScopes', '@policy', '@cacheTag', '@cost', '@listSize')}
          type Query {
            a: Int @authenticated @cost(weight: 5)
            b: [Int] @requiresScopes(scopes: [["s"]]) @listSize(assumedSize: 3)
            c: Int @policy(policies: [["p"]])
            d(id: ID!): Thing @cacheTag(format: "thing-{$args.id}")
          }
          type Thing @key(fields: "id") @cacheTag(format: "thing-{$key.id}") { id: ID! }`,
      }),
    );
    expect(accessRules.isEmpty).toBe(false);
    expect(Object.keys(apiSchema.getQueryType()?.getFields() ?? {})).toEqual(['a', 'b', 'c', 'd']);
  });

  test('what is no supergraph is refused', () => {
    expect(() => loadSupergraph('type Query { a: Int }')).toThrow(/core schema/);
    expect(() => loadSupergraph('type Query {')).toThrow(/Syntax Error/);
    expect(() => loadSupergraph('')).toThrow(/Syntax Error/);
  });
});

describe('twins of fields with arguments', () => {
  const sdl = compose({ posts, authors });

  test('there is one for each different arguments, under a name that nothing has', () => {
    const { twins } = withArgumentTwins(parse(sdl));
    expect([...twins.originals]).toEqual([
      ['comments__r2', 'comments'],
      ['comments__r3', 'comments'],
    ]);
    expect([...twins.neededFor('authors', 'Post', 'first')]).toEqual(['comments__r2']);
    expect([...twins.neededFor('authors', 'Post', 'again')]).toEqual(['comments__r2']);
    expect([...twins.neededFor('authors', 'Post', 'all')]).toEqual(['comments__r3']);
    expect([...twins.neededFor('posts', 'Post', 'first')]).toEqual([]);
  });

  test('clients do not see them', () => {
    const { apiSchema, fullSchema } = loadSupergraph(sdl);
    expect(printSchema(apiSchema) + printSchema(fullSchema)).not.toMatch(/comments__r[23]/);
  });

  test('a supergraph that needs none stays the same object', () => {
    const document = parse(compose({ posts }));
    expect(withArgumentTwins(document).document).toBe(document);
    expect(resolvableKeysFirst(document)).toBe(document);
  });
});

test('keys that the subgraph resolves come first, in the order they had', () => {
  const document = parse(`
    type T @join__type(graph: A, key: "a", resolvable: false) @tag(name: "t")
      @join__type(graph: A, key: "b") @join__type(graph: B, key: "c") { a: ID b: ID c: ID }`);
  const sorted = print(resolvableKeysFirst(document));
  const keys = [...sorted.matchAll(/key: "(\w)"/g)].map(([, key]) => key);
  expect(keys).toEqual(['b', 'c', 'a']);
});

test('labels of overrides are known, each once', () => {
  const move = (label: string) => `@override(from: "a", label: "${label}")`;
  const sdl = compose({
    a: `${link('@key')} type Query { t: T } type T @key(fields: "id") { id: ID! x: Int y: Int z: Int }`,
    b: `${link('@key', '@override')} type T @key(fields: "id") {
      id: ID! x: Int ${move('percent(5)')} y: Int ${move('beta')} z: Int ${move('beta')} }`,
  });
  expect(overrideLabelsOf(parse(sdl))).toEqual(['beta', 'percent(5)']);
});
