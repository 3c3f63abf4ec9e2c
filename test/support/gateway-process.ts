/**
 * The gateway alone as a process of its own, as an operator runs it before subgraphs on other machines:
 * the real program with a URL for each subgraph. Here one program stands in for all of them.
 */
import { type ServingArbiter, startArbiter } from './arbiter-process.ts';

export interface GatewayProcessOptions {
  /** Endpoint of the program that stands in for every subgraph. */
  readonly subgraphUrl: string;
  /** Bound of the heap, in MiB; else that of Node. */
  readonly heapMib?: number;
  /** Settings besides. */
  readonly env?: Readonly<Record<string, string>>;
}

export function startGatewayProcess(options: GatewayProcessOptions): Promise<ServingArbiter> {
  const { subgraphUrl, heapMib, env } = options;
  const names = ['REGISTRY', 'AUDIT', 'TOURNAMENTS', 'XAI'];
  const bound = heapMib === undefined ? [] : [`--max-old-space-size=${heapMib}`];
  return startArbiter({
    command: [process.execPath, ...bound, 'packages/launcher/src/main.ts'],
    env: {
      NODE_ENV: 'production',
      ...Object.fromEntries(names.map((name) => [`${name}_URL`, subgraphUrl])),
      ...env,
    },
  });
}
