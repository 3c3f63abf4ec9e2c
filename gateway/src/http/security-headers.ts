/** Headers by which browsers keep others away from what we answer (OWASP Secure Headers). */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** JSON and text load nothing, and stand in nobody's frame. */
const contentPolicy =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** A year, as browsers' lists ask for. */
const transportPolicy = 'max-age=31536000';

export function addSecurityHeaders({ protocol }: FastifyRequest, reply: FastifyReply): void {
  void reply.headers({
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    // Pages that may read us do so by CORS; nobody embeds us.
    'cross-origin-resource-policy': 'same-origin',
    // Known of a proxy that is trusted; over plain HTTP browsers ignore it.
    ...(protocol === 'https' ? { 'strict-transport-security': transportPolicy } : {}),
  });
}
