/** Goal: the linter of the SDL finds what breaks its conventions, and leaves what keeps them. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { root } from './support/tool.ts';

const eslint = createRequire(import.meta.url).resolve('eslint/package.json');

/** The broken rules as `<line> <rule>`, as if the SDL were a file of a subgraph. */
function lint(sdl: string): string[] {
  const bin = eslint.replace('package.json', 'bin/eslint.js');
  const args = ['--stdin', '--stdin-filename', 'schema/xai/planted.graphql', '--format', 'json'];
  const options = { cwd: root, input: sdl.trim(), encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync(process.execPath, [bin, ...args], options);
  if (!stdout) throw new Error(stderr);
  const [file] = JSON.parse(stdout) as { messages: { line: number; ruleId: string | null }[] }[];
  return (file?.messages ?? []).map(({ line, ruleId }) => `${line} ${ruleId}`);
}

test('what keeps the conventions passes', () => {
  const sdl = `
"A thing."
type Thing @key(fields: "id") {
  "Identifier."
  id: ID!
  "Its parts."
  parts("Page size." first: Int = 20, "Cursor." after: String, "Only these." names: [String!]): PartConnection!
}
"A page."
type PartConnection { "E." edges: [PartEdge!]! "N." nodes: [Part!]! "P." pageInfo: PageInfo! "C." count: Int! }
"In a list."
type PartEdge { "C." cursor: String! "N." node: Part! }
"Of a graph."
type GraphEdge { "F." from: ID! "T." to: ID! }
extend type Mutation {
  "Makes a thing. Needs the scope \`thing:write\`."
  createThing("What to make." input: CreateThingInput!): CreateThingPayload
}
extend type Subscription {
  "Things as they are made."
  thingMade("Where to go on." after: String): ThingMade!
}`;
  expect(lint(sdl)).toEqual([]);
});

test('our own rules find what breaks them', () => {
  const sdl = `
type Thing @key(fields: "name") { "Id." id: ID! "Name." name: String! }
type Other { "Id." id: String! }
extend type Mutation {
  "Two arguments." createA("A." input: CreateAInput!, "B." key: String): CreateAPayload
  "Another name." createB("B." command: CreateBInput!): CreateBPayload
  "Another type." createC("C." input: CreateC!): CreateCPayload
  "Required." createD("D." input: CreateDInput!): CreateDPayload!
}
extend type Subscription {
  "No cursor." a: A!
  "Nullable." b("A." after: String): A
}
extend type Query {
  "Not paged." as: AConnection!
  "No default." bs("F." first: Int, "A." after: String): BConnection!
}
type CConnection { "E." edges: [CEdge]! "N." nodes: [C!]! "P." pageInfo: PageInfo! }
type CEdge { "C." cursor: ID! "N." node: C! }`;
  expect(lint(sdl)).toEqual([
    '1 arbiter/entity-key',
    '2 arbiter/entity-key',
    ...[4, 5, 6, 7].map((line) => `${line} arbiter/mutation-shape`),
    ...[10, 11].map((line) => `${line} arbiter/subscription-shape`),
    ...[14, 15].map((line) => `${line} arbiter/page-arguments`),
    '17 arbiter/connection-shape',
    '18 arbiter/edge-shape',
  ]);
});

test('descriptions, names and reasons are asked for', () => {
  const sdl = `
enum thing_kind { red }
type Thing { count(Big: Int): Int "Old." old: Int @deprecated }`;
  expect(lint(sdl).sort()).toEqual([
    '1 @graphql-eslint/naming-convention',
    '1 @graphql-eslint/naming-convention',
    '1 @graphql-eslint/require-description',
    '1 @graphql-eslint/require-description',
    '2 @graphql-eslint/naming-convention',
    '2 @graphql-eslint/require-deprecation-reason',
    '2 @graphql-eslint/require-description',
    '2 @graphql-eslint/require-description',
  ]);
});
