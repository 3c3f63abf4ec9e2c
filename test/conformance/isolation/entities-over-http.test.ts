/**
 * Goal: who knows an id of another tenant and reaches a subgraph itself, on its open port and with an
 * actor token that is valid for it, is answered as for an id of nothing: status, headers and body to
 * the letter, after as many SQL statements. Method: each subgraph behind its own HTTP server, every type
 * that it resolves references of with everything below, an id of each kind that alpha has.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { signActorToken } from '@arbiter/server/auth/actor-token.ts';
import { parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { actorTokenHeader } from '@arbiter/server/subgraph/call-guard.ts';
import { startSubgraphServer } from '@arbiter/server/subgraph/http-server.ts';
import { buildSchema } from '@arbiter/server/subgraph/schema.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { subgraphDefinitions } from '../../support/definitions.ts';
import { fillEveryTable } from '../../support/fill-tables.ts';
import { idsOfEachKind } from './ids-of-each-kind.ts';
import { entitiesOf } from './schema-cases.ts';
import { selectAll } from './selection.ts';
import {
  type TenantsApart,
  startTenantsApart,
  subgraphOf,
  unknownId,
  withoutUuids,
} from './tenants-apart.ts';

// As many questions as alpha has rows; a bound for hangs, no expectation.
jest.setTimeout(120_000);

const clock = systemClock;
const key = parseSigningKey(Buffer.alloc(32, 1).toString('base64'));

let apart: TenantsApart;
let ids: readonly string[];

beforeAll(async () => {
  apart = await startTenantsApart();
  for (const tenant of ['alpha', 'beta']) await fillEveryTable(apart.world, tenant);
  ids = await idsOfEachKind(apart, 'alpha');
});
afterAll(async () => {
  await apart[Symbol.asyncDispose]();
});

test.each(subgraphDefinitions.map(({ name }) => name))('%s', async (name) => {
  const served = { subgraph: subgraphOf(apart.world, name), keys: [key], clock };
  const place = { host: '127.0.0.1', port: 0, logger: testLogger(), metrics: createMetrics() };
  await using server = await startSubgraphServer({ ...served, ...place });
  const resolvers = subgraphDefinitions.find((each) => each.name === name)?.resolvers ?? [];
  const schema = buildSchema(name, resolvers);
  const post = async (actor: Actor, type: string, id: string) => {
    const selection = selectAll(schema, schema.getType(type) as never);
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [actorTokenHeader]: signActorToken(key, actor, { audience: name, clock }),
      },
      body: JSON.stringify({
        query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} ${selection} } }`,
        variables: { of: [{ __typename: type, id }] },
      }),
    });
    return { answer, text: await answer.text() };
  };
  const observe = async (type: string, id: string) => {
    const { statements } = apart.world;
    statements.length = 0;
    const { answer, text } = await post(testActor('beta'), type, id);
    const headers = Object.fromEntries(answer.headers);
    delete headers['date'];
    const body = withoutUuids(text);
    return { status: answer.status, headers, body, statements: statements.length };
  };
  let found = 0;
  for (const type of entitiesOf(schema)) {
    const unknown = await observe(type, unknownId());
    for (const id of ids) {
      const seen = await observe(type, id);
      expect({ type, id, seen }).toEqual({ type, id, seen: unknown });
    }
    // The control: to alpha itself the same ids are something.
    for (const id of ids) {
      const { text } = await post(testActor('alpha'), type, id);
      if (withoutUuids(text) === unknown.body) continue;
      found += 1;
      break;
    }
  }
  expect(found).toBeGreaterThan(0);
});
