/**
 * Who acts, for which tenant, and how far that reaches. An actor is made at the edge (by the
 * gateway, from a token or, in development, for the local developer), travels signed to each
 * subgraph, and is the only source of tenant and rights there.
 */
import type { ServiceName } from './service-names.ts';

/**
 * How far an actor reaches beyond its own tenant, in which it always reads and writes:
 * ISOLATED nowhere; READ_CROSS reads the allowed tenants; WRITE_CROSS reads and writes them;
 * ADMIN reads and writes every tenant and may do administrative operations there. What an actor may do at
 * all its scopes say, whatever the level.
 */
export const accessLevels = ['ISOLATED', 'READ_CROSS', 'WRITE_CROSS', 'ADMIN'] as const;
export type AccessLevel = (typeof accessLevels)[number];

export const actorKinds = ['USER', 'AGENT', 'SERVICE'] as const;
export type ActorKind = (typeof actorKinds)[number];

export interface Actor {
  readonly kind: ActorKind;
  /** Stable id of the user, agent or service; it also names the subject of personal data. */
  readonly id: string;
  readonly tenantId: string;
  readonly accessLevel: AccessLevel;
  /** Granted scopes such as `workflow:write`; `*` is all. */
  readonly scopes: readonly string[];
  /** Tenants that READ_CROSS and WRITE_CROSS reach besides the actor's own. */
  readonly allowedTenants: readonly string[];
  /**
   * Nobody in particular: who sends no credentials where those are optional. Has no rights, whatever
   * else is said here.
   */
  readonly isAnonymous?: true;
  /**
   * The gateway itself, and nobody for whom it asks. Said by gatewayActor alone: neither tokens of a
   * provider nor accounts can say it.
   */
  readonly isGateway?: true;
  readonly name?: string;
  readonly email?: string;
}

/** One request as every layer sees it: the actor and what ties logs, traces and records together. */
export interface RequestIdentity {
  readonly actor: Actor;
  readonly requestId: string;
  /** W3C Trace Context `traceparent` of the caller's span. */
  readonly traceparent?: string;
  /** W3C Baggage that names the work which the request is part of, and no more; see work-baggage.ts. */
  readonly baggage?: string;
  readonly clientAddress?: string;
  readonly userAgent?: string;
}

/** A set of tenants; `*` is all of them. */
export type TenantSet = '*' | readonly string[];

/** The tenants whose rows the actor may read. The actor's own comes first. */
export function readableTenants(actor: Actor): TenantSet {
  if (actor.isAnonymous) return [];
  if (actor.accessLevel === 'ADMIN') return '*';
  if (actor.accessLevel === 'ISOLATED') return [actor.tenantId];
  return [actor.tenantId, ...actor.allowedTenants.filter((id) => id !== actor.tenantId)];
}

/** The tenants whose rows the actor may create, change and remove. The actor's own comes first. */
export function writableTenants(actor: Actor): TenantSet {
  const isReader = actor.accessLevel === 'READ_CROSS' && !actor.isAnonymous;
  return isReader ? [actor.tenantId] : readableTenants(actor);
}

/** Whether the set holds the tenant. */
export function containsTenant(tenants: TenantSet, tenantId: string): boolean {
  return tenants === '*' || tenants.includes(tenantId);
}

/** An actor for work that Arbiter does on its own behalf inside one tenant. */
export function serviceActor(serviceName: ServiceName, tenantId: string): Actor {
  return {
    kind: 'SERVICE',
    id: serviceName,
    tenantId,
    accessLevel: 'ISOLATED',
    scopes: ['*'],
    allowedTenants: [],
  };
}

/** The gateway's own actor, for the endpoints of subgraphs that answer nobody else. */
export function gatewayActor(tenantId: string): Actor {
  return { ...serviceActor('gateway', tenantId), isGateway: true };
}
