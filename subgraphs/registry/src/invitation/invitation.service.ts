/** Commands on invitations: make one, accept it, take it back. */
import { LockMode } from '@mikro-orm/postgresql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { badInput, conflict, notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountsActor } from '../account/account.actor.ts';
import { forgetInvitations } from '../account/forget-ended.ts';
import { accountEvent, creation } from '../account/account.events.ts';
import { requireEmail } from '../account/email.rules.ts';
import { hasEnded, invitationExpiry } from '../account/expiry.rules.ts';
import { type AccountRole, requireGrantableRole, targetTenant } from '../account/role.rules.ts';
import { hashOfSecret, newSecret } from '../account/secret.rules.ts';
import type { EventScope } from '../events.ts';
import { addMember } from '../membership/add-member.service.ts';
import type { Membership } from '../membership/membership.entity.ts';
import { lockTenant } from '../tenant/tenant.lock.ts';
import { lockUser } from '../user/user.lock.ts';
import { accountOf } from '../user/user.read.ts';
import { Invitation, type InvitationRow } from './invitation.entity.ts';
import { isInviterPresent } from './inviter.ts';

export interface InviteUser {
  readonly email: string;
  readonly role: AccountRole;
  readonly expiresInDays?: number | null | undefined;
  readonly tenantId?: string | null | undefined;
}

const defaultDays = 7;

/**
 * Makes an invitation. Errors: FORBIDDEN, also for a role with more rights than the actor's;
 * BAD_USER_INPUT, NOT_FOUND for the tenant. Effects: the invitation, event INVITATION_CREATED.
 */
export async function inviteUser(
  deps: Deps,
  identity: RequestIdentity,
  { email, role, expiresInDays, tenantId: wanted }: InviteUser,
): Promise<{ invitation: InvitationRow; secret: string }> {
  const { actor } = identity;
  authorize(actor, 'user:admin');
  const tenantId = targetTenant(actor, wanted);
  authorize(actor, 'user:admin', tenantId);
  if (role === 'SERVICE')
    throw badInput('input.role', 'Service accounts are created, not invited.');
  const now = deps.clock();
  const { text, tokenHash } = newSecret('invitation');
  const values = {
    tenantId,
    email: requireEmail(email, 'input.email'),
    role,
    expiresAt: invitationExpiry(expiresInDays ?? defaultDays, now),
  };
  requireGrantableRole(actor, role, 'input.role');
  return deps.database.transaction(actor, async (tx) => {
    await lockTenant(tx, actor, { tenantId, action: 'user:admin' });
    const id = deps.newId();
    const createdBy = actor.id;
    const invitation = tx.create(Invitation, {
      ...values,
      id,
      tokenHash,
      createdBy,
      createdAt: now,
    });
    await tx.flush();
    await forgetInvitations(tx, { tenantId, now });
    const change = creation({ role, expiresAt: values.expiresAt.toISOString() });
    await accountEvent(
      { deps, tx, identity },
      { type: 'INVITATION_CREATED', tenantId, about: ['Invitation', id], change },
    );
    return { invitation, secret: text };
  });
}

/**
 * Makes the actor a member of the tenant that invited its address. Errors: FORBIDDEN; NOT_FOUND for a
 * token that is good for nothing, or not for this actor; CONFLICT for a member. Effects: the membership,
 * the invitation, events MEMBER_ADDED and INVITATION_ACCEPTED.
 */
export async function acceptInvitation(
  deps: Deps,
  identity: RequestIdentity,
  { token }: { readonly token: string },
): Promise<Membership> {
  authorize(identity.actor, 'account:write');
  const userId = accountOf(identity.actor);
  if (userId === null) throw notFound('Invitation', 'input.token');
  return deps.database.transaction(accountsActor, async (tx) => {
    const user = await lockUser(tx, { id: userId });
    if (!user?.isActive || user.email == null) throw notFound('Invitation', 'input.token');
    const person = { id: user.id, email: user.email };
    const membership = await useInvitation({ deps, tx, identity }, { token, person });
    if (!membership) throw notFound('Invitation', 'input.token');
    return membership;
  });
}

