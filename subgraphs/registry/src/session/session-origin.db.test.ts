/** What tells one session from another, on a real database, and how many a person has. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import type { SignedIn } from '../account/open-session.ts';
import { scopesOf } from '../account/role.rules.ts';
import { actorOf, askRoute, createTenant, eventsOf, gateway } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function signIn(name: string, from: object = {}): Promise<SignedIn> {
  const { body } = await askRoute<SignedIn>(run.subgraph, '/internal/sign-in', {
    provider: 'OIDC',
    issuer: 'https://id.example',
    subject: name,
    verifiedEmail: `${name}@lab.example`,
    admitTo: 'alpha',
    identity: { ...gateway, ...from },
  });
  if (!body?.token) throw new Error(JSON.stringify(body));
  return body;
}

const as = ({ userId }: SignedIn) =>
  testIdentity('alpha', { id: userId, scopes: scopesOf('ENGINEER') });

test('says from where and with what it was opened', async () => {
  const laptop = { clientAddress: '2001:db8::7', userAgent: 'Mozilla/5.0 (X11; Linux)' };
  const known = await signIn('ada', laptop);
  await signIn('ada');
  const query = '{ sessions { nodes { id clientAddress userAgent } } }';
  const { sessions } = await run.ask<{ sessions: { nodes: { id: string }[] } }>(
    query,
    {},
    as(known),
  );
  expect(sessions.nodes).toEqual([
    { id: expect.any(String), clientAddress: null, userAgent: null },
    { id: known.sessionId, ...laptop },
  ]);
});

test('the hundred latest stay open, and what ends for them is recorded', async () => {
  const first = await signIn('bob');
  const second = await signIn('bob');
  for (let more = 0; more < 98; more += 1) await signIn('bob');
  expect(await actorOf(run, 'SESSION', first.token)).toMatchObject({ id: first.userId });
  const stranger = await signIn('carol');

  const latest = await signIn('bob');
  expect(await actorOf(run, 'SESSION', first.token)).toBeNull();
  for (const { token } of [second, latest, stranger]) {
    expect(await actorOf(run, 'SESSION', token)).not.toBeNull();
  }
  expect(await eventsOf(run, first.sessionId)).toEqual(['LOGIN', 'SESSION_REVOKED']);
});
