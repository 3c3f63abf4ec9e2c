/** Preferences on a real database: since when there is one, and since when it is what it is. */
import { expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { createTenant } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

const set = `mutation ($input: SetUserPreferenceInput!) {
  setUserPreference(input: $input) { userPreference { id value createdAt updatedAt } } }`;

interface Preference {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

test('changing one keeps when it was made, removing it does not', async () => {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  await using run = await runSubgraph(registry, { clock: () => new Date(now) });
  await createTenant(run, 'alpha');
  // A user of another issuer, who has no account here.
  const identity = testIdentity('alpha', { id: 'auth0|7' });
  const choose = async (value: string | null) => {
    now += 1_000;
    const answer = await run.ask<{ setUserPreference: { userPreference: Preference | null } }>(
      set,
      { input: { key: 'theme', value } },
      identity,
    );
    return answer.setUserPreference.userPreference;
  };
  const made = await choose('dark');
  const madeAt = new Date(now);
  expect(made).toMatchObject({ createdAt: madeAt, updatedAt: madeAt });
  const changed = await choose('light');
  expect(changed).toMatchObject({ id: made?.id, createdAt: madeAt, updatedAt: new Date(now) });
  expect(await choose(null)).toBeNull();
  expect(await choose('dark')).toMatchObject({ createdAt: new Date(now) });
});
