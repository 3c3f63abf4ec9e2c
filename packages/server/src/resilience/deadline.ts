/**
 * The end of somebody's patience: a signal that aborts when the time is up or when whoever asked has
 * gone, and a race against it for work that does not listen to signals.
 */

export interface Deadline {
  /** Its reason is `expired()`, or that of the parent. */
  readonly signal: AbortSignal;
  /** The work's outcome, unless the signal aborts before: then rejects with its reason. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Must be called when the work has ended; the signal never aborts after it. */
  end(): void;
}

export interface DeadlineOptions {
  readonly timeoutMs: number;
  /** Aborted when nobody waits any more. */
  readonly parent?: AbortSignal | undefined;
  /** Made when the time is up. */
  readonly expired: () => Error;
}

/** Starts the clock. */
export function startDeadline({ timeoutMs, parent, expired }: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(expired()), timeoutMs);
  const giveUp = () => controller.abort(parent?.reason);
  if (parent?.aborted) giveUp();
  else parent?.addEventListener('abort', giveUp, { once: true });
  let aborted: Promise<never> | undefined;
  return {
    signal,
    async race(work) {
      aborted ??= rejectionOf(signal);
      try {
        return await Promise.race([work, aborted]);
      } catch (error) {
        // What work says when it was cut short is a consequence.
        throw signal.aborted ? signal.reason : error;
      }
    },
    end() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', giveUp);
    },
  };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  // Nobody may be racing any more when it comes.
  promise.catch(() => undefined);
  if (signal.aborted) reject(signal.reason);
  else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  return promise;
}
