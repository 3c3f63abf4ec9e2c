/**
 * Who a request comes from, and what ties it together: request id and trace context are taken from the
 * caller when they are well formed, and made here when they are not.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { newId } from '@arbiter/kernel/ids.ts';
import { isRequestId, isTraceparent, userAgentOf } from '@arbiter/server/auth/request-facts.ts';
import type { Authenticate } from '../auth/authenticator.ts';
import type { AuthenticatedIdentity } from '../auth/caller.ts';
import { credentialOf } from '../auth/credential.ts';

export interface IncomingRequest {
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: string | undefined;
  /** The payload of a WebSocket's `connection_init`. */
  readonly params?: unknown;
}

/** Errors: those of authentication. */
export type Identify = (request: IncomingRequest) => Promise<AuthenticatedIdentity>;

/** Finds out who sends a request, by the credential that it shows. */
export function identifyBy(authenticate: Authenticate): Identify {
  return async ({ headers, clientAddress, params }) => {
    const credential = credentialOf(headers, params);
    const { actor, expiresAt, credentialId } = await authenticate(credential, clientAddress);
    const userAgent = userAgentOf(headers['user-agent']);
    return {
      actor,
      expiresAt,
      requestId: requestIdOf(headers),
      traceparent: traceparentOf(headers),
      ...(credentialId === undefined ? {} : { credentialId }),
      ...(clientAddress === undefined ? {} : { clientAddress }),
      ...(userAgent === undefined ? {} : { userAgent }),
    };
  };
}

/** The caller of an earlier request with another one. */
export function nextIdentity(
  identity: AuthenticatedIdentity,
  headers: IncomingHttpHeaders,
): AuthenticatedIdentity {
  return { ...identity, requestId: requestIdOf(headers), traceparent: traceparentOf(headers) };
}

export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return isRequestId(given) ? given : newId();
}

export function traceparentOf(headers: IncomingHttpHeaders): string {
  const given = headers['traceparent'];
  if (isTraceparent(given)) return given;
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
