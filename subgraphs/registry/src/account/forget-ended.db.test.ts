/** What ended long ago goes with what comes new, of the same owner only. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import type { SignedIn } from './open-session.ts';
import { askRoute, createTenant, operator } from './testing/accounts.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const signIn = async (subject: string, admitTo: string) => {
  const { body } = await askRoute<SignedIn>(run.subgraph, '/internal/sign-in', {
    provider: 'OIDC',
    issuer: 'https://id.example',
    subject,
    verifiedEmail: `${subject}@lab.example`,
    name: subject,
    admitTo,
  });
  if (!body) throw new Error('Nobody was signed in.');
  return body;
};

/** Makes all that there is in the table so many days older. */
const age = (table: string, days: number) =>
  run.database.query(
    `update registry.${table} set expires_at = expires_at - $1 * interval '1 day'`,
    [days],
  );
const idsOf = async (table: string) =>
  (await run.database.query<{ id: string }>(`select id from registry.${table} order by id`)).map(
    ({ id }) => id,
  );

test('sessions of the one who signs in', async () => {
  const [long, other] = [await signIn('ada', 'alpha'), await signIn('bob', 'alpha')];
  await age('sessions', 28);
  const lately = await signIn('ada', 'alpha');
  expect(await idsOf('sessions')).toContain(long.sessionId);
  await age('sessions', 4);
  const next = await signIn('ada', 'alpha');
  expect(await idsOf('sessions')).toEqual([other, lately, next].map(({ sessionId }) => sessionId));
});

test('invitations of the tenant that invites', async () => {
  const invite = async (tenantId: string) => {
    const { inviteUser } = await run.ask<{ inviteUser: { invitation: { id: string } } }>(
      `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { invitation { id } } }`,
      { input: { email: `${newId()}@lab.example`, role: 'MANAGER', tenantId } },
      operator,
    );
    return inviteUser.invitation.id;
  };
  await invite('alpha');
  const ofBeta = await invite('beta');
  await age('invitations', 60);
  const next = await invite('alpha');
  expect(await idsOf('invitations')).toEqual([ofBeta, next]);
});
