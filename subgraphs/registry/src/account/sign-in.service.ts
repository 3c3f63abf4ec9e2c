/**
 * Signing in: from an identity that a provider has proved to a session. Accounts are linked by an address
 * that the provider says it verified, never by a name; a new account needs an invitation, or a tenant
 * that the operator opened to the address's domain.
 */
import { LockMode } from '@mikro-orm/postgresql';
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRow, selectRows } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { EventScope } from '../events.ts';
import {
  spendInvitation,
  tenantOfInvitation,
  useInvitation,
} from '../invitation/invitation.service.ts';
import { addMember } from '../membership/add-member.service.ts';
import { Membership, type MembershipRow } from '../membership/membership.entity.ts';
import { Tenant } from '../tenant/tenant.entity.ts';
import { type User, UserIdentity } from '../user/user.entity.ts';
import { lockUser } from '../user/user.lock.ts';
import { storeUser } from '../user/user.service.ts';
import { accountsActor } from './account.actor.ts';
import { accountEvent } from './account.events.ts';
import { normalEmail } from './email.rules.ts';
import { type NewSession, type SignedIn, openSession } from './open-session.ts';

/** What a provider has proved, and what the person asked for. */
export interface SignIn extends NewSession {
  readonly issuer: string;
  readonly subject: string;
  /** Only an address that the provider verified. */
  readonly verifiedEmail: string | null;
  readonly name: string | null;
  /** Of people who come from GitHub. */
  readonly githubLogin: string | null;
  /** Token of an invitation. */
  readonly invitation: string | null;
  /** The tenant to work in; the invitation's or the oldest when null. */
  readonly tenantId: string | null;
  /** Where the operator admits people of this address without an invitation. */
  readonly admitTo: string | null;
}

export type RefusalReason = 'NOT_INVITED' | 'NOT_ACTIVE' | 'NO_TENANT';

export interface RefusedSignIn {
  readonly reason: RefusalReason;
  /** Of the account that was meant; null when there is none. */
  readonly tenantId: string | null;
}

/**
 * Opens a session, after creating, linking or admitting the person where that is allowed. Errors: none
 * for refusals, which are returned; nothing is stored then. Effects: see above; event LOGIN.
 */
