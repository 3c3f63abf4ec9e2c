/**
 * How long a client may take to send a request, head and body. Fastify's own limit is none, and it
 * takes Node's away: a body that never ends would hold its connection and what was read of it for ever.
 */
import type { Server } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';

/** The largest body that is taken (20 MiB) at 3 Mbit a second. */
export const receiveTimeoutMs = 60_000;
/** How often Node looks for connections that have taken too long; its own is half a minute. */
const checkIntervalMs = 5_000;

/**
 * Options of fastify: what has not arrived after the time is answered with 408, and its connection
 * closed. Answers, streams and sockets may take as long as they like.
 */
export function receiveLimit(timeoutMs = receiveTimeoutMs, http: { maxHeaderSize?: number } = {}) {
  const connectionsCheckingInterval = Math.min(checkIntervalMs, timeoutMs);
  return {
    requestTimeout: timeoutMs,
    http: { ...http, headersTimeout: timeoutMs, connectionsCheckingInterval },
  } satisfies FastifyHttpOptions<Server>;
}
