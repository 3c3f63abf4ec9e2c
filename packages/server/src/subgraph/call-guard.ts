/** Who calls a subgraph that runs alone: every call must carry an actor token made for it. */
import type { FastifyRequest } from 'fastify';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { verifyActorToken } from '../auth/actor-token.ts';
import type { SigningKey } from '../auth/signing-key.ts';
import type { Subgraph } from './subgraph.ts';

/** HTTP header, and key of a WebSocket operation's extensions, that carry the actor token. */
export const actorTokenHeader = 'x-arbiter-actor';
export const actorTokenExtension = 'arbiterActor';

/** Asks for the token before the body is read: nobody else's is worth the memory. */
export interface RequestGuard {
  /** A hook of fastify. Errors: those of verifyActorToken. */
  onRequest(request: FastifyRequest): Promise<void>;
  /** Of a request that has passed the hook. */
  identityOf(request: FastifyRequest): RequestIdentity;
}

export interface CallGuard extends RequestGuard {
  /** The identity in a token that came otherwise. Errors: those of verifyActorToken. */
  identify(token: unknown): Promise<RequestIdentity>;
}

/** The guard of one subgraph. */
export function createCallGuard(options: {
  readonly subgraph: Pick<Subgraph, 'name'>;
  readonly key: Pick<SigningKey, 'publicKey'>;
  readonly clock: Clock;
}): CallGuard {
  const { subgraph, key, clock } = options;
  const identities = new WeakMap<FastifyRequest, RequestIdentity>();
  const identify = (token: unknown) =>
    verifyActorToken(key, typeof token === 'string' ? token : undefined, {
      audience: subgraph.name,
      clock,
    });
  return {
    identify,
    async onRequest(request) {
      identities.set(request, await identify(request.headers[actorTokenHeader]));
    },
    identityOf(request) {
      const identity = identities.get(request);
      invariant(identity, 'the request has passed its guard');
      return identity;
    },
  };
}
