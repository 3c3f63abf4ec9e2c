/**
 * The one place that decides whether an actor may do an action. Services call it first, before
 * they load anything. Every action of the system is in the map below; a typo does not compile.
 */
import { AppError } from '../errors/app-error.ts';
import { type Actor, type TenantSet, containsTenant, writableTenants } from './actor.ts';

/** A group's work: in each tenant that the actor writes to. */
const workActions = {
  'agent:write': 'register agents and change them',
  'experiment:write': 'create experiments, start and finish their runs',
  'playbook:write': 'create playbooks and new versions of them',
  'workflow:write': 'create workflows and drive their steps',
  'lineage:write': 'report OpenLineage events',
  'tournament:write': 'create tournaments and manage their entrants and states',
  'match:report': 'report results of matches',
  'analysis:write': 'record analyses and reward decompositions',
} as const;

/** Who belongs and what they may: in the actor's own tenant, and elsewhere for the access level ADMIN alone. */
const administrativeActions = {
  'tenant:admin': 'administer the tenant; to create tenants, with the access level ADMIN',
  'user:admin': 'create accounts, invite people, and change and remove members',
  'key:write': 'make, rotate and revoke API keys',
  'account:write': 'end own sessions, accept invitations and set own preferences',
  'subject:erase': "make a person's values in the audit ledger unreadable",
} as const;

/** Action → what it allows, in the words of the reference page. The action's name is its scope. */
export const actions = { ...workActions, ...administrativeActions } as const;

export type Action = keyof typeof actions;

/** Whether it is done in the actor's own tenant, and elsewhere for the access level ADMIN alone. */
export function isAdministration(action: Action): boolean {
  return Object.hasOwn(administrativeActions, action);
}

/**
 * True when the actor holds the action's scope, or all of them, and its access level lets it act in the
 * tenant.
 */
export function isAuthorized(actor: Actor, action: Action, tenantId = actor.tenantId): boolean {
  if (actor.isAnonymous) return false;
  if (!containsTenant(tenantsFor(actor, action), tenantId)) return false;
  return actor.scopes.includes('*') || actor.scopes.includes(action);
}

function tenantsFor(actor: Actor, action: Action): TenantSet {
  const writable = writableTenants(actor);
  if (writable === '*' || !isAdministration(action)) return writable;
  return [actor.tenantId];
}

/** For what concerns all tenants, which no scope allows. Errors: FORBIDDEN naming the access level. */
export function authorizeAdmin({ accessLevel }: Actor): void {
  if (accessLevel === 'ADMIN') return;
  throw new AppError('FORBIDDEN', 'This needs the access level ADMIN.', { allowed: ['ADMIN'] });
}

/** Errors: FORBIDDEN naming the scope that is missing, or the access level. */
export function authorize(actor: Actor, action: Action, tenantId = actor.tenantId): void {
  if (isAuthorized(actor, action, tenantId)) return;
  // Who holds the scope at home would look for it in vain.
  if (isAdministration(action) && isAuthorized(actor, action)) return authorizeAdmin(actor);
  throw new AppError('FORBIDDEN', `This needs the scope ${action}: to ${actions[action]}.`, {
    allowed: [action],
  });
}
