/**
 * Whether the bus is there. Subscriptions are promised what happens in the whole graph, and while the
 * bus is away parts of it stand still; rather than going silent they end with a reason, and continue
 * from their cursors when it is back. What ends them is decided here, once for the process: a bus that
 * is missed for less than the grace time ends nothing.
 */
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { Logger } from '../telemetry/logger.ts';

/** As those see it who depend on the bus without using it. */
export interface BusPresence {
  /** Whether the bus has been missed for longer than the grace time. */
  isAway(): boolean;
  /** Calls `listener` whenever the bus has become away. Returns how to stop it. */
  onAway(listener: () => void): () => void;
}

/** As an adapter reports it. */
export interface PresenceKeeper extends BusPresence {
  /** The bus may be gone: unless it is confirmed within the grace time, it is away. */
  doubt(): void;
  /** The bus has answered. */
  confirm(): void;
  /** Nothing changes any more. */
  close(): void;
}

/** A server that is restarted is back within this, and the client has connected again. */
export const busGraceMs = 5_000;

/** A bus is away for seconds or for long; who asks this often is soon served and no burden. */
export const busRetrySeconds = 5;

/** A bus inside the process, or none at all, is never missed. */
export const alwaysThere: BusPresence = {
  isAway: () => false,
  onAway: () => () => undefined,
};

/** A bus that is there. */
export function keepPresence(logger: Logger, graceMs = busGraceMs): PresenceKeeper {
  const listeners = new Set<() => void>();
  let doubt: { readonly timer: NodeJS.Timeout } | undefined;
  let isAway = false;
  let isClosed = false;
  const decide = (decided: typeof doubt) => {
    // Confirmed meanwhile, perhaps by what had come but was not read yet.
    if (doubt !== decided) return;
    isAway = true;
    logger.warn({ graceMs }, 'the bus is away; subscriptions end, and new ones are refused');
    for (const listener of [...listeners]) listener();
  };
  return {
    isAway: () => isAway,
    onAway(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    doubt() {
      if (doubt || isClosed) return;
      // A process that was busy finds its timers due first, and only then reads what has come.
      const timer = setTimeout(() => setImmediate(decide, begun), graceMs).unref();
      const begun = { timer };
      doubt = begun;
    },
    confirm() {
      clearTimeout(doubt?.timer);
      doubt = undefined;
      if (isAway) logger.info('the bus is back; subscriptions are served again');
      isAway = false;
    },
    close() {
      isClosed = true;
      clearTimeout(doubt?.timer);
      doubt = undefined;
    },
  };
}

/** Why a subscription ends or does not begin; `cursor` is where it continues, if that is known. */
export function busAway(cursor: string | undefined): AppError {
  return new AppError(
    'UNAVAILABLE',
    'Events do not travel at present; subscribe again, after the cursor if there is one.',
    { retryAfter: busRetrySeconds, ...(cursor === undefined ? {} : { cursor }) },
  );
}