/**
 * Uses the invitation for the person, whose address was proved; null when it is good for nothing, was made
 * for another address, or by somebody who is gone. Needs a transaction that reaches every tenant. Errors: CONFLICT for a member.
 */
export async function useInvitation(
  scope: EventScope,
  { token, person }: { token: string; person: { readonly id: string; readonly email: string } },
): Promise<Membership | null> {
  const invitation = await lockInvitation(scope.tx, token);
  if (!invitation || !(await isGoodFor(scope, invitation, person.email))) return null;
  const { tenantId, role } = invitation;
  const membership = await addMember(scope, { user: person, tenantId, role });
  await spend(scope, invitation, person.id);
  return membership;
}

/**
 * Uses an invitation of that tenant for nothing but what it says of the address; whether it was good for
 * that. Needs a transaction that reaches the tenant.
 */
export async function spendInvitation(
  scope: EventScope,
  {
    token,
    email,
    userId,
  }: { readonly token: string; readonly email: string; readonly userId: string },
  tenantId: string,
): Promise<boolean> {
  const invitation = await lockInvitation(scope.tx, token);
  if (invitation?.tenantId !== tenantId) return false;
  if (!(await isGoodFor(scope, invitation, email))) return false;
  await spend(scope, invitation, userId);
  return true;
}

async function spend(scope: EventScope, invitation: Invitation, userId: string): Promise<void> {
  const { deps, tx } = scope;
  tx.assign(invitation, { acceptedAt: deps.clock(), acceptedBy: userId });
  await tx.flush();
  const { id, tenantId } = invitation;
  await accountEvent(scope, {
    type: 'INVITATION_ACCEPTED',
    tenantId,
    about: ['Invitation', id],
    data: { userId },
  });
}

/** The tenant that the invitation leads the address to; null when it leads nowhere. */
export async function tenantOfInvitation(
  scope: Pick<EventScope, 'deps' | 'tx'>,
  { token, email }: { readonly token: string; readonly email: string },
): Promise<string | null> {
  const invitation = await lockInvitation(scope.tx, token);
  if (!invitation || !(await isGoodFor(scope, invitation, email))) return null;
  return invitation.tenantId;
}

function lockInvitation(tx: Transaction, token: string): Promise<Invitation | null> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  return tx.findOne(Invitation, { tokenHash: hashOfSecret(token) }, { lockMode });
}

async function isGoodFor(
  { deps, tx }: Pick<EventScope, 'deps' | 'tx'>,
  invitation: Invitation,
  email: string,
): Promise<boolean> {
  if (hasEnded(invitation, deps.clock()) || invitation.acceptedAt != null) return false;
  return invitation.email === email && isInviterPresent(tx, invitation);
}

/**
 * Takes an invitation back; repeating it changes nothing. Errors: FORBIDDEN, also for a role with more
 * rights than the actor's; NOT_FOUND, CONFLICT for one that was accepted. Effects: the invitation, event
 * INVITATION_REVOKED.
 */
export async function revokeInvitation(
  deps: Deps,
  identity: RequestIdentity,
  command: { readonly id: string },
): Promise<InvitationRow> {
  const { actor } = identity;
  authorize(actor, 'user:admin');
  const id = requireUuid(command.id, 'Invitation', 'input.id');
  return deps.database.transaction(actor, async (tx) => {
    const invitation = await lockRow(tx, actor, {
      entity: Invitation,
      where: { id },
      action: 'user:admin',
      field: 'input.id',
    });
    requireGrantableRole(actor, invitation.role, 'input.id');
    if (invitation.acceptedAt != null) {
      throw conflict('This invitation was accepted; remove the member instead.', {
        field: 'input.id',
      });
    }
    if (invitation.revokedAt != null) return invitation;
    tx.assign(invitation, { revokedAt: deps.clock() });
    await tx.flush();
    const { tenantId } = invitation;
    await accountEvent(
      { deps, tx, identity },
      { type: 'INVITATION_REVOKED', tenantId, about: ['Invitation', id] },
    );
    return invitation;
  });
}
