/** What the ledger says of a refused mutation, and whom and what the endpoint does not take. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Actor, gatewayActor, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { testActor, testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { audit } from '../definition.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(audit);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const gateway = gatewayActor('alpha');

function post(body: string, actor: Actor = gateway) {
  const route = run.subgraph.routes.find(({ path }) => path === '/internal/refusals');
  const identity = { ...testIdentity('alpha', actor), clientAddress: '192.0.2.7' };
  return route!.handle({ identity, headers: {}, body: Buffer.from(body) });
}

const mallory = { kind: 'USER', id: 'mallory', name: 'Mallory' };
const refused = { kind: 'Mutation', name: 'createWorkflow', code: 'FORBIDDEN', actor: mallory };

const records = async () => {
  const { auditRecords } = await run.ask<{ auditRecords: { nodes: object[] } }>(
    `{ auditRecords { nodes {
      eventType category tenantId resourceType resourceId requestId data
      clientAddress actor { id name tenantId } } } }`,
  );
  return auditRecords.nodes;
};

test('a refusal is a record of who was refused what, of the tenant of who was', async () => {
  const required = [{ scopes: [['workflow:write']] }];
  const answer = await post(JSON.stringify({ ...refused, required, repeated: 3 }));
  expect(answer.status).toBe(204);
  expect(await records()).toEqual([
    {
      eventType: 'PERMISSION_DENIED',
      category: 'ACCESS',
      tenantId: 'alpha',
      resourceType: 'Mutation',
      resourceId: 'createWorkflow',
      requestId: 'test-alpha',
      data: { required, repeated: 3 },
      clientAddress: '192.0.2.7',
      actor: { id: 'mallory', name: 'Mallory', tenantId: 'alpha' },
    },
  ]);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{}',
  ...[
    { name: 'a b' },
    { name: '' },
    { name: 7 },
    { name: 'a'.repeat(256) },
    { name: 'POST /a?b' },
    { kind: 'Subscription' },
    { code: 'INTERNAL' },
    { repeated: -1 },
    { repeated: 0.5 },
    { repeated: 1e300 },
    { required: {} },
    { required: [1] },
    { actor: undefined },
    { actor: 'mallory' },
    { actor: { ...mallory, id: '' } },
    { actor: { ...mallory, kind: 'GHOST' } },
  ].map((fault) => JSON.stringify({ ...refused, repeated: 0, ...fault })),
])('%s is refused and leaves nothing', async (body) => {
  const before = await records();
  expect((await post(body)).status).toBe(400);
  expect(await records()).toEqual(before);
});

test.each<[string, Actor]>([
  ['who was refused', testActor('alpha', { id: 'mallory' })],
  ['an administrator', testActor('alpha', { accessLevel: 'ADMIN' })],
  ['another service', serviceActor('registry', 'alpha')],
  ['a user who is called as the gateway is', testActor('alpha', { id: 'gateway' })],
  ['a program that is called so', serviceActor('gateway', 'alpha')],
])('to %s there is no such endpoint, whatever the body', async (_, actor) => {
  const before = await records();
  for (const body of [JSON.stringify({ ...refused, repeated: 0 }), '{']) {
    expect((await post(body, actor)).status).toBe(404);
  }
  expect(await records()).toEqual(before);
});

test('a body cannot choose the tenant whose ledger it writes to', async () => {
  const actor = { ...mallory, id: 'elsewhere', tenantId: 'beta' };
  expect((await post(JSON.stringify({ ...refused, repeated: 0, actor }))).status).toBe(204);
  expect(await records()).toContainEqual(
    expect.objectContaining({
      tenantId: 'alpha',
      actor: { id: 'elsewhere', name: 'Mallory', tenantId: 'alpha' },
    }),
  );
});

test('what was not found is a record of its own kind, and an endpoint is named by its path', async () => {
  const missing = { ...refused, kind: 'Query', name: 'workflow', code: 'NOT_FOUND', repeated: 0 };
  const lineage = { ...refused, kind: 'Endpoint', name: 'POST /api/v1/lineage', repeated: 0 };
  for (const each of [missing, lineage]) {
    expect((await post(JSON.stringify(each))).status).toBe(204);
  }
  expect(await records()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        eventType: 'OBJECT_NOT_FOUND',
        category: 'ACCESS',
        resourceType: 'Query',
        resourceId: 'workflow',
      }),
      expect.objectContaining({
        eventType: 'PERMISSION_DENIED',
        resourceType: 'Endpoint',
        resourceId: 'POST /api/v1/lineage',
      }),
    ]),
  );
});
