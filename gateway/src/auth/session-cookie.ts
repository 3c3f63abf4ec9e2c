/**
 * What cookies of signing in are called. Over TLS the name begins with `__Host-`, which browsers take from
 * this very host alone: a page of a sibling domain cannot plant one.
 * Source: draft-ietf-httpbis-rfc6265bis, section 4.1.3.2.
 */
import type { IncomingHttpHeaders } from 'node:http';

const session = 'arbiter_session';
const flow = 'arbiter_sign_in';
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The names where people reach us over TLS, or not. */
export function cookieNames(isSecure: boolean) {
  const prefix = isSecure ? '__Host-' : '';
  return { session: `${prefix}${session}`, flow: `${prefix}${flow}` } as const;
}

/** The cookie's value; undefined when it was not sent. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The session that a browser names; the plain name counts on this machine alone, where there is no TLS. */
export function readSessionCookie({ cookie, host }: IncomingHttpHeaders): string | undefined {
  const safe = readCookie(cookie, cookieNames(true).session);
  if (safe !== undefined) return safe;
  const hostname = URL.parse(`http://${host ?? ''}`)?.hostname ?? '';
  return loopbackNames.has(hostname) ? readCookie(cookie, cookieNames(false).session) : undefined;
}
