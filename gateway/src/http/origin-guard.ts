/**
 * Development trusts whoever reaches the loopback interface, and every web page that the developer
 * opens can reach it, also through a name that resolves to 127.0.0.1 (DNS rebinding). So the names
 * by which we are called (`Host`) and the pages that call (`Origin`) must be loopback, or be listed
 * in CORS_ORIGINS. In production, where every request shows who sends it, a page must be our own or be
 * listed. Checked on HTTP requests and on WebSocket upgrades.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { DoorRules } from './door-rules.ts';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

type OriginRules = Pick<DoorRules, 'mode' | 'allowedOrigins'>;

/** Says why a request is refused, or null when it may go on. */
export function faultOfOrigin(headers: IncomingHttpHeaders, rules: OriginRules): string | null {
  const { host: name, origin } = headers;
  const { mode, allowedOrigins } = rules;
  if (mode === 'production') {
    if (origin === undefined || isAllowedOrigin(origin, rules)) return null;
    // The same name is the same site: whoever serves its pages serves us.
    if (name !== undefined && URL.parse(origin)?.host === name) return null;
    return 'The Origin of the request is not in CORS_ORIGINS.';
  }
  const host = URL.parse(`http://${name ?? ''}`);
  const allowedHosts = allowedOrigins.map((allowed) => URL.parse(allowed)?.host);
  if (!host || !(loopbackNames.has(host.hostname) || allowedHosts.includes(host.host))) {
    return 'The Host of the request is not a loopback name and not in CORS_ORIGINS.';
  }
  if (origin === undefined || isAllowedOrigin(origin, rules)) return null;
  return 'The Origin of the request is not a loopback page and not in CORS_ORIGINS.';
}

/** Whether pages of this origin may read our answers. */
export function isAllowedOrigin(origin: string, { mode, allowedOrigins }: OriginRules): boolean {
  if (allowedOrigins.includes(origin)) return true;
  if (mode === 'production') return false;
  const url = URL.parse(origin);
  return url !== null && loopbackNames.has(url.hostname);
}
