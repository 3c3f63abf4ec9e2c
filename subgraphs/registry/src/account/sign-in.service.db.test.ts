/**
 * Signing in on a real database, as the gateway asks for it: who gets in, by what an account is linked,
 * and that these endpoints are the gateway's alone.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { hashOfSecret } from './secret.rules.ts';
import type { SignedIn } from './open-session.ts';
import { actorOf, askRoute, createTenant, eventsOf, operator } from './testing/accounts.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const proof = (name: string, change: object = {}) => ({
  provider: 'OIDC',
  issuer: 'https://id.example',
  subject: name,
  verifiedEmail: `${name}@lab.example`,
  name,
  ...change,
});
const signIn = (body: object) => askRoute<SignedIn>(run.subgraph, '/internal/sign-in', { ...body });

async function invitationFor(email: string, tenantId = 'alpha'): Promise<string> {
  const invite = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { secret } }';
  const input = { email, role: 'MANAGER', tenantId };
  const answer = await run.ask<{ inviteUser: { secret: string } }>(invite, { input }, operator);
  return answer.inviteUser.secret;
}

/** Why sign-ins failed, as the tenant's events say, oldest first. */
async function failuresIn(tenantId: string): Promise<string[]> {
  const rows = await run.database.query<{ reason: string }>(
    `select envelope -> 'data' ->> 'reason' as reason from registry.outbox
     where envelope ->> 'type' = 'LOGIN_FAILED' and tenant_id = $1 order by ordinal`,
    [tenantId],
  );
  return rows.map(({ reason }) => reason);
}

