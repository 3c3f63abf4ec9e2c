/** What the ledger says of a refused mutation, and what the endpoint does not take. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { audit } from '../definition.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(audit);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const identity = {
  ...testIdentity('alpha', { id: 'mallory', name: 'Mallory', scopes: [] }),
  clientAddress: '192.0.2.7',
};

function post(body: string) {
  const route = run.subgraph.routes.find(({ path }) => path === '/internal/refusals');
  return route!.handle({ identity, headers: {}, body: Buffer.from(body) });
}

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
  const answer = await post(JSON.stringify({ mutation: 'createWorkflow', required, repeated: 3 }));
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
  '{"mutation":"a b","repeated":0}',
  '{"mutation":"","repeated":0}',
  `{"mutation":"${'a'.repeat(256)}","repeated":0}`,
  '{"mutation":"a","repeated":-1}',
  '{"mutation":"a","repeated":0.5}',
  '{"mutation":"a","repeated":1e300}',
  '{"mutation":"a","repeated":0,"required":{}}',
  '{"mutation":"a","repeated":0,"required":[1]}',
])('%j is refused and leaves nothing', async (body) => {
  const before = await records();
  expect((await post(body)).status).toBe(400);
  expect(await records()).toEqual(before);
});
