/** Commands on memberships: change what a member may do, end one. */
import type { AccessLevel, Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import { changeOf } from '@arbiter/server/events/change.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountEvent } from '../account/account.events.ts';
import {
  type AccountRole,
  requireGrantableLevel,
  requireGrantableRole,
  requireRightsOf,
} from '../account/role.rules.ts';
import { revokeInvitationsOf } from '../invitation/inviter.ts';
import { lockTenant } from '../tenant/tenant.lock.ts';
import { endMembership, requireOtherAdmin } from './end-membership.service.ts';
import { Membership, type MembershipRow } from './membership.entity.ts';

/** A group has a few partners. */
const maxAllowedTenants = 100;

export interface ChangeMembership {
  readonly id: string;
  readonly role?: AccountRole | null | undefined;
  readonly accessLevel?: AccessLevel | null | undefined;
  readonly allowedTenants?: readonly string[] | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Changes what is given; it takes effect with the next request of the member, at the latest when the
 * gateway asks again. Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for a stale version and for
 * the last ADMIN. Effects: the membership, the invitations that a lower role could not make, event
 * MEMBER_CHANGED.
 */
export async function changeMembership(
  deps: Deps,
  identity: RequestIdentity,
  command: ChangeMembership,
): Promise<MembershipRow> {
  const { actor } = identity;
  authorize(actor, 'user:admin');
  const { id, ...wanted } = wantedValues(command);
  return deps.database.transaction(actor, async (tx) => {
    const member = await lockMember(tx, actor, id);
    requireVersion('Membership', member, command.expectedVersion);
    requireChangeable(actor, member, wanted);
    if (wanted.role !== undefined && wanted.role !== 'ADMIN') await requireOtherAdmin(tx, member);
    const change = changeOf(member, wanted);
    if (!change) return member;
    tx.assign(member, { ...wanted, updatedAt: deps.clock() });
    await tx.flush();
    const { tenantId, userId, role } = member;
    const scope = { deps, tx, identity };
    if (wanted.role !== undefined) await revokeInvitationsOf(scope, member, role);
    await accountEvent(scope, {
      type: 'MEMBER_CHANGED',
      tenantId,
      about: ['Membership', id],
      change,
      data: { userId },
    });
    return member;
  });
}

/**
 * Ends a membership. Errors: FORBIDDEN, NOT_FOUND, CONFLICT for the last ADMIN. Effects: the membership,
 * the user's sessions, keys and open invitations in the tenant, event MEMBER_REMOVED.
 */
export async function removeMember(
  deps: Deps,
  identity: RequestIdentity,
  command: { readonly id: string },
): Promise<string> {
  const { actor } = identity;
  authorize(actor, 'user:admin');
  const id = requireUuid(command.id, 'Membership', 'input.id');
  return deps.database.transaction(actor, async (tx) => {
    const member = await lockMember(tx, actor, id);
    requireRightsOf(actor, member, 'input.id');
    await endMembership({ deps, tx, identity }, member);
    return id;
  });
}

function wantedValues({ id, role, accessLevel, allowedTenants }: ChangeMembership) {
  const field = 'input.allowedTenants';
  if (allowedTenants && allowedTenants.length > maxAllowedTenants) {
    throw badInput(field, `${field} must have at most ${maxAllowedTenants} entries.`);
  }
  return {
    id: requireUuid(id, 'Membership', 'input.id'),
    ...(role == null ? {} : { role }),
    ...(accessLevel == null ? {} : { accessLevel }),
    ...(allowedTenants == null
      ? {}
      : {
          allowedTenants: allowedTenants.map((each, i) => requireTenantId(each, `${field}[${i}]`)),
        }),
  };
}

/** Locked after its tenant, so that two removals cannot each leave the other's ADMIN behind. */
async function lockMember(tx: Transaction, actor: Actor, id: string): Promise<Membership> {
  const find = () =>
    lockRow(tx, actor, {
      entity: Membership,
      where: { id },
      action: 'user:admin',
      field: 'input.id',
    });
  const known = await tx.findOne(Membership, { id }, { fields: ['tenantId'] });
  if (!known) return find();
  await lockTenant(tx, actor, {
    tenantId: known.tenantId,
    action: 'user:admin',
    field: 'input.id',
  });
  tx.clear();
  return find();
}

function requireChangeable(
  actor: Actor,
  member: Membership,
  { role, accessLevel, allowedTenants }: Omit<ReturnType<typeof wantedValues>, 'id'>,
): void {
  requireRightsOf(actor, member, 'input.id');
  if (role !== undefined) {
    requireGrantableRole(actor, role, 'input.role');
    if ((role === 'SERVICE') !== (member.role === 'SERVICE')) {
      throw badInput('input.role', 'A person stays a person, and a service account one.');
    }
  }
  if (accessLevel !== undefined) {
    const wanted = { role: role ?? member.role, accessLevel };
    requireRightsOf(actor, wanted, 'input.accessLevel');
  }
  // A list alone gives nothing yet, but would with a level that somebody gives later.
  if (allowedTenants?.length) requireGrantableLevel(actor, 'READ_CROSS', 'input.allowedTenants');
}
