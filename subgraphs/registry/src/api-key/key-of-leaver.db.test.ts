/**
 * A key that is being made while its user's membership ends, on a real database: it must not be left behind
 * unrevoked, to work again when the user is a member again. Method: the removal is held open at its last step.
 */
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { createMember, createTenant } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

const create = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { apiKey { id } } }`;

test('is refused, as its user is no member any more', async () => {
  await using run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  const { identity, userId, membershipId } = await createMember(run, 'alpha', 'ENGINEER');
  const removal = new pg.Client({ connectionString: run.database.url });
  await removal.connect();
  try {
    await removal.query('begin');
    await removal.query(`select 1 from registry.tenants where tenant_id = 'alpha' for update`);
    await removal.query('delete from registry.memberships where id = $1', [membershipId]);
    const input = { name: 'late', scopes: ['agent:write'] };
    const refusal = run.refuse(create, { input }, identity);
    await untilSomebodyWaits(run.database);
    await removal.query('commit');
    expect((await refusal).extensions).toMatchObject({ code: 'NOT_FOUND' });
  } finally {
    await removal.end();
  }
  const keys = await run.database.query('select 1 from registry.api_keys where user_id = $1', [
    userId,
  ]);
  expect(keys).toEqual([]);
});

/** Errors: when nobody waits for a lock within some seconds. */
async function untilSomebodyWaits({
  query,
}: {
  query(sql: string): Promise<unknown[]>;
}): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    const waiting = await query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Nobody waits for a lock.');
}
