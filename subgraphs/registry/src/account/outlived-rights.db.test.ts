/**
 * Goal: what somebody began while they had rights gives none when they have lost them. Invitations end with
 * the rights of who made them, and no key or session is made beside the end of its membership. On
 * a real database; races are held open by a transaction of the test.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import {
  type Member,
  askRoute,
  createMember,
  createTenant,
  eventsOf,
  operator,
} from './testing/accounts.ts';

const createApiKey = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { apiKey { id } } }`;
const inviteUser = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { secret } }';
const removeMember = `mutation ($input: RemoveMemberInput!) {
  removeMember(input: $input) { membershipId } }`;
const changeMembership = `mutation ($input: ChangeMembershipInput!) {
  changeMembership(input: $input) { membership { role } } }`;
const updateUser =
  'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  await createTenant(run, 'beta');
  await createMember(run, 'beta', 'ADMIN');
  await createMember(run, 'alpha', 'ADMIN');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

let people = 0;
const signIn = (change: object) =>
  askRoute<{ sessionId: string }>(run.subgraph, '/internal/sign-in', {
    provider: 'OIDC',
    issuer: 'https://id.example',
    ...change,
  });

/** Invites a new address as the member, and gives what that person signs in with. */
async function invitationBy({ identity }: Pick<Member, 'identity'>, role: string) {
  const name = `guest-${(people += 1)}`;
  const verifiedEmail = `${name}@lab.example`;
  const input = { email: verifiedEmail, role, tenantId: 'alpha' };
  const answer = await run.ask<{ inviteUser: { secret: string } }>(inviteUser, { input }, identity);
  return { subject: name, name, verifiedEmail, invitation: answer.inviteUser.secret };
}

const refused = { status: 403, body: { reason: 'NOT_INVITED' } };

describe('an invitation', () => {
  test('of who was removed leads nowhere', async () => {
    const inviter = await createMember(run, 'alpha', 'MANAGER');
    const proof = await invitationBy(inviter, 'MANAGER');
    await run.ask(removeMember, { input: { id: inviter.membershipId } }, operator);
    expect(await signIn(proof)).toEqual(refused);
    expect(await eventsOf(run, inviter.userId)).toContain('INVITATION_REVOKED');
  });

  test('to who was removed leads nowhere, though it was never used; a new one does', async () => {
    const first = await invitationBy({ identity: operator }, 'ENGINEER');
    const invite = async () => {
      const input = { email: first.verifiedEmail, role: 'ENGINEER', tenantId: 'alpha' };
      const made = await run.ask<{ inviteUser: { secret: string } }>(
        inviteUser,
        { input },
        operator,
      );
      return { ...first, invitation: made.inviteUser.secret };
    };
    const spare = await invite();
    const { body } = await signIn(first);
    const [member] = await run.database.query<{ id: string }>(
      `select m.id from registry.memberships m join registry.sessions s using (user_id)
       where s.id = $1`,
      [body?.sessionId],
    );
    await run.ask(removeMember, { input: { id: member?.id } }, operator);
    expect(await signIn(spare)).toEqual({ status: 403, body: { reason: 'NO_TENANT' } });
    expect((await signIn(await invite())).status).toBe(200);
  });

  test('of who is locked out leads nowhere, until they are let in again', async () => {
    const inviter = await createMember(run, 'alpha', 'MANAGER');
    const proof = await invitationBy(inviter, 'ENGINEER');
    const lock = { id: inviter.userId, isActive: false };
    await run.ask(updateUser, { input: lock }, operator);
    expect(await signIn(proof)).toEqual(refused);
    await run.ask(updateUser, { input: { ...lock, isActive: true } }, operator);
    expect((await signIn(proof)).status).toBe(200);
  });

  test('gives no role that who made it could not give any more', async () => {
    const inviter = await createMember(run, 'alpha', 'ADMIN');
    const [tall, small] = [
      await invitationBy(inviter, 'ADMIN'),
      await invitationBy(inviter, 'ENGINEER'),
    ];
    const untouched = await invitationBy({ identity: operator }, 'ADMIN');
    const demote = { id: inviter.membershipId, role: 'MANAGER' };
    await run.ask(changeMembership, { input: demote }, operator);
    expect(await signIn(tall)).toEqual(refused);
    expect((await signIn(small)).status).toBe(200);
    expect((await signIn(untouched)).status).toBe(200);
    const last = await invitationBy(inviter, 'ENGINEER');
    await run.ask(changeMembership, { input: { ...demote, role: 'ENGINEER' } }, operator);
    expect(await signIn(last)).toEqual(refused);
  });

  test('of an operator who is one no more leads nowhere', async () => {
    const { userId, membershipId, identity } = await createMember(run, 'beta', 'ADMIN');
    const level = { id: membershipId, accessLevel: 'ADMIN' };
    await run.ask(changeMembership, { input: level }, operator);
    const actor = { ...identity.actor, accessLevel: 'ADMIN' as const };
    const proof = await invitationBy({ identity: { ...identity, actor } }, 'ADMIN');
    const other = await invitationBy({ identity: { ...identity, actor } }, 'ENGINEER');
    expect((await signIn(other)).status).toBe(200);
    await run.ask(changeMembership, { input: { ...level, accessLevel: 'ISOLATED' } }, operator);
    expect(await signIn(proof)).toEqual(refused);
    expect(await eventsOf(run, userId)).not.toContain('INVITATION_REVOKED');
  });
});

describe('beside the end of a membership', () => {
  /** Ends the membership in a transaction that is open while `act` begins; whatever comes of it. */
  async function duringRemoval<T>({ membershipId }: Member, act: () => Promise<T>): Promise<T> {
    const client = new pg.Client(run.database.url);
    await client.connect();
    try {
      await client.query('begin');
      await client.query('delete from registry.memberships where id = $1', [membershipId]);
      let isOver = false;
      const acting = act().finally(() => (isOver = true));
      while (!isOver && !(await isSomebodyWaiting())) await new Promise(setImmediate);
      await client.query('commit');
      return await acting;
    } finally {
      await client.end();
    }
  }

  async function isSomebodyWaiting(): Promise<boolean> {
    const rows = await run.database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  }

  test('no key is made', async () => {
    const engineer = await createMember(run, 'alpha', 'ENGINEER');
    const input = { name: 'k', scopes: ['agent:write'] };
    const refusal = await duringRemoval(engineer, () =>
      run.refuse(createApiKey, { input }, engineer.identity),
    );
    expect(refusal.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.userId' });
  });

  test('no session is opened', async () => {
    const proof = { subject: 'late', name: 'late', verifiedEmail: 'late@lab.example' };
    const first = await signIn({ ...proof, admitTo: 'alpha' });
    const [membership] = await run.database.query<{ id: string }>(
      `select m.id from registry.memberships m join registry.sessions s using (user_id)
       where s.id = $1`,
      [first.body?.sessionId],
    );
    const member = { membershipId: membership?.id } as Member;
    expect(await duringRemoval(member, () => signIn(proof))).toEqual({
      status: 403,
      body: { reason: 'NO_TENANT' },
    });
  });
});
