/**
 * Goal: no mutation can be called by whoever lacks its scope, and each says in the schema which scope
 * that is. Method: the mutations of the real subgraphs are walked, so that a new one is covered
 * without being listed. Each is called with the smallest input that its type accepts, first without
 * any scope, then with just the one it names.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLField, type GraphQLSchema, buildSchema as buildApi } from 'graphql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { actions } from '@arbiter/kernel/actor/authorize.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { subgraphDefinitions } from '../support/definitions.ts';
import { smallestInput } from '../support/smallest-input.ts';

type Mutation = GraphQLField<unknown, unknown>;
type Rights = Partial<Pick<Actor, 'scopes' | 'accessLevel'>>;

const schemaPath = new URL('../../schema/api.graphql', import.meta.url);
const mutationsOf = (schema: GraphQLSchema): Mutation[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {});

const subgraphs = subgraphDefinitions
  .map(({ name, resolvers }) => ({ name, mutations: mutationsOf(buildSchema(name, resolvers)) }))
  .filter(({ mutations }) => mutations.length > 0);

/** The refusal's code and the scopes it asks for; code OK when the call succeeded. */
async function call({ subgraph }: RunningSubgraph, mutation: Mutation, rights: Rights) {
  const declared = mutation.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = mutation.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const { errors } = await subgraph.execute({
    query: `mutation(${declared}) { ${mutation.name}(${passed}) { __typename } }`,
    variables: Object.fromEntries(
      mutation.args.map(({ name, type }) => [name, smallestInput(type)]),
    ),
    identity: testIdentity('alpha', rights),
  });
  const { code = 'OK', allowed } = errors?.[0]?.extensions ?? {};
  return { code, allowed };
}

test('every mutation of the API is walked here', () => {
  const api = mutationsOf(buildApi(readFileSync(schemaPath, 'utf8')));
  const walked = subgraphs.flatMap(({ mutations }) => mutations);
  expect(walked.map(({ name }) => name).sort()).toEqual(api.map(({ name }) => name).sort());
});

describe.each(subgraphs)('mutations of $name', ({ name, mutations }) => {
  let running: RunningSubgraph;

  beforeAll(async () => {
    const definition = subgraphDefinitions.find((each) => each.name === name);
    running = await runSubgraph(definition as Parameters<typeof runSubgraph>[0]);
  });

  afterAll(async () => {
    await running[Symbol.asyncDispose]();
  });

  test.each(mutations)('$name needs the scope that it names', async (mutation) => {
    const [, scope = ''] = /scope\s+`([^`]+)`/.exec(mutation.description ?? '') ?? [];
    expect(Object.keys(actions)).toContain(scope);

    running.statements.length = 0;
    expect(await call(running, mutation, { scopes: [] })).toEqual({
      code: 'FORBIDDEN',
      allowed: [scope],
    });
    expect(running.statements).toEqual([]);

    const others = Object.keys(actions).filter((action) => action !== scope);
    expect(await call(running, mutation, { scopes: others })).toMatchObject({ code: 'FORBIDDEN' });

    // What only administrators do says so, and the scope alone is then not enough.
    const isForAdmins = /`\s+and\s+the\s+access\s+level\s+ADMIN/.test(mutation.description ?? '');
    if (isForAdmins) {
      const withScope = await call(running, mutation, { scopes: [scope] });
      expect(withScope).toMatchObject({ code: 'FORBIDDEN' });
    }
    const accessLevel = isForAdmins ? 'ADMIN' : 'ISOLATED';
    const { code } = await call(running, mutation, { scopes: [scope], accessLevel });
    expect(code).toMatch(/^(OK|BAD_USER_INPUT|NOT_FOUND|CONFLICT)$/);
  });
});
