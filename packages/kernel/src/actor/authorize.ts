/**
 * The one place that decides whether an actor may do an action. Services call it first, before
 * they load anything. Every action of the system is in the map below; a typo does not compile.
 */
import { AppError } from '../errors/app-error.ts';
import { type Actor, containsTenant, writableTenants } from './actor.ts';

/** Action → what it allows, in the words of the reference page. The action's name is its scope. */
export const actions = {
  'agent:write': 'register agents and change them',
  'experiment:write': 'create experiments, start and finish their runs',
  'playbook:write': 'create playbooks and new versions of them',
  'workflow:write': 'create workflows and drive their steps',
  'lineage:write': 'report OpenLineage events',
  'tournament:write': 'create tournaments and manage their entrants and states',
  'match:report': 'report results of matches',
  'analysis:write': 'record analyses and reward decompositions',
  'tenant:admin': 'administer the tenant; to create tenants, with the access level ADMIN',
  'user:admin': 'create accounts, invite people, and change and remove members',
  'key:write': 'make, rotate and revoke API keys',
  'account:write': 'end own sessions, accept invitations and set own preferences',
  'subject:erase': "make a person's values in the audit ledger unreadable",
} as const;

export type Action = keyof typeof actions;

/** True when the actor holds the action's scope (or all of them) for the tenant. */
export function isAuthorized(actor: Actor, action: Action, tenantId = actor.tenantId): boolean {
  if (actor.isAnonymous) return false;
  if (!containsTenant(writableTenants(actor), tenantId)) return false;
  if (actor.accessLevel === 'ADMIN') return true;
  return actor.scopes.includes('*') || actor.scopes.includes(action);
}

/** For what concerns all tenants, which no scope allows. Errors: FORBIDDEN naming the access level. */
export function authorizeAdmin({ accessLevel }: Actor): void {
  if (accessLevel === 'ADMIN') return;
  throw new AppError('FORBIDDEN', 'This needs the access level ADMIN.', { allowed: ['ADMIN'] });
}

/** Errors: FORBIDDEN naming the scope that is missing. */
export function authorize(actor: Actor, action: Action, tenantId = actor.tenantId): void {
  if (isAuthorized(actor, action, tenantId)) return;
  throw new AppError('FORBIDDEN', `This needs the scope ${action}: to ${actions[action]}.`, {
    allowed: [action],
  });
}
