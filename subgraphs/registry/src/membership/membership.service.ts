/** Commands on memberships: change what a member may do, end one. */
import type { AccessLevel, Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { badInput, conflict } from '@arbiter/kernel/errors/app-error.ts';
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
    await requireOtherAdmin(tx, member);
    const { tenantId, userId, role } = member;
    const scope = { deps, tx, identity };
    await revokeCredentials(tx, { tenantId, userId, now: deps.clock() });
    await revokeInvitationsOf(scope, member, null);
    tx.remove(member);
    await tx.flush();
    await accountEvent(scope, {
      type: 'MEMBER_REMOVED',
      tenantId,
      about: ['Membership', id],
      change: { action: 'DELETE', before: { userId, role } },
    });
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

async function requireOtherAdmin(tx: Transaction, member: Membership): Promise<void> {
  if (member.role !== 'ADMIN') return;
  const [other] = await tx.execute<unknown[]>(
    `select 1 from registry.memberships m join registry.users u on u.id = m.user_id
     where m.tenant_id = ? and m.role = 'ADMIN' and m.id <> ? and u.is_active limit 1`,
    [member.tenantId, member.id],
  );
  if (other) return;
  throw conflict('A tenant keeps its last ADMIN; make somebody else one first.', {
    field: 'input.id',
  });
}

async function revokeCredentials(
  tx: Transaction,
  { tenantId, userId, now }: { tenantId: string; userId: string; now: Date },
): Promise<void> {
  for (const table of ['sessions', 'api_keys']) {
    await tx.execute(
      `update registry.${table} set revoked_at = ?
       where tenant_id = ? and user_id = ? and revoked_at is null`,
      [now, tenantId, userId],
    );
  }
}
