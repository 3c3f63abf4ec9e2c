/**
 * A browser sends the session's cookie also when a page of another site, or of a sibling domain, makes it
 * ask. What changes something is then not the user's wish; programs and bearers of tokens send no cookie.
 * Source: Fetch Metadata Request Headers (W3C), section 2.3; RFC 6265bis, section 8.8.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { readSessionCookie } from '../auth/session-cookie.ts';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface GuardedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Says why a request is refused, or null when it may go on. Pages of `allowedOrigins` may be of a sibling
 * domain, never of another site. Foreign origins are refused before, whatever they ask for.
 */
export function faultOfCookieUse(
  { method, path, headers }: GuardedRequest,
  allowedOrigins: readonly string[],
): string | null {
  if (safeMethods.has(method)) return null;
  const isByCookie = headers.authorization === undefined && readSessionCookie(headers);
  if (!isByCookie && !path.startsWith('/auth/')) return null;
  const { 'sec-fetch-site': site, origin } = headers;
  const isListed = origin !== undefined && allowedOrigins.includes(origin);
  if (site === 'cross-site' || (site === 'same-site' && !isListed)) {
    return 'Pages of other sites change nothing in the name of whoever is signed in.';
  }
  return null;
}
