/** The bus that the settings ask for: NATS, else Redis, else the one inside this process. */
import type { Logger } from '../telemetry/logger.ts';
import type { Bus } from './bus.ts';
import { createMemoryBus } from './memory-bus.ts';

export interface OpenBusOptions {
  readonly natsUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly logger: Logger;
  /** How soon the work of a process that died is given to another. */
  readonly leaseMs?: number;
}

/** Connects. Errors: that the server cannot be reached, naming host and port. */
export async function openBus(options: OpenBusOptions): Promise<Bus> {
  const { natsUrl, redisUrl, ...common } = options;
  // Loaded on demand: the embedded mode starts without either client.
  if (natsUrl) return (await import('./nats-bus.ts')).openNatsBus({ url: natsUrl, ...common });
  if (redisUrl) return (await import('./redis-bus.ts')).openRedisBus({ url: redisUrl, ...common });
  return createMemoryBus();
}
