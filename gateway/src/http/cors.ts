/** Which pages may read our answers (Fetch, section 3.2). Without CORS_ORIGINS none but our own may. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rateLimitHeaders } from '../limits/request-limiter.ts';
import type { DoorRules } from './door-rules.ts';
import { isAllowedOrigin } from './origin-guard.ts';

const exposed = ['x-request-id', 'retry-after', 'www-authenticate', ...rateLimitHeaders].join(', ');
const methods = 'GET, POST, OPTIONS';
const headers =
  'content-type, content-encoding, authorization, traceparent, baggage, x-request-id, apollo-require-preflight, last-event-id, x-arbiter-cost';
/** Seconds that a browser remembers the answer to its question. */
const maxAge = '600';

export function addCorsHeaders(
  { headers: { origin } }: FastifyRequest,
  reply: FastifyReply,
  rules: DoorRules,
): void {
  // Caches between us and browsers must not give one page the answer to another.
  void reply.header('vary', 'origin');
  if (!origin || !isAllowedOrigin(origin, rules)) return;
  void reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': exposed,
    // The cookie of a session, for pages that are listed by name.
    ...(rules.allowedOrigins.includes(origin)
      ? { 'access-control-allow-credentials': 'true' }
      : {}),
  });
}

/** What browsers ask before they call. A body, which none of them sends, is not read: nobody is known yet. */
export function mountPreflight(http: FastifyInstance): void {
  const answer = async (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .status(204)
      .headers({
        'access-control-allow-methods': methods,
        'access-control-allow-headers': headers,
        'access-control-max-age': maxAge,
      })
      .send();
  http.options('/*', { onRequest: answer }, answer);
}
