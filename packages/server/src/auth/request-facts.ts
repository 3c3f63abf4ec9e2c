/**
 * What a subgraph is told of a request beside its actor: request id, trace, the work it is part of, the
 * client's address and program. Not signed, so that tokens can be reused: whoever can alter it has the token, and with it
 * every right of the actor. Headers over HTTP; the same names in an operation's extensions over a
 * WebSocket.
 */
import { isIP } from 'node:net';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { newId } from '@arbiter/kernel/ids.ts';
import { namesWork, readBaggage, writeBaggage } from '@arbiter/kernel/trace/work-baggage.ts';

export type RequestFacts = Omit<RequestIdentity, 'actor'>;

const requestIdHeader = 'x-request-id';
const clientAddressHeader = 'x-arbiter-client-address';

/** Long enough for every client's habits, short enough for logs. */
const requestIdPattern = /^[\w.:-]{1,128}$/;
/** W3C Trace Context, version 00; the all-zero ids mean nothing. */
const traceparentPattern = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const maxUserAgentLength = 512;
/** What no header can hold (RFC 9110, section 5.5). */
const notOfHeaders = /[^\t\x20-\x7e\x80-\xff]/g;

/** Whether a value can be the id of a request. */
export function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && requestIdPattern.test(value);
}

/** Whether a value is a traceparent of the version that there is. */
export function isTraceparent(value: unknown): value is string {
  return typeof value === 'string' && traceparentPattern.test(value);
}

/** The name that a client gives itself, not longer than it is worth keeping; undefined for none. */
export function userAgentOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, maxUserAgentLength) : undefined;
}

/** The facts as headers. */
export function writeRequestFacts(facts: RequestFacts): Record<string, string> {
  const { requestId, traceparent, baggage, clientAddress, userAgent } = facts;
  return {
    [requestIdHeader]: requestId,
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(baggage === undefined ? {} : { baggage }),
    ...(clientAddress === undefined ? {} : { [clientAddressHeader]: clientAddress }),
    ...(userAgent === undefined ? {} : { 'user-agent': userAgent.replace(notOfHeaders, '?') }),
  };
}

/** The facts in headers; what is malformed is left out, and a request without an id gets one. */
export function readRequestFacts(headers: Readonly<Record<string, unknown>>): RequestFacts {
  const requestId = headers[requestIdHeader];
  const { traceparent } = headers;
  const clientAddress = headers[clientAddressHeader];
  const baggage = baggageOf(headers['baggage']);
  const userAgent = userAgentOf(headers['user-agent']);
  return {
    requestId: isRequestId(requestId) ? requestId : newId(),
    ...(isTraceparent(traceparent) ? { traceparent } : {}),
    ...(baggage === undefined ? {} : { baggage }),
    ...(typeof clientAddress === 'string' && isIP(clientAddress) ? { clientAddress } : {}),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

/** What names work, and nothing else of it. */
function baggageOf(given: unknown): string | undefined {
  const scope = typeof given === 'string' ? readBaggage(given) : {};
  return namesWork(scope) ? writeBaggage(scope) : undefined;
}
