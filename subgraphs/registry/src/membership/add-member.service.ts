/** Making a user a member: what creating an account, an invitation and a first sign-in have in common. */
import type { AccessLevel } from '@arbiter/kernel/actor/actor.ts';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import { flushUnique } from '@arbiter/server/db/unique.ts';
import { accountEvent, creation } from '../account/account.events.ts';
import type { AccountRole } from '../account/role.rules.ts';
import type { EventScope } from '../events.ts';
import { Membership } from './membership.entity.ts';

export interface NewMember {
  readonly user: { readonly id: string };
  readonly tenantId: string;
  readonly role: AccountRole;
  readonly accessLevel?: AccessLevel;
}

/** Who may do so is the caller's to decide. Errors: CONFLICT. Effects: event MEMBER_ADDED. */
export async function addMember(
  scope: EventScope,
  { user, tenantId, role, accessLevel = 'ISOLATED' }: NewMember,
): Promise<Membership> {
  const { deps, tx } = scope;
  const now = deps.clock();
  const membership = tx.create(Membership, {
    id: deps.newId(),
    tenantId,
    userId: user.id,
    role,
    accessLevel,
    allowedTenants: [],
    createdAt: now,
    updatedAt: now,
  });
  await flushUnique(tx, conflict('This user is a member already.', {}));
  await accountEvent(scope, {
    type: 'MEMBER_ADDED',
    tenantId,
    about: ['Membership', membership.id],
    change: creation({ userId: user.id, role, accessLevel }),
  });
  return membership;
}
