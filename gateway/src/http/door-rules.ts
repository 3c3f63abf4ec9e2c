/** How the door treats whoever comes, beside finding out who it is. */
import type { FastifyRequest } from 'fastify';
import type { Mode } from '@arbiter/server/config/settings.ts';
import { type TrustsProxy, trustNoProxy } from './client-address.ts';

export interface DoorRules {
  readonly mode: Mode;
  /** Pages of these origins may call us and read our answers. */
  readonly allowedOrigins: readonly string[];
  readonly trustsProxy: TrustsProxy;
  /** Whether clients may see the schema: introspection, and words that they may have meant. */
  readonly showsSchema: boolean;
  /** Whether /metrics is on this port, for administrators. */
  readonly showsMetrics: boolean;
}

/** Of a server that only this machine reaches. */
export const developmentRules: DoorRules = {
  mode: 'development',
  allowedOrigins: [],
  trustsProxy: trustNoProxy,
  showsSchema: true,
  showsMetrics: true,
};

/** Probes say that we are up and ready, and no more. */
const openPaths: ReadonlySet<string> = new Set(['/health', '/ready']);

/** Whether nobody is asked who it is: probes, signing in, and what browsers ask before they call. */
export function isOpen({ method, headers, routeOptions }: FastifyRequest): boolean {
  const { url = '' } = routeOptions;
  if (openPaths.has(url) || url.startsWith('/auth/')) return true;
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}
