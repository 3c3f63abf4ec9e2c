/** Sessions on a real database: how long they last with and without use, and who ends them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { scopesOf } from '../account/role.rules.ts';
import { hashOfSecret } from '../account/secret.rules.ts';
import type { SignedIn } from '../account/open-session.ts';
import {
  actorOf,
  askRoute,
  createMember,
  createTenant,
  eventsOf,
  operator,
} from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

const minuteMs = 60_000;
let now = Date.parse('2026-01-01T00:00:00.000Z');
let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry, { clock: () => new Date(now) });
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const limits = { lifetimeSeconds: 4 * 3_600, idleSeconds: 3_600 };

async function signIn(name: string, change: object = {}): Promise<SignedIn> {
  const { body } = await askRoute<SignedIn>(run.subgraph, '/internal/sign-in', {
    provider: 'OIDC',
    issuer: 'https://id.example',
    subject: name,
    verifiedEmail: `${name}@lab.example`,
    admitTo: 'alpha',
    session: limits,
    ...change,
  });
  if (!body?.token) throw new Error(JSON.stringify(body));
  return body;
}

const isOpen = async ({ token }: SignedIn) => (await actorOf(run, 'SESSION', token)) !== null;
const as = ({ userId, tenantId }: SignedIn) =>
  testIdentity(tenantId, { id: userId, scopes: scopesOf('ENGINEER') });

describe('a session', () => {
  test('lasts while it is used, up to its end', async () => {
    const session = await signIn('ada');
    for (let used = 0; used < 4; used += 1) {
      now += 59 * minuteMs;
      expect(await isOpen(session)).toBe(true);
    }
    now += 4 * minuteMs;
    expect(await isOpen(session)).toBe(false);
  });

  test('ends when it was not used for long enough, though its end is far, for good', async () => {
    const [used, unused] = [await signIn('ben'), await signIn('ben')];
    now += 30 * minuteMs;
    expect(await isOpen(used)).toBe(true);
    now += 30 * minuteMs;
    expect(await isOpen(unused)).toBe(false);
    now += 29 * minuteMs;
    expect(await isOpen(used)).toBe(true);
    expect(await isOpen(unused)).toBe(false);
  });

  test('notes its use once a minute, however often it is used', async () => {
    const session = await signIn('cleo');
    const ctid = async () =>
      run.database.query('select ctid::text from registry.sessions where id = $1', [
        session.sessionId,
      ]);
    await isOpen(session);
    const before = await ctid();
    now += 59_000;
    for (let used = 0; used < 5; used += 1) await isOpen(session);
    expect(await ctid()).toEqual(before);
    now += 2_000;
    await isOpen(session);
    expect(await ctid()).not.toEqual(before);
  });

  test('says when it will end', async () => {
    const session = await signIn('dora');
    now += minuteMs;
    await isOpen(session);
    const query = '{ sessions { nodes { idleExpiresAt expiresAt } } }';
    const { sessions } = await run.ask<{
      sessions: { nodes: { idleExpiresAt: Date; expiresAt: Date }[] };
    }>(query, {}, as(session));
    expect(sessions.nodes).toEqual([
      {
        idleExpiresAt: new Date(now + limits.idleSeconds * 1_000),
        expiresAt: new Date(now - minuteMs + limits.lifetimeSeconds * 1_000),
      },
    ]);
  });

  test('has limits that nobody asks too much of', async () => {
    for (const session of [
      { ...limits, lifetimeSeconds: 2_592_001 },
      { ...limits, idleSeconds: 0 },
      { ...limits, idleSeconds: 1.5 },
    ]) {
      await expect(signIn('eve', { session })).rejects.toThrow();
    }
  });
});

const revokeAll = `mutation ($input: RevokeAllSessionsInput!) {
  revokeAllSessions(input: $input) { revoked } }`;
const revokeOne = `mutation ($input: RevokeSessionInput!) {
  revokeSession(input: $input) { session { revokedAt } } }`;

describe('signing in again', () => {
  test('ends the session that the browser had, whosever it was, and no other', async () => {
    const [former, other] = [await signIn('lea'), await signIn('lea')];
    const next = await signIn('max', { replaces: hashOfSecret(former.token) });
    expect(await Promise.all([former, other, next].map(isOpen))).toEqual([false, true, true]);
    expect(await eventsOf(run, former.sessionId)).toEqual(['LOGIN', 'LOGOUT']);
    // What a browser has kept may be long gone, or of nothing.
    for (const token of [former.token, 'as_nothing']) {
      expect(await isOpen(await signIn('max', { replaces: hashOfSecret(token) }))).toBe(true);
    }
    expect(await eventsOf(run, former.sessionId)).toEqual(['LOGIN', 'LOGOUT']);
  });
});

describe('signing out', () => {
  async function ofTwoTenants(name: string): Promise<SignedIn[]> {
    const home = await signIn(name);
    const invite = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { secret } }';
    const input = { email: `${name}@lab.example`, role: 'ENGINEER', tenantId: 'beta' };
    const { inviteUser } = await run.ask<{ inviteUser: { secret: string } }>(
      invite,
      { input },
      operator,
    );
    const guest = { invitation: inviteUser.secret, tenantId: 'beta' };
    return [home, await signIn(name), await signIn(name, guest)];
  }

  test('everywhere ends every session of one’s own, in all tenants, and nobody else’s', async () => {
    const sessions = await ofTwoTenants('fay');
    const other = await signIn('gil');
    const [home = other] = sessions;
    const all = await run.ask(revokeAll, { input: {} }, as(home));
    expect(all).toEqual({ revokeAllSessions: { revoked: 3 } });
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, false, false]);
    expect(await isOpen(other)).toBe(true);
    expect(await eventsOf(run, home.userId)).toEqual(
      expect.arrayContaining(['SESSION_REVOKED', 'SESSION_REVOKED']),
    );
  });

  test('another user by an administrator ends those of its tenant alone', async () => {
    const [home, again, guest] = (await ofTwoTenants('hal')) as [SignedIn, SignedIn, SignedIn];
    const admin = testIdentity('alpha', { scopes: ['*'] });
    const input = { userId: home.userId };
    const all = await run.ask(revokeAll, { input }, admin);
    expect(all).toEqual({ revokeAllSessions: { revoked: 2 } });
    expect(await Promise.all([home, again, guest].map(isOpen))).toEqual([false, false, true]);
  });

  test('an ADMIN is not for a MANAGER, who may do less', async () => {
    const { userId: id, identity } = await createMember(run, 'alpha', 'ADMIN');
    const session = await signIn('kim');
    await run.database.query('update registry.sessions set user_id = $1 where id = $2', [
      id,
      session.sessionId,
    ]);
    const manager = testIdentity('alpha', { scopes: scopesOf('MANAGER') });
    const codeOf = async (query: string, input: object) =>
      (await run.refuse(query, { input }, manager)).extensions['code'];
    expect(await codeOf(revokeAll, { userId: id })).toBe('FORBIDDEN');
    expect(await codeOf(revokeOne, { id: session.sessionId })).toBe('FORBIDDEN');
    expect(await isOpen(session)).toBe(true);
    await run.ask(revokeOne, { input: { id: session.sessionId } }, identity);
    expect(await isOpen(session)).toBe(false);
  });

  test('somebody else is for administrators', async () => {
    const [mine, theirs] = [await signIn('ivy'), await signIn('jon')];
    const codeOf = async (query: string, input: object) =>
      (await run.refuse(query, { input }, as(mine))).extensions['code'];
    expect(await codeOf(revokeAll, { userId: theirs.userId })).toBe('FORBIDDEN');
    expect(await codeOf(revokeOne, { id: theirs.sessionId })).toBe('NOT_FOUND');
    expect(await isOpen(theirs)).toBe(true);
  });
});
