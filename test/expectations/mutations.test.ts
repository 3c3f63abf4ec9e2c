/**
 * Goal: no mutation can be called by whoever lacks its scope, at either of two barriers: the gateway,
 * which asks no subgraph then, and the service behind it. Both know the same scope, and the schema
 * says which. Method: the mutations of the real subgraphs are walked, so that a new one is covered
 * without being listed. Each is called with the smallest input that its type accepts, by callers
 * without scopes, with all others, with those of another tenant, and with just the one it names.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ExecutionResult,
  type GraphQLField,
  type GraphQLSchema,
  buildSchema as buildApi,
  parse,
} from 'graphql';
import { createExecutor } from '@arbiter/gateway/execution/executor.ts';
import { httpSource } from '@arbiter/gateway/subgraphs/http-source.ts';
import { localSource } from '@arbiter/gateway/subgraphs/local-source.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { actions } from '@arbiter/kernel/actor/authorize.ts';
import { parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { startSubgraphServer } from '@arbiter/server/subgraph/http-server.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { subgraphDefinitions } from '../support/definitions.ts';
import { smallestInput } from '../support/smallest-input.ts';

type Mutation = GraphQLField<unknown, unknown>;

const schemaPath = new URL('../../schema/api.graphql', import.meta.url);
const mutationsOf = (schema: GraphQLSchema): Mutation[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {});

const subgraphs = subgraphDefinitions
  .map(({ name, resolvers }) => ({ name, mutations: mutationsOf(buildSchema(name, resolvers)) }))
  .filter(({ mutations }) => mutations.length > 0);

const supergraph = loadSupergraph(
  readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
);

type Ask = (request: {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly identity: ReturnType<typeof testIdentity>;
}) => Promise<ExecutionResult>;

/** The gateway before one subgraph, and how often it has asked that one. */
function gatewayBefore({ subgraph }: RunningSubgraph) {
  const source = localSource(subgraph);
  let calls = 0;
  const counted: typeof source = {
    ...source,
    fetch(request) {
      calls += 1;
      return source.fetch(request);
    },
  };
  const executor = createExecutor({
    supergraph,
    sources: new Map([[source.name, counted]]),
    logger: testLogger(),
  });
  const ask: Ask = ({ query, ...request }) =>
    executor.execute({ ...request, document: parse(query) });
  return { ask, calls: () => calls };
}

interface Direct extends AsyncDisposable {
  readonly ask: Ask;
}

