/**
 * Development trusts whoever reaches the loopback interface, and every web page that the developer
 * opens can reach it, also through a name that resolves to 127.0.0.1 (DNS rebinding). So the names
 * by which we are called (`Host`) and the pages that call (`Origin`) must be loopback, or be listed
 * in CORS_ORIGINS. Checked on HTTP requests and on WebSocket upgrades.
 */
import type { IncomingHttpHeaders } from 'node:http';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Says why a request is refused, or null when it may go on. */
export function faultOfOrigin(
  headers: IncomingHttpHeaders,
  allowedOrigins: readonly string[],
): string | null {
  const host = URL.parse(`http://${headers.host ?? ''}`);
  const allowedHosts = allowedOrigins.map((origin) => URL.parse(origin)?.host);
  if (!host || !(loopbackNames.has(host.hostname) || allowedHosts.includes(host.host))) {
    return 'The Host of the request is not a loopback name and not in CORS_ORIGINS.';
  }
  if (headers.origin === undefined || isAllowedOrigin(headers.origin, allowedOrigins)) return null;
  return 'The Origin of the request is not a loopback page and not in CORS_ORIGINS.';
}

/** Whether pages of this origin may read our answers. */
export function isAllowedOrigin(origin: string, allowedOrigins: readonly string[]): boolean {
  if (allowedOrigins.includes(origin)) return true;
  const url = URL.parse(origin);
  return url !== null && loopbackNames.has(url.hostname);
}