describe('a first sign-in', () => {
  test('needs an invitation to the proved address, or a tenant that is open to it', async () => {
    expect(await signIn(proof('eve'))).toEqual({ status: 403, body: { reason: 'NOT_INVITED' } });
    const invitation = await invitationFor('ada@lab.example');
    for (const refused of [
      proof('eve', { invitation }),
      proof('ada', { invitation, verifiedEmail: null }),
      proof('ada', { admitTo: 'nowhere' }),
    ]) {
      expect((await signIn(refused)).status).toBe(403);
    }
    const { status, body } = await signIn(proof('ada', { invitation }));
    expect(status).toBe(200);
    expect(await actorOf(run, 'SESSION', body?.token ?? '')).toMatchObject({
      kind: 'USER',
      id: body?.userId,
      tenantId: 'alpha',
      accessLevel: 'ISOLATED',
      email: 'ada@lab.example',
    });
    expect(await eventsOf(run, body?.sessionId ?? '')).toEqual(['LOGIN']);
    const open = await signIn(proof('bob', { admitTo: 'beta' }));
    expect(open.body).toMatchObject({ tenantId: 'beta' });
  });

  test('that is refused is a record, whatever the person is called', async () => {
    const odd = { name: 'a\u0000b\ud800', verifiedEmail: 'odd\u0000@lab.example' };
    expect(await signIn(proof('odd', odd))).toEqual({
      status: 403,
      body: { reason: 'NOT_INVITED' },
    });
    const rows = await run.database.query(
      `select 1 from registry.outbox where envelope ->> 'type' = 'LOGIN_FAILED'
       and envelope::text like '%OIDC:odd%'`,
    );
    expect(rows).toHaveLength(1);
    const long = { name: 'n'.repeat(2_000), admitTo: 'alpha' };
    expect((await signIn(proof('long', long))).status).toBe(200);
    const { body } = await signIn(proof('nameless', { name: ' \u0000 ', admitTo: 'alpha' }));
    const [user] = await run.database.query<{ name: string }>(
      'select display_name as name from registry.users where id = $1',
      [body?.userId],
    );
    expect(user?.name).toBe('nameless@lab.example');
  });

  test('that is refused is a record, of which a flood leaves 60 a minute', async () => {
    await Promise.all(Array.from({ length: 80 }, (_, i) => signIn(proof(`flood-${i}`))));
    const [count] = await run.database.query(
      `select count(*)::int as failed from registry.outbox where envelope ->> 'type' = 'LOGIN_FAILED'
       and tenant_id = 'default'`,
    );
    expect(count?.['failed']).toBeLessThanOrEqual(120);
    expect(
      await run.database.query(`select 1 from registry.users where email like 'flood%'`),
    ).toEqual([]);
  });

  test('that is refused is a record of the tenant whose account was meant', async () => {
    const first = await signIn(proof('lost', { admitTo: 'alpha' }));
    expect(await signIn(proof('lost', { tenantId: 'beta' }))).toMatchObject({ status: 403 });
    const update = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }`;
    const input = { id: first.body?.userId, isActive: false };
    await run.ask(update, { input }, operator);
    expect(await signIn(proof('lost'))).toMatchObject({ body: { reason: 'NOT_ACTIVE' } });
    expect(await failuresIn('alpha')).toEqual(['NO_TENANT', 'NOT_ACTIVE']);
    expect(await failuresIn('beta')).toEqual([]);
  });

  test('that proved nothing is a record, and hides none of those who proved something', async () => {
    const failure = { provider: 'OIDC', reason: 'NOT_PROVED' };
    const report = () => askRoute(run.subgraph, '/internal/sign-in-failures', failure);
    const all = await Promise.all(Array.from({ length: 80 }, report));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([204]));
    const unproved = (await failuresIn('default')).filter((reason) => reason === 'NOT_PROVED');
    expect(unproved.length).toBeGreaterThan(0);
    expect(unproved.length).toBeLessThanOrEqual(120);
    for (const body of [
      { ...failure, reason: 'x' },
      { ...failure, provider: 'x' },
    ]) {
      expect((await askRoute(run.subgraph, '/internal/sign-in-failures', body)).status).toBe(400);
    }
  });

  test('of racing repeats makes one account', async () => {
    const racing = await Promise.all(
      Array.from({ length: 5 }, () => signIn(proof('race', { admitTo: 'alpha' }))),
    );
    expect(new Set(racing.map(({ body }) => body?.userId)).size).toBe(1);
  });
});

describe('an account', () => {
  test('is linked by a verified address, and then known by its subject', async () => {
    const first = await signIn(proof('carol', { admitTo: 'alpha' }));
    const github = { provider: 'GITHUB', issuer: 'https://github.example', subject: '42' };
    const unverified = await signIn(proof('carol', { ...github, verifiedEmail: null }));
    expect(unverified.status).toBe(403);
    const second = await signIn(proof('carol', github));
    expect(second.body?.userId).toBe(first.body?.userId);
    const renamed = await signIn(proof('carol', { verifiedEmail: 'new@lab.example' }));
    expect(renamed.body?.userId).toBe(first.body?.userId);
  });

  test('is nobody else’s to whom the provider gave its address, unless its tenant vouches', async () => {
    const first = await signIn(proof('heir', { admitTo: 'alpha' }));
    const other = (change: object = {}) => proof('heir', { subject: 'another person', ...change });
    const refused = { status: 403, body: { reason: 'NOT_INVITED' } };
    expect(await signIn(other())).toEqual(refused);
    expect(await signIn(other({ admitTo: 'alpha' }))).toEqual(refused);
    const foreign = await invitationFor('heir@lab.example', 'beta');
    expect(await signIn(other({ invitation: foreign }))).toEqual(refused);
    const invitation = await invitationFor('heir@lab.example', 'alpha');
    const vouched = await signIn(other({ invitation }));
    expect(vouched.body?.userId).toBe(first.body?.userId);
    // It was good once.
    expect(await signIn(other({ subject: 'a third', invitation }))).toEqual(refused);
  });

  test('of several tenants works in the one that it asks for', async () => {
    await signIn(proof('dan', { admitTo: 'alpha' }));
    expect(await signIn(proof('dan', { tenantId: 'beta' }))).toMatchObject({
      status: 403,
      body: { reason: 'NO_TENANT' },
    });
    const invitation = await invitationFor('dan@lab.example', 'beta');
    const both = await signIn(proof('dan', { invitation, tenantId: 'beta' }));
    expect(both.body?.tenantId).toBe('beta');
    expect((await signIn(proof('dan', { tenantId: 'alpha' }))).body?.tenantId).toBe('alpha');
  });

  test('that is not active is kept out, with its sessions', async () => {
    const { body } = await signIn(proof('frank', { admitTo: 'alpha' }));
    const update =
      'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';
    await run.ask(update, { input: { id: body?.userId, isActive: false } }, operator);
    expect(await actorOf(run, 'SESSION', body?.token ?? '')).toBeNull();
    expect((await signIn(proof('frank'))).body).toEqual({ reason: 'NOT_ACTIVE' });
  });
});

test('signing out ends the session, and a revoked one cannot come back', async () => {
  const { body } = await signIn(proof('grace', { admitTo: 'alpha' }));
  const token = body?.token ?? '';
  const tokenHash = hashOfSecret(token);
  expect((await askRoute(run.subgraph, '/internal/sign-out', { tokenHash })).status).toBe(204);
  expect((await askRoute(run.subgraph, '/internal/sign-out', { tokenHash })).status).toBe(204);
  expect(await actorOf(run, 'SESSION', token)).toBeNull();
  expect(await eventsOf(run, body?.sessionId ?? '')).toEqual(['LOGIN', 'LOGOUT']);
});

describe('the registry’s own endpoints', () => {
  const bodies = {
    '/internal/credentials': { kind: 'API_KEY', tokenHash: hashOfSecret('x') },
    '/internal/tenants': { tenantId: 'alpha' },
    '/internal/sign-in': proof('mallory', { admitTo: 'alpha' }),
    '/internal/sign-out': { tokenHash: hashOfSecret('x') },
  };

  test.each(Object.entries(bodies))('%s answers the gateway alone', async (path, body) => {
    const others = [
      operator,
      { ...operator, actor: { ...operator.actor, id: 'gateway' } },
      { ...operator, actor: serviceActor('gateway', 'default') },
      { ...operator, actor: serviceActor('metrics', 'default') },
    ];
    for (const identity of others) {
      const { status } = await askRoute(run.subgraph, path, { ...body, identity });
      expect(status).toBe(404);
    }
    expect((await askRoute(run.subgraph, path, { nonsense: 1 })).status).toBe(400);
  });
});