export async function signIn(
  deps: Deps,
  request: RequestIdentity,
  command: SignIn,
): Promise<SignedIn | RefusedSignIn> {
  const email = command.verifiedEmail === null ? null : normalEmail(command.verifiedEmail);
  const proved = { ...command, email };
  try {
    return await deps.database.transaction(accountsActor, async (tx) => {
      // Two first sign-ins of one identity follow each other.
      const lock = JSON.stringify(['sign-in', email ?? `${command.issuer} ${command.subject}`]);
      await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [lock]);
      const scope = { deps, tx, identity: { ...request, actor: provedActor(proved) } };
      const user = await findOrCreate(scope, proved);
      if (!user.isActive) throw new Refused('NOT_ACTIVE', user);
      const membership = await chooseMembership(scope, user, proved);
      if (command.githubLogin !== null) tx.assign(user, { githubLogin: command.githubLogin });
      return openSession(scope, { user, membership }, command);
    });
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Rolls the transaction back; never leaves this file. */
class Refused extends Error {
  readonly refusal: RefusedSignIn;

  constructor(reason: RefusalReason, account?: User) {
    super(reason);
    this.refusal = { reason, tenantId: account?.tenantId ?? null };
  }
}

type Proved = SignIn & { readonly email: string | null };

type ProvedIdentity = Pick<SignIn, 'provider' | 'subject' | 'name' | 'verifiedEmail'>;

/** Who acts before there is an account: the identity itself, whose personal values the ledger encrypts. */
export function provedActor(
  { provider, subject, name, verifiedEmail }: ProvedIdentity,
  tenantId = defaultTenantId,
): Actor {
  return {
    kind: 'USER',
    id: `${provider}:${subject}`.slice(0, 255),
    tenantId,
    accessLevel: 'ISOLATED',
    scopes: [],
    allowedTenants: [],
    ...(name ? { name } : {}),
    ...(verifiedEmail ? { email: verifiedEmail } : {}),
  };
}

async function findOrCreate(scope: EventScope, proved: Proved): Promise<User> {
  const { tx } = scope;
  const { issuer, subject, email } = proved;
  const known = await tx.findOne(UserIdentity, { issuer, subject });
  const user = known && (await lockUser(tx, { id: known.userId }));
  if (user) return user;
  if (email === null) throw new Refused('NOT_INVITED');
  const named = await lockUser(tx, { email });
  if (named) await requireSamePerson(scope, named, { ...proved, email });
  const account = named ?? (await createPerson(scope, { ...proved, email }));
  await linkIdentity(scope, account, proved);
  return account;
}

/**
 * An address may be given to somebody else at the same provider, who is not the person of the account. Who
 * administers its tenant can vouch that they are, by an invitation. Errors: refused.
 */
async function requireSamePerson(
  scope: EventScope,
  user: User,
  { issuer, email, invitation }: Proved & { readonly email: string },
): Promise<void> {
  const known = await selectRow(scope.tx, UserIdentity, { issuer, userId: user.id });
  if (!known) return;
  const use = { token: invitation ?? '', email, userId: user.id };
  if (!(await spendInvitation(scope, use, user.tenantId))) throw new Refused('NOT_INVITED', user);
}

async function createPerson(
  scope: EventScope,
  { invitation, admitTo, email, name }: Proved & { readonly email: string },
): Promise<User> {
  const invited =
    invitation === null ? null : await tenantOfInvitation(scope, { token: invitation, email });
  const tenantId = invited ?? (await openTenant(scope.tx, admitTo));
  if (tenantId === null) throw new Refused('NOT_INVITED');
  const displayName = (name?.trim() || email).slice(0, 255);
  const user = await storeUser(scope, {
    tenantId,
    username: email,
    email,
    displayName,
    isServiceAccount: false,
  });
  if (invited === null) await addMember(scope, { user, tenantId, role: 'ENGINEER' });
  return user;
}

async function openTenant(tx: Transaction, tenantId: string | null): Promise<string | null> {
  if (tenantId === null) return null;
  const tenant = await selectRow(tx, Tenant, { tenantId, isActive: true });
  return tenant && tenant.tenantId;
}

async function linkIdentity(
  scope: EventScope,
  user: User,
  { provider, issuer, subject }: Proved,
): Promise<void> {
  const { deps, tx } = scope;
  const { id: userId, tenantId } = user;
  const createdAt = deps.clock();
  const id = deps.newId();
  tx.create(UserIdentity, { id, tenantId, userId, provider, issuer, subject, createdAt });
  await tx.flush();
  await accountEvent(scope, {
    type: 'USER_IDENTITY_LINKED',
    tenantId,
    about: ['User', userId],
    data: { provider, issuer },
  });
}

async function chooseMembership(
  scope: EventScope,
  user: User,
  { invitation, tenantId, email }: Proved,
): Promise<MembershipRow> {
  const { tx } = scope;
  if (invitation !== null && email !== null && email === user.email) {
    await acceptOnce(scope, { token: invitation, person: { id: user.id, email } });
  }
  const memberships = await selectRows(
    tx,
    Membership,
    { userId: user.id },
    { orderBy: { id: 'asc' } },
  );
  const open = await selectRows(tx, Tenant, {
    tenantId: { $in: memberships.map((membership) => membership.tenantId) },
    isActive: true,
  });
  const isOpen = (membership: MembershipRow) =>
    open.some((tenant) => tenant.tenantId === membership.tenantId);
  const choice = memberships.filter(isOpen);
  const chosen = tenantId === null ? choice[0] : choice.find((each) => each.tenantId === tenantId);
  // Held, so that no session is opened beside the end of its membership.
  const lockMode = LockMode.PESSIMISTIC_READ;
  const held = chosen && (await tx.findOne(Membership, { id: chosen.id }, { lockMode }));
  if (!held) throw new Refused('NO_TENANT', user);
  return held;
}

/** An invitation that leads where the person is already, or nowhere, does not keep them out. */
async function acceptOnce(
  scope: EventScope,
  use: { readonly token: string; readonly person: { readonly id: string; readonly email: string } },
): Promise<void> {
  const { token, person } = use;
  const tenantId = await tenantOfInvitation(scope, { token, email: person.email });
  if (tenantId === null) return;
  const member = await selectRow(scope.tx, Membership, { tenantId, userId: person.id });
  if (!member) await useInvitation(scope, use);
}
