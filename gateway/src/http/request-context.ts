/** The identity of a request, found once at the door and read wherever it is needed. */
import type { FastifyRequest } from 'fastify';
import type { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { AuthenticatedIdentity } from '../auth/caller.ts';

/** Calls back once when the credential of the request is no longer good; not after the abortion. */
export type OnCredentialEnd = (listener: (reason: AppError) => void, signal: AbortSignal) => void;

interface RequestContext {
  readonly identity: AuthenticatedIdentity;
  readonly onCredentialEnd: OnCredentialEnd;
}

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** Without the third the credential never ends, or there is none. */
export function setRequestIdentity(
  request: FastifyRequest,
  identity: AuthenticatedIdentity,
  onCredentialEnd: OnCredentialEnd = () => undefined,
): void {
  contexts.set(request, { identity, onCredentialEnd });
}

/** Undefined for a request that was refused at the door, or that nobody is asked about. */
export function findRequestIdentity(request: FastifyRequest): AuthenticatedIdentity | undefined {
  return contexts.get(request)?.identity;
}

/** Errors: an invariant, when asked before the request has passed the door. */
export function requestIdentity(request: FastifyRequest): AuthenticatedIdentity {
  return requestContext(request).identity;
}

/** Errors: as requestIdentity. */
export function requestContext(request: FastifyRequest): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new Error('Invariant broken: the request has not been identified.');
  return context;
}
