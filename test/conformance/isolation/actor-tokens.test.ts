/**
 * Goal: a subgraph on an open port answers whoever has no right token with one and the same refusal,
 * and runs nothing. Method: the four real subgraphs behind their HTTP servers; every route that the
 * router knows, and every kind of operation on a socket, with every token that is wrong in one way.
 */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { gatewayActor, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { signActorToken } from '@arbiter/server/auth/actor-token.ts';
import { parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { actorExtension, actorTokenHeader } from '@arbiter/server/subgraph/call-guard.ts';
import { type SubgraphServer, startSubgraphServer } from '@arbiter/server/subgraph/http-server.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';
import { type Poison, poisonedTokens } from '../../support/poisoned-tokens.ts';
import { unknownId } from './tenants-apart.ts';

jest.setTimeout(60_000);

const key = parseSigningKey(Buffer.alloc(32, 1).toString('base64'));
/** As wide as an actor can be: what is refused is not refused for want of rights. */
const actor = testActor('alpha', { accessLevel: 'ADMIN' });
const clock = systemClock;
const open = new Set(['/health', '/ready', '/metrics']);

/** What everybody without a right token is answered, to the letter. */
const refusal = {
  errors: [
    {
      message: 'This subgraph takes calls from its gateway only.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

describe.each(subgraphDefinitions.map(({ name }) => name))('%s', (name) => {
  let running: RunningSubgraph;
  let server: SubgraphServer;
  let poisons: readonly Poison[];

  beforeAll(async () => {
    const definition = subgraphDefinitions.find((each) => each.name === name);
    running = await runSubgraph(definition as Parameters<typeof runSubgraph>[0]);
    const logger = testLogger();
    const options = { subgraph: running.subgraph, keys: [key], clock, logger };
    const place = { host: '127.0.0.1', port: 0 };
    server = await startSubgraphServer({ ...options, metrics: createMetrics(), ...place });
    const elsewhere = name === 'audit' ? 'registry' : 'audit';
    const about = { key, audience: name, actor, other: testActor('beta') };
    const [good, foreign] = [tokenFor(name), tokenFor(elsewhere)];
    poisons = poisonedTokens({ ...about, good, foreign });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await running[Symbol.asyncDispose]();
  });

  const tokenFor = (audience: string, who = actor) => signActorToken(key, who, { audience, clock });

  /** One operation of each kind that the subgraph has, `_entities` of each type included. */
  function operations(): { query: string; variables?: object }[] {
    const definition = subgraphDefinitions.find((each) => each.name === name);
    const schema = buildSchema(name, definition?.resolvers ?? []);
    const union = schema.getType('_Entity');
    const types = union && 'getTypes' in union ? union.getTypes() : [];
    const [subscription] = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
    return [
      { query: '{ __typename }' },
      { query: '{ _service { sdl } }' },
      { query: 'mutation { __typename }' },
      { query: '{ this is no document' },
      ...types.map((type) => ({
        query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
        variables: { of: [{ __typename: type.name, id: unknownId() }] },
      })),
      ...(subscription
        ? [{ query: `subscription { ${subscription.name}(after: "0") { cursor } }` }]
        : []),
    ];
  }

  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
    return { status: answer.status, body: await answer.text() };
  };
  const json = { 'content-type': 'application/json' };

  test('over HTTP every route refuses every wrong token alike', async () => {
    const paths = server.routes.map(({ path }) => path).filter((path) => !open.has(path));
    expect(paths).toContain('/graphql');
    running.statements.length = 0;
    for (const { what, token } of poisons) {
      const headers = { ...json, ...(token === undefined ? {} : { [actorTokenHeader]: token }) };
      for (const path of new Set([...paths, '/elsewhere'])) {
        const seen = await post(path, '{}', headers);
        const expected = { status: 401, body: JSON.stringify(refusal) };
        expect({ what, path, ...seen }).toEqual({ what, path, ...expected });
      }
      for (const operation of operations()) {
        const seen = await post('/graphql', JSON.stringify(operation), headers);
        expect({ what, seen: JSON.parse(seen.body) }).toEqual({ what, seen: refusal });
      }
    }
    expect(running.statements).toEqual([]);
  });

  test('a right token in any other place, or beside a wrong one, opens nothing', async () => {
    const good = tokenFor(name);
    const places: Record<string, string | string[]>[] = [
      { authorization: `Bearer ${good}` },
      { cookie: `${actorTokenHeader}=${good}` },
      { 'x-arbiter-actor-token': good },
      { [actorTokenHeader]: [good, good] },
      { [actorTokenHeader]: ['wrong', good] },
      { [actorTokenHeader]: [good, 'wrong'] },
    ];
    for (const headers of places) {
      for (const path of ['/graphql', `/graphql?${actorTokenHeader}=${good}`]) {
        const status = await statusOf(new URL(path, server.url), { ...json, ...headers });
        expect({ headers, status }).toEqual({ headers, status: 401 });
      }
    }
  });

  test('on sockets every operation refuses every wrong token alike', async () => {
    running.statements.length = 0;
    const socket = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: 0,
    });
    for (const { what, token } of poisons) {
      for (const operation of operations()) {
        const extensions = { [actorExtension]: { [actorTokenHeader]: token } };
        const seen = await firstOf(socket, { ...operation, extensions });
        expect({ what, operation, seen }).toEqual({ what, operation, seen: refusal.errors });
      }
    }
    await socket.dispose();
    expect(running.statements).toEqual([]);
  });

  test('whoever is called as the gateway is, but is not it, finds no internal endpoint', async () => {
    const impostors = [
      serviceActor('gateway', 'alpha'),
      { ...serviceActor('gateway', 'default'), accessLevel: 'ADMIN' as const },
      testActor('alpha', { id: 'gateway' }),
    ];
    const paths = server.routes.map(({ path }) => path);
    for (const path of paths.filter((each) => each.startsWith('/internal/'))) {
      for (const who of impostors) {
        const { status } = await post(path, '{', {
          ...json,
          [actorTokenHeader]: tokenFor(name, who),
        });
        expect({ path, status }).toEqual({ path, status: 404 });
      }
      const own = { ...json, [actorTokenHeader]: tokenFor(name, gatewayActor('alpha')) };
      expect({ path, ...(await post(path, '{', own)) }).toMatchObject({ path, status: 400 });
    }
  });

  test('the control: a right token is not refused', async () => {
    for (const who of [actor, gatewayActor('alpha')]) {
      const headers = { ...json, [actorTokenHeader]: tokenFor(name, who) };
      for (const { path } of server.routes.filter((route) => !open.has(route.path))) {
        const { status } = await post(path, '{}', headers);
        expect({ path, isRefused: status === 401 }).toEqual({ path, isRefused: false });
      }
    }
  });
});

async function statusOf(url: URL, headers: Record<string, string | string[]>): Promise<number> {
  const outgoing = httpRequest(url, { method: 'POST', headers });
  outgoing.end('{"query":"{ __typename }"}');
  const [response] = await once(outgoing, 'response');
  response.resume();
  return response.statusCode;
}

/** The first thing that an operation brings: its result, or its errors. */
async function firstOf(
  client: Client,
  payload: { query: string; variables?: object; extensions: object },
): Promise<unknown> {
  const results = client.iterate(payload as Parameters<Client['iterate']>[0]);
  try {
    const { value } = await results.next();
    return value;
  } catch (errors) {
    return JSON.parse(JSON.stringify(errors));
  } finally {
    await results.return?.();
  }
}
