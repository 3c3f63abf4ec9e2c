/**
 * Lists of a tenant's accounts on a real database: whose they are asked of, and that a tenant which does not
 * exist is told of to who may know, and gets no ledger by being asked for.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { createTenant, operator } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

describe.each(['apiKeys', 'memberships'])('%s', (field) => {
  const query = `query ($tenantId: ID) { ${field}(tenantId: $tenantId) { nodes { id } } }`;

  async function recordedIn(tenantId: string): Promise<unknown[]> {
    return run.database.query(
      `select 1 from registry.outbox where tenant_id = $1
       and envelope ->> 'type' = 'CROSS_TENANT_READ' and envelope -> 'data' ->> 'what' = $2`,
      [tenantId, `Query.${field}`],
    );
  }

  test.each(['nowhere', 'no tenant', '', 'a,b', '*'])(
    'of the tenant %j are not found',
    async (id) => {
      const { extensions } = await run.refuse(query, { tenantId: id }, operator);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'tenantId' });
      expect(await recordedIn(id)).toEqual([]);
    },
  );

  test('of a tenant that exists are shown, and that is recorded there', async () => {
    expect(await run.ask(query, { tenantId: 'alpha' }, operator)).toEqual({
      [field]: { nodes: [] },
    });
    expect(await recordedIn('alpha')).toHaveLength(1);
  });

  test.each(['alpha', 'nowhere'])(
    'of %s are forbidden to others, who learn nothing',
    async (id) => {
      const { extensions } = await run.refuse(query, { tenantId: id }, testIdentity('beta'));
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', field: 'tenantId' });
    },
  );

  test("are those of the caller's own when none is named, also where it was never created", async () => {
    const caller = testIdentity('uncreated');
    expect(await run.ask(query, {}, caller)).toEqual({ [field]: { nodes: [] } });
    expect(await run.ask(query, { tenantId: 'uncreated' }, caller)).toEqual({
      [field]: { nodes: [] },
    });
  });
});
