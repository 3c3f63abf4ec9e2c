/** Commands on users: create a service account or, as administrator, a person; change one. */
import type { AccessLevel, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { badInput, conflict } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import { flushUnique } from '@arbiter/server/db/unique.ts';
import { changeOf } from '@arbiter/server/events/change.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountEvent, creation } from '../account/account.events.ts';
import { normalEmail, requireEmail } from '../account/email.rules.ts';
import {
  type AccountRole,
  requireAdminLevel,
  requireGrantableRole,
  requireRightsOf,
  targetTenant,
} from '../account/role.rules.ts';
import type { EventScope } from '../events.ts';
import { addMember } from '../membership/add-member.service.ts';
import { requireNoMoreRights, requireNoMoreRightsAnywhere } from '../membership/manageable.ts';
import type { MembershipRow } from '../membership/membership.entity.ts';
import { lockTenant } from '../tenant/tenant.lock.ts';
import { User, type UserRow } from './user.entity.ts';

export interface CreateUser {
  readonly email?: string | null | undefined;
  readonly username?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly role: AccountRole;
  readonly accessLevel?: AccessLevel | null | undefined;
  readonly tenantId?: string | null | undefined;
}

/**
 * Creates an account with its first membership. Errors: FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for the
 * tenant, CONFLICT for a taken name or address. Effects: both rows, events USER_CREATED, MEMBER_ADDED.
 */
export async function createUser(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateUser,
): Promise<{ user: UserRow; membership: MembershipRow }> {
  const { actor } = identity;
  const { role } = command;
  const accessLevel = command.accessLevel ?? 'ISOLATED';
  authorize(actor, 'user:admin');
  const tenantId = targetTenant(actor, command.tenantId);
  authorize(actor, 'user:admin', tenantId);
  const account = requireAccount(command);
  requireGrantableRole(actor, role, 'input.role');
  requireRightsOf(actor, { role, accessLevel }, 'input.accessLevel');
  // Whether an address is known is nothing that one group should learn about another's people.
  if (account.email !== null) requireAdminLevel(actor);
  return deps.database.transaction(actor, async (tx) => {
    await lockTenant(tx, actor, { tenantId, action: 'user:admin' });
    const scope = { deps, tx, identity };
    const user = await storeUser(scope, { ...account, tenantId });
    const membership = await addMember(scope, { user, tenantId, role, accessLevel });
    return { user, membership };
  });
}

/** What the input says: a person by an address, or a service account by a name. */
function requireAccount({ email, username, displayName, title, role }: CreateUser) {
  const isServiceAccount = role === 'SERVICE';
  const value = isServiceAccount ? username : email;
  const isMixed = (isServiceAccount ? email : username) != null;
  if (value == null || isMixed) {
    const field = isServiceAccount ? 'input.username' : 'input.email';
    throw badInput(field, `An account of the role ${role} has ${field}, and not the other name.`);
  }
  const address = isServiceAccount ? null : requireEmail(value, 'input.email');
  const name = address ?? requireServiceName(value);
  return {
    username: name,
    email: address,
    displayName: requireText(displayName ?? name, 'input.displayName', { max: 255 }),
    title: title == null ? null : requireTitle(title),
    isServiceAccount,
  };
}

/** People are called by their addresses; who looks for a person by one must not find a program. */
function requireServiceName(value: string): string {
  const name = requireText(value, 'input.username', { max: 100 });
  if (normalEmail(name) === null) return name;
  throw badInput('input.username', 'A service account is not called by an email address.');
}

const requireTitle = (title: string) => requireText(title, 'input.title', { max: 255 });

export interface NewUser {
  readonly tenantId: string;
  readonly username: string;
  readonly email: string | null;
  readonly displayName: string;
  readonly title?: string | null;
  readonly isServiceAccount: boolean;
}

/** Stores an account. Errors: CONFLICT for a taken name or address. Effects: event USER_CREATED. */
export async function storeUser(scope: EventScope, values: NewUser): Promise<User> {
  const { deps, tx } = scope;
  const now = deps.clock();
  const user = tx.create(User, {
    ...values,
    id: deps.newId(),
    isActive: true,
    createdAt: now,
    updatedAt: now,
  });
  const field = values.isServiceAccount ? 'input.username' : 'input.email';
  await flushUnique(tx, conflict('There is an account of this name already.', { field }));
  const { id, tenantId, isServiceAccount } = user;
  const change = creation({ isServiceAccount });
  await accountEvent(scope, { type: 'USER_CREATED', tenantId, about: ['User', id], change });
  return user;
}

export interface UpdateUser {
  readonly id: string;
  readonly displayName?: string | null | undefined;
  /** Empty to take it away. */
  readonly title?: string | null | undefined;
  readonly isActive?: boolean | null | undefined;
}

/**
 * Changes what is given. Errors: FORBIDDEN, also for who may do more than the caller, and for a person's
 * activity unless the caller has the level ADMIN, as a person may belong to other groups; NOT_FOUND,
 * BAD_USER_INPUT, CONFLICT for locking oneself out. Effects: the user, event USER_UPDATED without the names.
 */
export async function updateUser(
  deps: Deps,
  identity: RequestIdentity,
  command: UpdateUser,
): Promise<UserRow> {
  const { actor } = identity;
  authorize(actor, 'user:admin');
  const id = requireUuid(command.id, 'User', 'input.id');
  const { displayName, title, isActive } = command;
  const wanted = {
    ...(displayName == null
      ? {}
      : { displayName: requireText(displayName, 'input.displayName', { max: 255 }) }),
    ...(title == null ? {} : { title: title === '' ? null : requireTitle(title) }),
    ...(isActive == null ? {} : { isActive }),
  };
  return deps.database.transaction(actor, async (tx) => {
    const user = await lockRow(tx, actor, {
      entity: User,
      where: { id, deletedAt: null },
      action: 'user:admin',
      field: 'input.id',
    });
    const owner = { tenantId: user.tenantId, userId: id };
    await requireNoMoreRights(tx, actor, { owner, field: 'input.id' });
    if (isActive != null && !user.isServiceAccount) {
      requireAdminLevel(actor);
      await requireNoMoreRightsAnywhere(tx, actor, { userId: id, field: 'input.id' });
    }
    if (isActive === false && id === actor.id) {
      throw conflict('Nobody locks themselves out.', { field: 'input.isActive' });
    }
    const change = changeOf(user, wanted);
    if (!change) return user;
    tx.assign(user, { ...wanted, updatedAt: deps.clock() });
    await tx.flush();
    const fields = Object.keys(change.after ?? {});
    await accountEvent(
      { deps, tx, identity },
      {
        type: 'USER_UPDATED',
        tenantId: user.tenantId,
        about: ['User', id],
        // Of names the ledger says only that they changed.
        change: { action: 'UPDATE', after: isActive == null ? {} : { isActive } },
        data: { fields },
      },
    );
    return user;
  });
}
