/**
 * Which address a request comes from, where proxies stand before us: they say so in `X-Forwarded-For`,
 * and are believed only when they are known (TRUST_PROXY).
 */
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Whether the address, so many hops away from us, is a proxy of ours. */
export type TrustsProxy = (address: string, hop: number) => boolean;

/** More proxies than anybody has in a row. */
const maxHops = 10;

export const trustNoProxy: TrustsProxy = () => false;

/**
 * From a number of hops, or addresses, networks (`10.0.0.0/8`) and the words loopback, linklocal and
 * uniquelocal between commas. Errors: an Error, when it is none of these.
 */
export function parseTrust(text: string): TrustsProxy {
  if (/^\d+$/.test(text)) {
    const hops = Number(text);
    if (hops < 1 || hops > maxHops) throw new Error('no number of proxies');
    return (_address, hop) => hop < hops;
  }
  return proxyAddr.compile(text.split(',').map((item) => item.trim()));
}

/** The address of the client; undefined when it has gone already. */
export function clientAddressOf(request: IncomingMessage, trusts: TrustsProxy): string | undefined {
  // What has no peer any more has nobody to be believed.
  return request.socket.remoteAddress === undefined ? undefined : proxyAddr(request, trusts);
}
