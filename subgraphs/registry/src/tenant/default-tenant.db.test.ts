/** The tenant of development, on a real database: made once, whoever starts, and left as it was. */
import { expect, test } from '@jest/globals';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { eventsOf, operator } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';
import { ensureDefaultTenant } from './default-tenant.ts';

test('is made once by processes that start together, and stays closed when it was', async () => {
  let deps: Deps | undefined;
  const onStart = (started: Deps) => void (deps = started);
  await using run = await runSubgraph({ ...registry, onStart });
  const start = () => ensureDefaultTenant(deps!);
  const tenants = () =>
    run.database.query('select tenant_id, is_active from registry.tenants order by tenant_id');
  expect(await tenants()).toEqual([]);

  await Promise.all([start(), start(), start()]);
  expect(await tenants()).toEqual([{ tenant_id: 'default', is_active: true }]);
  expect(await eventsOf(run, 'default')).toEqual(['TENANT_CREATED']);

  const update = `mutation ($input: UpdateTenantInput!) {
    updateTenant(input: $input) { tenant { id } } }`;
  const elsewhere = { ...operator, actor: { ...operator.actor, tenantId: 'other' } };
  await run.ask(update, { input: { id: 'default', isActive: false } }, elsewhere);
  await start();
  expect(await tenants()).toEqual([{ tenant_id: 'default', is_active: false }]);
});
