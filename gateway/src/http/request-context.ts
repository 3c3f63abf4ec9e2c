/** The identity of a request, found once at the door and read wherever it is needed. */
import type { FastifyRequest } from 'fastify';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';

const identities = new WeakMap<FastifyRequest, RequestIdentity>();

export function setRequestIdentity(request: FastifyRequest, identity: RequestIdentity): void {
  identities.set(request, identity);
}

/** Errors: an invariant, when asked before the request has passed the door. */
export function requestIdentity(request: FastifyRequest): RequestIdentity {
  const identity = identities.get(request);
  if (!identity) throw new Error('Invariant broken: the request has not been identified.');
  return identity;
}
