/**
 * Who a request comes from. In development whoever reaches the loopback interface is the local
 * developer; request id and trace context are taken from the caller when they are well formed, and
 * made here when they are not.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { newId } from '@arbiter/kernel/ids.ts';

export interface IncomingRequest {
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: string | undefined;
}

export type Identify = (request: IncomingRequest) => Promise<RequestIdentity>;

const localDeveloper: Actor = {
  kind: 'USER',
  id: 'local-developer',
  name: 'Local developer',
  tenantId: defaultTenantId,
  accessLevel: 'ADMIN',
  scopes: ['*'],
  allowedTenants: [],
};

/** Long enough for every client's habits, short enough for logs. */
const requestIdPattern = /^[\w.:-]{1,128}$/;
/** W3C Trace Context, version 00; the all-zero ids mean nothing. */
const traceparentPattern = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const maxUserAgentLength = 512;

/** Development: everyone is the local developer (see origin-guard.ts for who gets this far). */
export const identifyLocalDeveloper: Identify = async ({ headers, clientAddress }) => {
  const userAgent = headers['user-agent']?.slice(0, maxUserAgentLength);
  return {
    actor: localDeveloper,
    requestId: requestIdOf(headers),
    traceparent: traceparentOf(headers),
    ...(clientAddress === undefined ? {} : { clientAddress }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
};

export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && requestIdPattern.test(given) ? given : newId();
}

export function traceparentOf(headers: IncomingHttpHeaders): string {
  const given = headers['traceparent'];
  if (typeof given === 'string' && traceparentPattern.test(given)) return given;
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
