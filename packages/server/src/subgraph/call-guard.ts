/** Who calls a subgraph that runs alone: every call must carry an actor token made for it. */
import type { FastifyRequest } from 'fastify';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { createActorVerifier } from '../auth/actor-token.ts';
import { readRequestFacts } from '../auth/request-facts.ts';
import type { VerifyKey } from '../auth/signing-key.ts';
import type { Subgraph } from './subgraph.ts';

/** HTTP header that carries the actor token; the facts of the request are in headers beside it. */
export const actorTokenHeader = 'x-arbiter-actor';
/** Key of a WebSocket operation's extensions: an object of what the headers would be. */
export const actorExtension = 'arbiter';

/** Asks for the token before the body is read: nobody else's is worth the memory. */
export interface CallGuard {
  /** A hook of fastify. Errors: UNAUTHENTICATED. */
  onRequest(request: FastifyRequest): Promise<void>;
  /** Of a request that has passed the hook. */
  identityOf(request: FastifyRequest): RequestIdentity;
  /** The identity in the extensions of a WebSocket's operation. Errors: UNAUTHENTICATED. */
  identify(
    extensions: Readonly<Record<string, unknown>> | null | undefined,
  ): Promise<RequestIdentity>;
}

/** The guard of one subgraph. */
export function createCallGuard(options: {
  readonly subgraph: Pick<Subgraph, 'name'>;
  readonly keys: readonly VerifyKey[];
  readonly clock: Clock;
}): CallGuard {
  const { subgraph, keys, clock } = options;
  const identities = new WeakMap<FastifyRequest, RequestIdentity>();
  const verify = createActorVerifier(keys, { audience: subgraph.name, clock });
  const identify = async (headers: Readonly<Record<string, unknown>>) => {
    const token = headers[actorTokenHeader];
    const actor = await verify(typeof token === 'string' ? token : undefined);
    return { actor, ...readRequestFacts(headers) };
  };
  return {
    async onRequest(request) {
      identities.set(request, await identify(request.headers));
    },
    identityOf(request) {
      const identity = identities.get(request);
      invariant(identity, 'the request has passed its guard');
      return identity;
    },
    identify(extensions) {
      const given = extensions?.[actorExtension];
      const isObject = typeof given === 'object' && given !== null;
      return identify(isObject ? (given as Readonly<Record<string, unknown>>) : {});
    },
  };
}