/** Without the gateway's rules: over HTTP to the subgraph itself, with the actor's token. */
async function callDirectly({ subgraph }: RunningSubgraph): Promise<Direct> {
  const key = parseSigningKey(Buffer.alloc(32, 1).toString('base64'));
  const logger = testLogger();
  const place = { host: '127.0.0.1', port: 0 };
  const metrics = createMetrics();
  const served = { subgraph, keys: [key], clock: systemClock, logger, metrics, ...place };
  const server = await startSubgraphServer(served);
  const url = `${server.url}/graphql`;
  const source = httpSource({ name: subgraph.name, url, key, clock: systemClock });
  return {
    ask: (request) => source.fetch(request),
    async [Symbol.asyncDispose]() {
      await source.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The refusal's code and the scopes it asks for; code OK when the call succeeded. */
async function call(ask: Ask, mutation: Mutation, actor: Partial<Actor>) {
  const declared = mutation.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = mutation.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const { errors } = await ask({
    query: `mutation(${declared}) { ${mutation.name}(${passed}) { __typename } }`,
    variables: Object.fromEntries(
      mutation.args.map(({ name, type }) => [name, smallestInput(type)]),
    ),
    identity: testIdentity('alpha', actor),
  });
  const { code = 'OK', allowed } = errors?.[0]?.extensions ?? {};
  return { code, allowed };
}

/** Who may not, whatever else they may. */
function strangersTo(scope: string): [who: string, actor: Partial<Actor>][] {
  const others = Object.keys(actions).filter((action) => action !== scope);
  const reading = { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] } as const;
  return [
    ['without scopes', { scopes: [] }],
    ['with all others', { scopes: others }],
    ['that reads other tenants', { ...reading, scopes: others }],
    ['that writes to other tenants', { ...reading, accessLevel: 'WRITE_CROSS', scopes: others }],
    ['of the level ADMIN', { accessLevel: 'ADMIN', scopes: others }],
    ['of the level ADMIN, without scopes', { accessLevel: 'ADMIN', scopes: [] }],
    ['with a scope that only looks like it', { scopes: [`${scope}s`, scope.toUpperCase(), ''] }],
  ];
}

const passed = /^(OK|BAD_USER_INPUT|NOT_FOUND|CONFLICT)$/;

test('every mutation of the API is walked here', () => {
  const api = mutationsOf(buildApi(readFileSync(schemaPath, 'utf8')));
  const walked = subgraphs.flatMap(({ mutations }) => mutations);
  expect(walked.map(({ name }) => name).sort()).toEqual(api.map(({ name }) => name).sort());
});

const scopeOf = ({ description }: Mutation) => /scope\s+`([^`]+)`/.exec(description ?? '')?.[1];

const rulesOf = ({ name: field }: Mutation) => supergraph.accessRules.of(`Mutation.${field}`);
/** Who may: with a policy beside the scope, an ADMIN, who meets every one that there is. */
const memberFor = (mutation: Mutation, scope: string): Partial<Actor> => {
  const hasPolicy = rulesOf(mutation).some(({ kind }) => kind === 'policies');
  return { scopes: [scope], ...(hasPolicy ? { accessLevel: 'ADMIN' } : {}) };
};

describe.each(subgraphs)('mutations of $name', ({ name, mutations }) => {
  let running: RunningSubgraph;
  let direct: Direct;

  beforeAll(async () => {
    const definition = subgraphDefinitions.find((each) => each.name === name);
    running = await runSubgraph(definition as Parameters<typeof runSubgraph>[0]);
    direct = await callDirectly(running);
  });

  afterAll(async () => {
    await direct[Symbol.asyncDispose]();
    await running[Symbol.asyncDispose]();
  });

  test.each(mutations)('$name says its scope to people and programs', (mutation) => {
    const scope = scopeOf(mutation);
    expect(Object.keys(actions)).toContain(scope);
    const scopes = rulesOf(mutation).filter(({ kind }) => kind === 'scopes');
    expect(scopes).toEqual([{ kind: 'scopes', anyOf: [[scope]] }]);
    const isForAdmins = /`\s+and\s+the\s+access\s+level\s+ADMIN/.test(mutation.description ?? '');
    const policies = rulesOf(mutation).filter(({ kind }) => kind === 'policies');
    expect(policies).toEqual(isForAdmins ? [{ kind: 'policies', anyOf: [['admin']] }] : []);
  });

  test.each(mutations)(
    '$name, where it is for administrators, needs more than the scope',
    async (mutation) => {
      const scopes = [scopeOf(mutation) ?? ''];
      const isForAdmins = rulesOf(mutation).some(({ kind }) => kind === 'policies');
      const { ask, calls } = gatewayBefore(running);
      const codes = [
        await call(ask, mutation, { scopes }),
        await call(direct.ask, mutation, { scopes }),
      ].map(({ code }) => code);
      const refused = ['FORBIDDEN', 'FORBIDDEN'];
      expect(codes).toEqual(isForAdmins ? refused : expect.not.arrayContaining(refused));
      expect(calls() === 0).toBe(isForAdmins);
    },
  );

  test.each(mutations)('$name is refused by the service', async (mutation) => {
    const scope = scopeOf(mutation) ?? '';
    const { ask } = direct;
    running.statements.length = 0;
    for (const [, actor] of strangersTo(scope)) {
      expect(await call(ask, mutation, actor)).toEqual({ code: 'FORBIDDEN', allowed: [scope] });
    }
    expect(running.statements).toEqual([]);
    expect((await call(ask, mutation, memberFor(mutation, scope))).code).toMatch(passed);
  });

  test.each(mutations)('$name is refused by the gateway', async (mutation) => {
    const scope = scopeOf(mutation) ?? '';
    const { ask, calls } = gatewayBefore(running);
    for (const [, actor] of strangersTo(scope)) {
      expect(await call(ask, mutation, actor)).toEqual({ code: 'FORBIDDEN', allowed: [scope] });
    }
    const nobody = { isAnonymous: true, accessLevel: 'ADMIN', scopes: ['*'] } as const;
    expect(await call(ask, mutation, nobody)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(calls()).toBe(0);
    const reader = { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] } as const;
    const member = { ...reader, ...memberFor(mutation, scope) };
    expect((await call(ask, mutation, member)).code).toMatch(passed);
    expect(calls()).toBeGreaterThan(0);
  });
});
