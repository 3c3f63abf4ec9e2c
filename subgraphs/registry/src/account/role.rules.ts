/**
 * What account roles allow, and that nobody grants more than they have. A role stands for scopes in its
 * own tenant; how far somebody reaches beyond it is their access level, which is granted apart.
 */
import {
  type AccessLevel,
  type Actor,
  accessLevels,
  containsTenant,
  readableTenants,
} from '@arbiter/kernel/actor/actor.ts';
import { type Action, actions } from '@arbiter/kernel/actor/authorize.ts';
import { AppError, badInput } from '@arbiter/kernel/errors/app-error.ts';

export const accountRoles = ['ADMIN', 'MANAGER', 'ENGINEER', 'SERVICE'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** A group's work. Listed, so that a new action is nobody's before somebody decides whose it is. */
const work = [
  'agent:write',
  'experiment:write',
  'playbook:write',
  'workflow:write',
  'lineage:write',
  'tournament:write',
  'match:report',
  'analysis:write',
] as const satisfies readonly Action[];

const scopesByRole: Readonly<Record<AccountRole, readonly string[]>> = {
  ADMIN: ['*'],
  MANAGER: [...work, 'key:write', 'account:write', 'user:admin'],
  ENGINEER: [...work, 'key:write', 'account:write'],
  SERVICE: work,
};

/** The scopes of a role; `*` is all. */
export function scopesOf(role: AccountRole): readonly string[] {
  return scopesByRole[role];
}

/** The scopes of a member: those of the role, and all for who administers the installation. */
export function scopesOfMember(role: AccountRole, level: AccessLevel): readonly string[] {
  return level === 'ADMIN' ? ['*'] : scopesOf(role);
}

/** Whether who has the role may invite to the other one: administers users, and has every scope of it. */
export function mayInvite(role: AccountRole, other: AccountRole): boolean {
  const held = scopesOf(role);
  const needed: readonly string[] = ['user:admin', ...scopesOf(other)];
  return held.includes('*') || needed.every((scope) => held.includes(scope));
}

/** What both allow; `*` in either is all of the other. */
export function commonScopes(one: readonly string[], other: readonly string[]): readonly string[] {
  if (one.includes('*')) return other;
  if (other.includes('*')) return one;
  return one.filter((scope) => other.includes(scope));
}

/** The lower of two access levels. */
export function lowerLevel(one: AccessLevel, other: AccessLevel): AccessLevel {
  return accessLevels.indexOf(one) <= accessLevels.indexOf(other) ? one : other;
}

/**
 * The scopes, each once. Errors: BAD_USER_INPUT naming the unknown one, or when there are none;
 * FORBIDDEN when the actor does not have one itself.
 */
export function requireGrantableScopes(
  actor: Actor,
  scopes: readonly string[],
  field: string,
): string[] {
  const known = ['*', ...Object.keys(actions)];
  const unknown = scopes.findIndex((scope) => !known.includes(scope));
  if (unknown >= 0) {
    throw badInput(`${field}[${unknown}]`, 'There is no such scope.', { allowed: known });
  }
  if (scopes.length === 0) throw badInput(field, `${field} must name a scope.`, { allowed: known });
  requireHeld(actor, scopes, field);
  return [...new Set(scopes)];
}

/** Errors: FORBIDDEN when the role has a scope that the actor does not have itself. */
export function requireGrantableRole(actor: Actor, role: AccountRole, field: string): void {
  requireHeld(actor, scopesOf(role), field);
}

/** Errors: FORBIDDEN for more than ISOLATED, unless the actor has the level ADMIN. */
export function requireGrantableLevel(actor: Actor, level: AccessLevel, field: string): void {
  if (level === 'ISOLATED' || actor.accessLevel === 'ADMIN') return;
  throw new AppError(
    'FORBIDDEN',
    'Only callers of the access level ADMIN give access beyond a tenant.',
    {
      field,
    },
  );
}

interface MemberRights {
  readonly role: AccountRole;
  readonly accessLevel: AccessLevel;
}

/** Errors: FORBIDDEN for a member who may do more than the actor itself. */
export function requireScopesOf(
  actor: Actor,
  { role, accessLevel }: MemberRights,
  field: string,
): void {
  requireHeld(actor, scopesOfMember(role, accessLevel), field);
}

/**
 * Errors: FORBIDDEN for a member who may do, or reach, more than the actor itself. The level ADMIN is more to
 * do as well: without this, who has that level and few scopes would give somebody all of them by it.
 */
export function requireRightsOf(actor: Actor, member: MemberRights, field: string): void {
  requireScopesOf(actor, member, field);
  requireGrantableLevel(actor, member.accessLevel, field);
}

/** Errors: FORBIDDEN unless the actor has the access level ADMIN. */
export function requireAdminLevel(actor: Actor): void {
  if (actor.accessLevel === 'ADMIN') return;
  throw new AppError('FORBIDDEN', 'This needs the access level ADMIN.', { allowed: ['ADMIN'] });
}

/** The tenant that a command is about. Errors: FORBIDDEN for one that the actor cannot even read. */
export function targetTenant(actor: Actor, tenantId: string | null | undefined): string {
  const target = tenantId ?? actor.tenantId;
  if (containsTenant(readableTenants(actor), target)) return target;
  throw new AppError('FORBIDDEN', 'This is not a tenant of yours.', { field: 'input.tenantId' });
}

function requireHeld(actor: Actor, scopes: readonly string[], field: string): void {
  if (actor.scopes.includes('*')) return;
  const missing = scopes.filter((scope) => !actor.scopes.includes(scope));
  if (missing.length === 0) return;
  throw new AppError('FORBIDDEN', 'Nobody gives or takes rights that they do not have.', {
    field,
    allowed: [...actor.scopes],
  });
}
